/** Intakes for tests: the shipped example, and small ones built on an empty form. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { intakeSchema } from '../../../src/main/core/input/readIntake.ts';
import { writeDocument } from '../../../src/nlp/document/writeDocument.ts';
import type { DocumentTemplate } from '../../../src/shared/domain/documentTemplate.ts';
import type { DocumentType, Intake, IntakeGoal, Measurement } from '../../../src/shared/domain/intake.ts';
import type { NoteDraft } from '../../../src/shared/domain/note.ts';
import { RESOURCES, rules } from '../rules.ts';

export const EXAMPLE_FILES = ['progress-stroke', 'plan-hand', 'discharge-knee', 'home-shoulder'] as const;

export function exampleIntake(name: (typeof EXAMPLE_FILES)[number]): Intake {
  return intakeSchema.parse(JSON.parse(readFileSync(join(RESOURCES, 'examples', `${name}.json`), 'utf8')));
}

export function blankIntake(document: DocumentType, more: Partial<Intake> = {}): Intake {
  const blank: Intake = intakeSchema.parse({ format: 'ot-scribe-intake', version: 1, document });
  return { ...blank, ...more };
}

export function templateOf(type: DocumentType): DocumentTemplate {
  return rules.documentTemplates.find((template) => template.type === type)!;
}

export function documentOf(intake: Intake): NoteDraft {
  return writeDocument({ intake, template: templateOf(intake.document), stamp: { app: 'test', rules: rules.sha256 } });
}

export function measured(text: string, more: Partial<Measurement> = {}): Measurement {
  return { text, level: null, value: null, unit: null, ...more };
}

export function goal(more: Partial<IntakeGoal> = {}): IntakeGoal {
  return {
    ...{ id: 'LTG 1', term: 'long', text: 'Patient will dress the upper body with Mod I', area: 'Upper body dressing' },
    target: { level: 'ModI', value: null, unit: null, better: 'higher' },
    initial: measured('Min A', { level: 'MinA' }),
    current: measured('SBA', { level: 'SBA' }),
    ...{ status: null, comment: null, revised: null },
    ...more,
  };
}

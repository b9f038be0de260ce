/**
 * What a clause says about the help a task took, in the forms therapists use: a named level, a share of the work, what
 * the hands did, where the helper stood, what was set up, that the patient was alone. Each form has its own small
 * reader beside this file.
 */
import type { AssistLevel } from '../../../shared/domain/facts.ts';
import { ASSIST_LEVELS } from '../../../shared/domain/facts.ts';
import type { Place } from '../draft.ts';

/** In order of weight: a named level wins over a share, a share over the hands, and so on. */
export const EVIDENCE_FORMS = [
  'named',
  'share',
  'same',
  'helpers',
  'hands',
  'near',
  'setup',
  'far',
  'rest',
  'cueOnly',
  'alone',
  'noHands',
] as const;
export type EvidenceForm = (typeof EVIDENCE_FORMS)[number];

export interface LevelEvidence extends Place {
  readonly form: EvidenceForm;
  readonly level: AssistLevel;
  readonly range?: readonly [AssistLevel, AssistLevel];
  readonly doubtful: boolean;
}

export const severity = (level: AssistLevel) => ASSIST_LEVELS.indexOf(level);
export const heavier = (a: AssistLevel, b: AssistLevel): AssistLevel => (severity(a) >= severity(b) ? a : b);

/** FIM shares: 75 % and more is minimal, 50 moderate, 25 maximal, less total. */
export function levelOfShare(patientPercent: number): AssistLevel {
  if (patientPercent >= 75) return 'MinA';
  if (patientPercent >= 50) return 'ModA';
  if (patientPercent >= 25) return 'MaxA';
  return 'TotalA';
}

/** Forms that settle a level by themselves; the others only describe. */
const DECISIVE: ReadonlySet<EvidenceForm> = new Set(['named', 'share', 'same']);
export const isDecisive = (evidence: LevelEvidence): boolean => DECISIVE.has(evidence.form);

/**
 * All checks of a note before signing. A blocker refuses the signature and cannot be waved through; a warning needs a
 * reason; a hint is only told. Works on the draft with its edits, whether they were applied before or not.
 */
import type { Issue } from '../../shared/domain/issue.ts';
import type { Edit, NoteDraft } from '../../shared/domain/note.ts';
import type { NoteTemplate, PayerRules, RuleSet } from '../../shared/domain/rules.ts';
import type { WordingRule } from '../../shared/domain/wordingRule.ts';
import { alteredStatements } from './alteredStatements.ts';
import { applyEdits } from './applyEdits.ts';
import { type CheckContext, type CheckedRecord, withEnteredLevels } from './checkContext.ts';
import { cuedButIndependent } from './levelChecks.ts';
import { minutesChecks } from './minutesChecks.ts';
import { numberLock } from './numberLock.ts';
import { phraseChecks } from './phraseChecks.ts';
import {
  blanksLeft,
  emptySections,
  notAccepted,
  omissions,
  openQuestions,
  otherLanguages,
  unsureValues,
  unwrittenSpeech,
} from './reviewChecks.ts';
import { unsupportedValues } from './valueSupport.ts';

export interface CheckInput {
  readonly note: NoteDraft;
  readonly record: CheckedRecord;
  readonly edits: readonly Edit[];
  /** Statement and fact ids whose sound was played. */
  readonly played: readonly string[];
  readonly rules: RuleSet;
  readonly template: NoteTemplate;
  /** Whose layout the note is in; absent: the template's. */
  readonly payer?: PayerRules;
  /** Wording rules that the note was written with; none in a file. */
  readonly wording?: readonly WordingRule[];
}

const SEVERITIES: readonly Issue['severity'][] = ['blocker', 'warning', 'hint'];

export function checkNote({
  note,
  record,
  edits,
  played,
  rules,
  template,
  payer,
  wording = [],
}: CheckInput): readonly Issue[] {
  const context: CheckContext = {
    ...record,
    facts: withEnteredLevels(record.facts, edits),
    heardFacts: record.facts,
    note: applyEdits(note, edits, rules.wording),
    edits,
    wording,
    played: new Set(played),
    rules,
    template,
    ...(payer === undefined ? {} : { payer }),
  };
  const locked = numberLock(context);
  const refused = new Set(locked.map((issue) => issue.at));
  const issues = [
    ...locked,
    ...alteredStatements(context).filter((issue) => !refused.has(issue.at)),
    ...minutesChecks(context),
    ...unsureValues(context),
    ...unsupportedValues(context),
    ...openQuestions(context),
    ...blanksLeft(context),
    ...notAccepted(context),
    ...cuedButIndependent(context),
    ...phraseChecks(context),
    ...emptySections(context),
    ...omissions(context),
    ...unwrittenSpeech(context),
    ...otherLanguages(context),
  ];
  return SEVERITIES.flatMap((severity) => issues.filter((issue) => issue.severity === severity));
}

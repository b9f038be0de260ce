/** An assistant's part of a note: which minutes it is, what the assistant signs for it, and what is still missing. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../shared/canonicalJson.ts';
import type { LedgerEntry, MinutesLedger } from '../../../shared/domain/billing.ts';
import type { Issue } from '../../../shared/domain/issue.ts';
import type { Contribution } from '../../../shared/domain/note.ts';

/** Where the open point about the assistant's signature belongs. */
export const CONTRIBUTION_POINT = 'contribution';

export interface AssistantPart {
  readonly entries: readonly LedgerEntry[];
  readonly minutes: number;
  /** Over code, task and minutes of each entry: another figure needs another signature. */
  readonly entriesSha256: string;
}

/** null: the note has no assistant's minutes. */
export function assistantPart({ entries }: Pick<MinutesLedger, 'entries'>): AssistantPart | null {
  const mine = entries.filter(({ provider }) => provider === 'assistant');
  if (mine.length === 0) return null;
  const furnished = mine.map(({ id, cpt, task, minutes }) => ({ id, cpt, task, minutes }));
  return {
    entries: mine,
    minutes: mine.reduce((sum, { minutes }) => sum + minutes, 0),
    entriesSha256: createHash('sha256').update(canonicalJson(furnished)).digest('hex'),
  };
}

/** The contribution that covers the part as it is now; null when there is none yet, or the minutes changed since. */
export function standing(part: AssistantPart | null, newest: Contribution | null): Contribution | null {
  // A student is responsible for no minutes: what they signed stands, unless an assistant has to sign for some.
  if (newest?.role === 'student') return part === null ? newest : null;
  return part !== null && newest?.entriesSha256 === part.entriesSha256 ? newest : null;
}

/** Of a note that a student writes: nobody but a therapist signs it, and both names stand under it. */
export function studentIssues(
  isStudents: boolean,
  part: AssistantPart | null,
  stands: Contribution | null,
): readonly Issue[] {
  if (!isStudents || part !== null || stands !== null) return [];
  const message = 'A student does not sign alone: sign your contribution, then a therapist co-signs.';
  return [{ severity: 'blocker', code: 'student-signature', message, at: CONTRIBUTION_POINT }];
}

export function contributionIssues(part: AssistantPart | null, newest: Contribution | null): readonly Issue[] {
  if (part === null || standing(part, newest) !== null) return [];
  const what = part.minutes === 1 ? '1 minute is an assistant’s' : `${part.minutes} minutes are an assistant’s`;
  const message =
    newest === null || newest.role === 'student'
      ? `${what}: the assistant signs for them, then a therapist co-signs.`
      : `The assistant’s minutes changed after ${newest.by} signed for them: the assistant signs again.`;
  return [{ severity: 'blocker', code: 'assistant-signature', message, at: CONTRIBUTION_POINT }];
}

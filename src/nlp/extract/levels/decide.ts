/**
 * From all that was said about one trial to its level: a named level wins over a share, a share over what the hands
 * did, and all over "alone"; nothing is guessed when none of them was said.
 */
import type { AssistLevel } from '../../../shared/domain/facts.ts';
import type { Place } from '../draft.ts';
import { isAided } from './aided.ts';
import type { LevelEvidence } from './evidence.ts';
import { EVIDENCE_FORMS, heavier } from './evidence.ts';

export interface Decision {
  readonly level: AssistLevel;
  readonly by: LevelEvidence;
  readonly rule: string;
}

/** The last word counts for these; of several deeds of the hands the heaviest. */
export function decide(evidence: readonly LevelEvidence[], places: readonly Place[]): Decision | null {
  for (const form of EVIDENCE_FORMS) {
    const said = evidence.filter((each) => each.form === form);
    const last = said.at(-1);
    if (last === undefined) continue;
    if (form === 'hands') {
      const by = said.reduce((a, b) => (heavier(a.level, b.level) === b.level ? b : a));
      return { level: by.level, by, rule: 'assistLevel/hands' };
    }
    if (form === 'alone') return { level: aloneLevel(places), by: last, rule: `assistLevel/${form}` };
    if (form === 'noHands' && isAided(places)) return { level: 'ModI', by: last, rule: 'assistLevel/noHands' };
    return { level: last.level, by: last, rule: `assistLevel/${form}` };
  }
  return null;
}

/** Alone with a device, an adapted way or long time is modified independence. */
function aloneLevel(places: readonly Place[]): AssistLevel {
  return isAided(places) ? 'ModI' : 'I';
}

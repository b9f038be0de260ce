/**
 * Whether a fact that only the reader found says again what is known: a recap of the minutes, a level told twice, a
 * single trial of a measure whose average was read, a pain score repeated. The rules keep account of those; the reader, which
 * looks at one place at a time, cannot.
 */
import type { Draft, DraftOf } from '../extract/draft.ts';
import { isKind } from '../extract/draft.ts';

export function isToldAlready(draft: Draft, known: readonly Draft[]): boolean {
  switch (draft.kind) {
    case 'observation':
      return known
        .filter(isKind('observation'))
        .some(
          (each) =>
            draft.unsure === true &&
            each.assistLevel === draft.assistLevel &&
            each.fimItem === draft.fimItem &&
            !isNamedApart(each, draft),
        );
    case 'minutes':
      return isRecap(draft, known.filter(isKind('minutes')));
    case 'measure':
      return known.filter(isKind('measure')).some((each) => isSameReading(each, draft));
    case 'pain':
      return known.filter(isKind('pain')).some((each) => each.score === draft.score && isSameTime(each, draft));
    default:
      return false;
  }
}

/** Tasks outside the scale share no item: only the same words are the same task. */
function isNamedApart(known: DraftOf<'observation'>, draft: DraftOf<'observation'>): boolean {
  return draft.fimItem === null && known.task !== draft.task;
}

/** The minutes of an entry, or of all of them together, told once more. */
function isRecap(draft: DraftOf<'minutes'>, known: readonly DraftOf<'minutes'>[]): boolean {
  const total = known.reduce((sum, { minutes }) => sum + minutes, 0);
  const timed = known.filter((each) => each.timed).reduce((sum, { minutes }) => sum + minutes, 0);
  return [...known.map(({ minutes }) => minutes), total, timed].includes(draft.minutes);
}

const isSameReading = (known: DraftOf<'measure'>, draft: DraftOf<'measure'>): boolean =>
  known.measure === draft.measure &&
  known.value === draft.value &&
  known.side === draft.side &&
  (known.motion === draft.motion || known.motion === null || draft.motion === null);

const isSameTime = (known: DraftOf<'pain'>, draft: DraftOf<'pain'>): boolean =>
  known.when === draft.when || known.when === 'unspecified' || draft.when === 'unspecified';

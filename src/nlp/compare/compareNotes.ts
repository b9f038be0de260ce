/** Two notes of one session side by side: by key where a value has one, by shared words where it has none. Pure. */
import type { ComparedKind, ComparedRow } from '../../shared/domain/comparison.ts';
import type { Comparable } from './comparable.ts';

const ORDER: readonly ComparedRow['standing'][] = ['differs', 'onlyPasted', 'onlyDraft', 'same'];
/** Of the words of the shorter of two reports. */
const SAME_WORDS_SHARE = 0.5;
const SECTION: Readonly<Record<ComparedKind, string | null>> = {
  level: 'objective',
  cues: 'objective',
  pain: 'subjective',
  measure: 'objective',
  device: 'objective',
  safety: 'objective',
  reported: 'subjective',
  teaching: 'objective',
  plan: 'plan',
  // These follow from the record of minutes and are changed there.
  minutes: null,
  units: null,
  modifier: null,
};

/** @param quoteOf the pasted sentence with this id */
export function compareNotes(
  draft: readonly Comparable[],
  pasted: readonly Comparable[],
  quoteOf: (utteranceId: string) => string | null,
): readonly ComparedRow[] {
  const left = [...latest(draft)];
  const rows = latest(pasted).map((theirs): ComparedRow => {
    const at = left.findIndex((mine) => isAbout(mine, theirs));
    const mine = at < 0 ? null : left.splice(at, 1)[0]!;
    const quote = theirs.utteranceId === null ? null : quoteOf(theirs.utteranceId);
    return row(mine, theirs, quote);
  });
  const rest = left.map((mine) => row(mine, null, null));
  return [...rows, ...rest].toSorted((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing));
}

/** The last value under a key is the one that was left standing. */
function latest(values: readonly Comparable[]): readonly Comparable[] {
  return [...new Map(values.map((value) => [value.key, value])).values()];
}

function isAbout(mine: Comparable, theirs: Comparable): boolean {
  if (mine.kind !== theirs.kind) return false;
  if (mine.words === undefined || theirs.words === undefined) return mine.key === theirs.key;
  const shared = [...mine.words].filter((word) => theirs.words?.has(word)).length;
  const fewest = Math.min(mine.words.size, theirs.words.size);
  return fewest > 0 && shared / fewest >= SAME_WORDS_SHARE;
}

function row(mine: Comparable | null, theirs: Comparable | null, quote: string | null): ComparedRow {
  const { key, kind, what } = (mine ?? theirs)!;
  const isSame = mine !== null && theirs !== null && (mine.words !== undefined || mine.meaning === theirs.meaning);
  const standing = mine === null ? 'onlyPasted' : theirs === null ? 'onlyDraft' : isSame ? 'same' : 'differs';
  const sectionId = theirs === null || quote === null ? null : SECTION[kind];
  return { key, kind, what, standing, draft: mine?.value ?? null, pasted: theirs?.value ?? null, quote, sectionId };
}

/**
 * Texts in the middle of being typed follow their sentence or question when a correction of the transcript, or its undo,
 * numbers them anew. Where the sentence or question is not there any more, the text becomes a new sentence of the same
 * section that is still being typed: never somebody else's answer, and never lost.
 */
import type { UnfinishedText } from '../../../shared/contract.ts';
import type { NoteDraft } from '../../../shared/domain/note.ts';
import type { StoredEdit } from '../store/repositories/edits.ts';
import { readChange } from './changeList.ts';

type Ids = Readonly<Record<string, string>>;

/**
 * @param note as it stood before, for the sections
 * @param before the therapist's changes before, `after` those that stand now
 * @returns the texts at their new places; the same list where nothing moved
 */
export function movedTexts(
  texts: readonly UnfinishedText[],
  note: NoteDraft,
  before: readonly StoredEdit[],
  after: readonly StoredEdit[],
): readonly UnfinishedText[] {
  const steps = renumberings(before, after);
  if (steps.length === 0 || texts.length === 0) return texts;
  const sections = new Map<string, string>([
    ...note.sections.flatMap(({ id, statements }) => statements.map((each) => [each.id, id] as const)),
    ...note.questions.map(({ id, sectionId }) => [id, sectionId] as const),
  ]);
  const placed = new Map<string, string>();
  for (const { place, text } of texts) {
    const to = newPlace(place, steps, sections);
    const there = placed.get(to);
    placed.set(to, there === undefined ? text : `${there} ${text}`);
  }
  return [...placed].map(([place, text]) => ({ place, text }));
}

function newPlace(place: string, steps: readonly Ids[], sections: ReadonlyMap<string, string>): string {
  const [, kind, id] = /^(sentence|answer):(.+)$/.exec(place) ?? [];
  // A sentence of the therapist's own has an id that no draft gives.
  if (kind === undefined || id === undefined || id.startsWith('typed-')) return place;
  const now = steps.reduce<string | undefined>((known, ids) => (known === undefined ? known : ids[known]), id);
  if (now !== undefined) return `${kind}:${now}`;
  const section = sections.get(id);
  return section === undefined ? place : `new:${section}`;
}

/** From the ids of before to those of now: corrections that were taken back, backwards, then those that came. */
function renumberings(before: readonly StoredEdit[], after: readonly StoredEdit[]): readonly Ids[] {
  const isIn = (list: readonly StoredEdit[], one: StoredEdit) => list.some(({ position }) => position === one.position);
  const ids = (one: StoredEdit): readonly Ids[] => {
    const change = readChange(one);
    return change.kind === 'transcript' ? [change.carried.ids] : [];
  };
  const gone = before.filter((one) => !isIn(after, one)).flatMap(ids);
  const come = after.filter((one) => !isIn(before, one)).flatMap(ids);
  const turned = gone.reverse().map((each) => Object.fromEntries(Object.entries(each).map(([from, to]) => [to, from])));
  return [...turned, ...come];
}

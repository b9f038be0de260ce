/** The most probable label of a list, how probable it is, and whether that is enough to go without a question. */
import type { Place } from '../extract/draft.ts';
import { isDoubtful } from '../extract/draft.ts';
import { LABELS_OF_KIND, type ReadKind, type ReadSpan } from '../read/reading.ts';

export interface Choice {
  readonly value: string;
  readonly p: number;
}

export function choiceOf(span: ReadSpan, list: string): Choice {
  const [value, p] = Object.entries(span.labels[list] ?? {}).reduce((best, each) => (each[1] > best[1] ? each : best));
  return { value, p };
}

export function probabilityOf(span: ReadSpan, list: string, value: string): number {
  return span.labels[list]?.[value] ?? 0;
}

/** Labels without which a fact of that kind says something else. */
const DECISIVE: Readonly<Record<ReadKind, readonly string[]>> = {
  obs: ['level', 'item'],
  prior: ['level', 'item'],
  cue: ['cueType'],
  min: ['code'],
  dev: [],
  saf: ['safety'],
  mea: ['measure', 'side'],
  sub: [],
  pain: [],
};

/** How sure the reader is of the words and of what they say. */
export function confidenceOf(span: ReadSpan): number {
  return span.p * Math.min(1, ...DECISIVE[span.kind].map((list) => choiceOf(span, list).p));
}

/** A fact of the reader alone is asked about before the signature unless it is at least so sure of everything it says. */
const SURE = 0.9;

/** Marks what the review has to ask: the reader or the recogniser was not sure. */
export function doubtOf(span: ReadSpan, { sentence, from, to }: Place): { readonly unsure?: true } {
  const isSure = span.p >= SURE && LABELS_OF_KIND[span.kind].every((list) => choiceOf(span, list).p >= SURE);
  return isSure && !isDoubtful(sentence, from, to) ? {} : { unsure: true };
}

/** The reader speaks against a label: both are asked about. */
export const isDisputed = (span: ReadSpan, list: string, value: string): boolean =>
  probabilityOf(span, list, value) < 1 - SURE;

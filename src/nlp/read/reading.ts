/**
 * What the fact reader says of a transcript: runs of words that carry a fact of some kind, how sure it is, and what it
 * takes the fact's attributes to be. A reading asserts nothing by itself; src/nlp/reconcile holds it against the rules.
 */
import type { Utterance } from '../../shared/domain/utterance.ts';

export const READ_KINDS = ['obs', 'prior', 'cue', 'min', 'dev', 'saf', 'mea', 'sub', 'pain'] as const;
export type ReadKind = (typeof READ_KINDS)[number];

/** Numbers, in the graph's vocabulary, of what stands before and behind a window and of a word it does not know. */
export interface EdgePieces {
  readonly begin: number;
  readonly end: number;
  readonly unknown: number;
}

/** The closed lists the graph was trained on, in the order of its outputs; models/fact-reader/labels.json. */
export interface ReaderLabels extends EdgePieces {
  readonly kinds: readonly string[];
  readonly labels: Readonly<Record<string, readonly string[]>>;
}

export interface ReadSpan {
  readonly utteranceId: string;
  /** White-space words [from, to) of the utterance. */
  readonly from: number;
  readonly to: number;
  readonly kind: ReadKind;
  /** Mean probability, over its words, that they belong to a fact of this kind. */
  readonly p: number;
  /** Probability of each label by name of its list; only the lists that belong to the kind. */
  readonly labels: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** What is looked at of an utterance. */
export type ReadableWords = { readonly utterances: readonly Pick<Utterance, 'id' | 'speaker' | 'text'>[] };

export interface ReadUtterance {
  readonly utteranceId: string;
  /** Per white-space word the probability that it belongs to a fact of that kind; a kind of which there is no trace is left out. */
  readonly inside: Readonly<Partial<Record<ReadKind, readonly number[]>>>;
}

export interface Reading {
  readonly spans: readonly ReadSpan[];
  readonly utterances: readonly ReadUtterance[];
}

/** The lists of attributes that a fact of each kind has. */
export const LABELS_OF_KIND: Readonly<Record<ReadKind, readonly string[]>> = {
  obs: ['level', 'item'],
  prior: ['level', 'item'],
  cue: ['cueType', 'cueIntensity'],
  min: ['code'],
  dev: [],
  saf: ['safety', 'source'],
  mea: ['measure', 'side', 'motion'],
  sub: ['who'],
  pain: ['when'],
};

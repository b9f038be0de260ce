/** A fact before it has its id: what every extractor returns, plus where it stands for ordering and merging. */
import type { Role } from '../../shared/domain/audio.ts';
import type { SpokenEvidence } from '../../shared/domain/evidence.ts';
import type { Certainty, Fact, FactKind, FactOf, Polarity } from '../../shared/domain/facts.ts';
import type { NonEmpty } from '../../shared/nonEmpty.ts';
import type { Sentence } from './document.ts';
import { wordRange } from './document.ts';

export type DraftOf<K extends FactKind> = Omit<FactOf<K>, 'id'> & {
  /** Told in a turn that opens with a repair: takes the place of the rating before it. Gone before facts leave. */
  readonly corrects?: boolean;
  /** The family of tasks an observation belongs to, and whether a cue's sentence names its own. Gone as well. */
  readonly label?: string;
  readonly ownTask?: boolean;
};
export type Draft = { [K in FactKind]: DraftOf<K> }[FactKind];

export interface Place {
  readonly sentence: Sentence;
  readonly from: number;
  readonly to: number;
}

export function evidenceAt(sentence: Sentence, from = 0, to = sentence.tokens.length): SpokenEvidence {
  const range = wordRange(sentence, from, to);
  return { kind: 'spoken', utteranceId: sentence.utterance.id, from: range.from, to: range.to };
}

export function evidenceOf(first: Place, ...more: readonly Place[]): NonEmpty<SpokenEvidence> {
  const at = (place: Place) => evidenceAt(place.sentence, place.from, place.to);
  return [at(first), ...more.map(at)];
}

export interface Common {
  readonly certainty: Certainty;
  readonly polarity: Polarity;
  readonly source: Role;
  readonly rule: string;
}

export function common(rule: string, source: Role, more: Partial<Common> = {}): Common {
  return { certainty: 'stated', polarity: 'affirmed', source, rule, ...more };
}

export function isDoubtful(sentence: Sentence, from: number, to: number): boolean {
  return sentence.tokens.slice(from, to).some((token) => token.doubtful === true);
}

export function isKind<K extends FactKind>(
  kind: K,
): (draft: Draft | Fact) => draft is Extract<Draft | Fact, { kind: K }> {
  return (draft): draft is Extract<Draft | Fact, { kind: K }> => draft.kind === kind;
}

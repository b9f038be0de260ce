/**
 * How sure the reader has to be, by kind of fact. `alone`: to state a fact that no rule found. `kept`: the least
 * probability at which a fact of the rules that the reader did not mark still stands. `over`: to put its own label in the
 * place of the rules' one. Chosen on the marked dialogues outside the lessons (tests/bench/reader/trial.ts), and more
 * careful than what is best there, since the rules do better on other talk than on those.
 */
import type { ReadKind } from '../read/reading.ts';

export interface Trust {
  readonly alone: number;
  readonly kept: number;
  readonly over: number;
}

export type TrustByKind = Readonly<Record<ReadKind, Trust>>;

/** More than certain: the reader never does this for that kind. */
const NEVER = 1.01;

export const DEFAULT_TRUST: TrustByKind = {
  obs: { alone: 0.7, kept: 0.05, over: 0.8 },
  prior: { alone: 0.6, kept: 0, over: 0.6 },
  cue: { alone: 0.85, kept: 0.05, over: 0.6 },
  min: { alone: 0.9, kept: 0.05, over: 0.8 },
  dev: { alone: 0.95, kept: 0.02, over: NEVER },
  saf: { alone: 0.8, kept: 0.05, over: 0.6 },
  mea: { alone: 0.9, kept: 0.05, over: 0.8 },
  sub: { alone: NEVER, kept: 0, over: NEVER },
  pain: { alone: 0.9, kept: 0.05, over: 0.8 },
};

/**
 * How sure the reader has to be, by kind of fact. `alone`: to state a fact that no rule found. `kept`: the least
 * probability at which a fact of the rules that the reader did not mark still stands. `over`: to put its own label in the
 * place of the rules' one. Fitted on the marked dialogues outside the lessons and on plain ones (tests/bench/reader/trial.ts),
 * then made more careful by one step: of three such sets the one that also served the dialogues kept aside.
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
  obs: { alone: 0.4, kept: 0.2, over: 0.7 },
  prior: { alone: 0.3, kept: 0, over: 0.5 },
  cue: { alone: 0.7, kept: 0.1, over: 0.6 },
  min: { alone: 0.5, kept: 0.1, over: 0.6 },
  dev: { alone: 0.95, kept: 0.05, over: NEVER },
  saf: { alone: 0.6, kept: 0.005, over: 0.9 },
  mea: { alone: 0.7, kept: 0.2, over: 0.8 },
  sub: { alone: 0.9, kept: 0.05, over: NEVER },
  pain: { alone: 0.8, kept: 0.1, over: 0.9 },
};

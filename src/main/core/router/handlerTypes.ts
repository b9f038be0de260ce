/** A handler per contract entry: the mapped type leaves none out and adds none. */
import type { CallInput, CallName, CallOutput } from '../../../shared/contract.ts';
import type { Result } from '../../../shared/result.ts';
import type { Unlocked } from '../session/vault.ts';

type Answer<N extends CallName> = Promise<Result<CallOutput<N>>> | Result<CallOutput<N>>;

/** Works in every phase; what is unlocked is looked up when needed. */
export interface OpenHandler<N extends CallName> {
  readonly works: 'always';
  readonly run: (body: CallInput<N>) => Answer<N>;
}

/** Gets the open store and keys, so it cannot be written without them. */
export interface UnlockedHandler<N extends CallName> {
  readonly works: 'unlocked';
  readonly run: (body: CallInput<N>, unlocked: Unlocked) => Answer<N>;
}

export type Handler<N extends CallName> = OpenHandler<N> | UnlockedHandler<N>;
export type Handlers = { readonly [N in CallName]: Handler<N> };
export type SomeHandlers<N extends CallName> = { readonly [K in N]: Handler<K> };

export function always<N extends CallName>(run: OpenHandler<N>['run']): OpenHandler<N> {
  return { works: 'always', run };
}

export function whenUnlocked<N extends CallName>(run: UnlockedHandler<N>['run']): UnlockedHandler<N> {
  return { works: 'unlocked', run };
}

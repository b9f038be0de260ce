/**
 * The chosen global keys: kept in the store, known in memory while locked, because a recording that goes on then can
 * still be marked. The shell takes them from the system and tells which it did not get.
 */
import {
  GLOBAL_ACTION_NAMES,
  GLOBAL_ACTIONS,
  type GlobalAction,
  type GlobalKeys,
  type GlobalKeysState,
  isGlobalKey,
  NO_GLOBAL_KEYS,
} from '../../../shared/domain/globalKeys.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Store } from '../store/createStore.ts';

const KEY = 'global-keys';

export interface GlobalKeyDesk {
  /** null: this shell has no such keys, or the app was not opened yet. */
  state(store: Store | null): GlobalKeysState | null;
  set(store: Store, action: GlobalAction, accelerator: string | null): Result<null>;
  /** From the shell: what the system did not give. True when that is news. */
  refused(actions: readonly GlobalAction[]): boolean;
}

/** @param isPossible whether the shell can take keys of the whole computer */
export function createGlobalKeyDesk(isPossible: boolean): GlobalKeyDesk {
  let known: GlobalKeys | null = null;
  let refused: readonly GlobalAction[] = [];
  return {
    state(store) {
      if (!isPossible) return null;
      if (store !== null) known = readKeys(store);
      return known === null ? null : { keys: known, refused };
    },
    set(store, action, accelerator) {
      const keys = readKeys(store);
      const other = GLOBAL_ACTIONS.find(
        (each) => each !== action && accelerator !== null && keys[each] === accelerator,
      );
      if (other !== undefined) {
        return fail(
          'conflict',
          `These keys already do: ${GLOBAL_ACTION_NAMES[other]}. Take others, or remove them there.`,
        );
      }
      store.settings.set(KEY, JSON.stringify({ ...keys, [action]: accelerator }));
      return ok(null);
    },
    refused(actions) {
      const isNews = actions.join() !== refused.join();
      refused = actions;
      return isNews;
    },
  };
}

function readKeys(store: Store): GlobalKeys {
  const text = store.settings.get(KEY);
  const kept = text === null ? {} : (JSON.parse(text) as Partial<Record<GlobalAction, unknown>>);
  const keyOf = (action: GlobalAction): string | null => {
    const accelerator = kept[action];
    return typeof accelerator === 'string' && isGlobalKey(accelerator) ? accelerator : null;
  };
  return { ...NO_GLOBAL_KEYS, ...Object.fromEntries(GLOBAL_ACTIONS.map((action) => [action, keyOf(action)])) };
}

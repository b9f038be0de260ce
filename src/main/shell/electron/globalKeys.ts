/**
 * Keys of the whole computer. The one that brings the window up is held as long as the app runs; those of a recording
 * only while there is one, and tried when they are chosen, so that a taken one is told in the settings and not in
 * the middle of a treatment.
 */
import {
  GLOBAL_ACTIONS,
  type GlobalAction,
  type GlobalKeys,
  NO_GLOBAL_KEYS,
} from '../../../shared/domain/globalKeys.ts';
import type { ElectronApi } from './electronApi.ts';

export interface GlobalKeysDeps {
  readonly globalShortcut: ElectronApi['globalShortcut'];
  readonly press: (action: GlobalAction) => void;
  /** Those the system did not give, each time the keys were tried. */
  readonly onTried: (refused: readonly GlobalAction[]) => void;
}

export interface SystemKeys {
  choose(keys: GlobalKeys): void;
  /** A recording began or ended. */
  recording(isRecording: boolean): void;
  /** For the tray's menu. */
  state(): { readonly keys: GlobalKeys; readonly refused: readonly GlobalAction[] };
}

export function createSystemKeys({ globalShortcut, press, onTried }: GlobalKeysDeps): SystemKeys {
  let keys: GlobalKeys = NO_GLOBAL_KEYS;
  let isRecording = false;
  let held: readonly string[] = [];
  let refused: readonly GlobalAction[] = [];

  function release(): void {
    for (const accelerator of held) globalShortcut.unregister(accelerator);
    held = [];
  }

  function tryAll(): void {
    release();
    refused = GLOBAL_ACTIONS.filter((action) => {
      const accelerator = keys[action];
      if (accelerator === null) return false;
      if (!globalShortcut.register(accelerator, () => press(action))) return true;
      if (action === 'show' || isRecording) held = [...held, accelerator];
      else globalShortcut.unregister(accelerator);
      return false;
    });
    onTried(refused);
  }

  return {
    choose(next) {
      keys = next;
      tryAll();
    },
    recording(next) {
      if (next === isRecording) return;
      isRecording = next;
      tryAll();
    },
    state: () => ({ keys, refused }),
  };
}

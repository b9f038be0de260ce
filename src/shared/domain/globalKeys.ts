/** Keys that work while another program is in front. Combinations are written as Electron's accelerators. */

/** Bring the window up, where the next session begins with its consent; mark; pause or resume; stop. */
export const GLOBAL_ACTIONS = ['show', 'mark', 'pauseOrResume', 'stop'] as const;
export type GlobalAction = (typeof GLOBAL_ACTIONS)[number];

/** "CommandOrControl+Alt+M"; null: no key. */
export type GlobalKeys = { readonly [A in GlobalAction]: string | null };

export interface GlobalKeysState {
  readonly keys: GlobalKeys;
  /** Those the system did not give, because another program holds them. */
  readonly refused: readonly GlobalAction[];
}

export const NO_GLOBAL_KEYS: GlobalKeys = { show: null, mark: null, pauseOrResume: null, stop: null };

export const GLOBAL_ACTION_NAMES: { readonly [A in GlobalAction]: string } = {
  show: 'Bring OT Scribe to the front',
  mark: 'Mark this moment',
  pauseOrResume: 'Pause or resume',
  stop: 'Stop the recording',
};

const MODIFIERS = ['CommandOrControl', 'Alt', 'Shift'] as const;
const PLAIN_KEY = /^(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4]))$/;
/** On no usual keyboard: what foot pedals and extra buttons send. */
const SPARE_KEY = /^F(?:1[3-9]|2[0-4])$/;

/** Whether a combination is one no program needs for its own work: a letter alone would be lost everywhere. */
export function isGlobalKey(accelerator: string): boolean {
  const parts = accelerator.split('+');
  const key = parts.at(-1) ?? '';
  const held = parts.slice(0, -1);
  const isInOrder = held.join('+') === MODIFIERS.filter((modifier) => held.includes(modifier)).join('+');
  if (!PLAIN_KEY.test(key) || !isInOrder) return false;
  const isMod = held.includes('CommandOrControl') || held.includes('Alt');
  return SPARE_KEY.test(key) || (held.length >= 2 && isMod);
}

interface PressedKeys {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** What was pressed as an accelerator, and null while only modifiers are held. */
export function acceleratorOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: PressedKeys): string | null {
  // With Alt held some keyboards give another sign; the place of the key says which it was.
  const printed = /^[a-z0-9]$/i.test(key) ? key : (/^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1] ?? key);
  const name = printed.toUpperCase();
  if (!PLAIN_KEY.test(name)) return null;
  const isHeld = { CommandOrControl: ctrlKey || metaKey, Alt: altKey, Shift: shiftKey };
  return [...MODIFIERS.filter((modifier) => isHeld[modifier]), name].join('+');
}

/** As printed on the keyboard: "Ctrl Alt M". */
export function shownKeys(accelerator: string): string {
  return accelerator.replace('CommandOrControl', 'Ctrl').replaceAll('+', ' ');
}

/** Whether the window may be seen in screenshots and shared screens: not by itself, and never while locked. */
import type { Store } from '../store/createStore.ts';

const KEY = 'screen-capture';
const ALLOWED = 'allowed';

export function isCaptureAllowed(store: Store | null): boolean {
  return store?.settings.get(KEY) === ALLOWED;
}

export function setCaptureAllowed(store: Store, isAllowed: boolean): void {
  store.settings.set(KEY, isAllowed ? ALLOWED : 'kept-out');
}

/** Calls through the two functions that Electron's preload script shows to the page as `window.scribe`. */
import type { AppEvent, CallInput, CallName, CallOutput } from '../../shared/contract.ts';
import type { Result } from '../../shared/result.ts';
import type { Client } from './client.ts';

export interface PreloadBridge {
  call(name: CallName, body: unknown): Promise<Result<unknown>>;
  onEvent(listener: (event: AppEvent) => void): () => void;
}

declare global {
  interface Window {
    readonly scribe?: PreloadBridge;
  }
}

export function createPreloadClient(bridge: PreloadBridge): Client {
  return {
    call: async <N extends CallName>(name: N, body: CallInput<N>) =>
      (await bridge.call(name, body)) as Result<CallOutput<N>>,
    onEvent: (listener) => bridge.onEvent(listener),
    // The bridge keeps calls until its port is there; a core that ended is started again behind it.
    state: () => 'open',
    onState: () => () => undefined,
    reconnect: () => undefined,
  };
}

/** Events of the core to whoever listens. A listener that throws does not keep the others from hearing. */
import type { AppEvent } from '../../../shared/contract.ts';

export interface Emitter {
  emit(event: AppEvent): void;
  listen(listener: (event: AppEvent) => void): () => void;
}

export function createEmitter(onFault: (error: unknown) => void): Emitter {
  const listeners = new Set<(event: AppEvent) => void>();
  return {
    emit: (event) => {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          onFault(error);
        }
      }
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

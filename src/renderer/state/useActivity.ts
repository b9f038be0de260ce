/** Tells the core that somebody is at the page, so that the automatic lock waits; at most once in a while. */
import { useEffect } from 'react';
import { useClient } from './ClientContext.tsx';

const TELL_EVERY_MS = 15_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

export function useActivity(): void {
  const client = useClient();
  useEffect(() => {
    let toldAtMs = Number.NEGATIVE_INFINITY;
    const tell = (): void => {
      if (performance.now() - toldAtMs < TELL_EVERY_MS) return;
      toldAtMs = performance.now();
      void client.call('security.active', {});
    };
    for (const sign of SIGNS) window.addEventListener(sign, tell, { passive: true });
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, tell);
    };
  }, [client]);
}

/** The page's own microphones: listed when the browser lets us, asked for when the therapist wants them. */
import { useCallback, useEffect, useState } from 'react';
import type { InputDevice } from '../../shared/contract.ts';
import { allowPageDevices, listPageDevices } from './pageDevices.ts';

export interface PageDevices {
  readonly devices: readonly InputDevice[];
  /** False until the first look is over. */
  readonly isReady: boolean;
  /** The browser has microphones to offer, but wants to be asked. */
  readonly canAsk: boolean;
  readonly problem: string | null;
  ask(): Promise<void>;
}

/** Absent where the page is not served safely, and in tests. */
const mediaOfPage = (): MediaDevices | undefined => navigator.mediaDevices;

export function usePageDevices(): PageDevices {
  const [hasMedia] = useState(() => mediaOfPage() !== undefined);
  const [devices, setDevices] = useState<readonly InputDevice[]>([]);
  const [isReady, setReady] = useState(!hasMedia);
  const [problem, setProblem] = useState<string | null>(null);

  const look = useCallback(async () => {
    setDevices(await listPageDevices());
    setReady(true);
  }, []);
  useEffect(() => {
    const media = mediaOfPage();
    if (media === undefined) return undefined;
    void look();
    const onChange = () => void look();
    media.addEventListener('devicechange', onChange);
    return () => media.removeEventListener('devicechange', onChange);
  }, [look]);

  return {
    devices,
    isReady,
    canAsk: hasMedia && isReady && devices.length === 0,
    problem,
    async ask() {
      try {
        await allowPageDevices();
        setProblem(null);
        await look();
      } catch {
        setProblem('No microphone may be used here. Plug one in, allow it for this page, then try again.');
      }
    },
  };
}

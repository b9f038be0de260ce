/**
 * Opens the page's microphone while the core wants it, and closes it as soon as it does not: a pause, a stop. A
 * microphone that is unplugged is tried again, as the gap in the recording is marked by the core meanwhile.
 */
import { useEffect, useState } from 'react';
import type { AppStatus } from '../../shared/contract.ts';
import { useClient } from '../state/ClientContext.tsx';
import { type OpenMicrophone, openMicrophone } from './openMicrophone.ts';
import { createSoundSender } from './soundSender.ts';

const TRY_AGAIN_MS = 1500;

/** @returns why the microphone does not work, in a sentence, or null */
export function usePageMicrophone(wanted: AppStatus['microphone']): string | null {
  const client = useClient();
  const [problem, setProblem] = useState<string | null>(null);
  const deviceId = wanted?.deviceId ?? null;
  const channels = wanted?.channels ?? 0;

  useEffect(() => {
    if (deviceId === null) return undefined;
    let isOver = false;
    let opened: OpenMicrophone | null = null;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const sender = createSoundSender(client, crypto.randomUUID());

    const open = async (): Promise<void> => {
      try {
        const microphone = await openMicrophone(deviceId, channels, { sound: sender.push, lost: again });
        if (isOver) microphone.close();
        else opened = microphone;
        if (!isOver) setProblem(null);
      } catch (error) {
        if (isOver) return;
        setProblem(error instanceof Error ? error.message : String(error));
        again();
      }
    };
    function again(): void {
      opened?.close();
      opened = null;
      if (!isOver) retry = setTimeout(() => void open(), TRY_AGAIN_MS);
    }
    void open();
    return () => {
      isOver = true;
      clearTimeout(retry);
      sender.close();
      opened?.close();
      setProblem(null);
    };
  }, [client, deviceId, channels]);
  return problem;
}

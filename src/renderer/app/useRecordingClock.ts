/** The recording's own clock in whole seconds: counted samples as the core reports them, not this page's time. */
import { useEffect, useState } from 'react';
import type { RecordingStatus } from '../../shared/contract.ts';
import { useAppEvent } from '../state/ClientContext.tsx';

const wholeSeconds = (milliseconds: number): number => Math.floor(milliseconds / 1000) * 1000;

export function useRecordingClock(recording: RecordingStatus | null): number {
  const reported = recording === null ? 0 : wholeSeconds(recording.elapsedMs);
  const [elapsedMs, setElapsed] = useState(reported);
  useEffect(() => setElapsed(reported), [reported]);
  useAppEvent((event) => {
    if (event.kind === 'meters' && recording !== null) setElapsed(wholeSeconds(event.elapsedMs));
  });
  return elapsedMs;
}

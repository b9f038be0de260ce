/** The window's title shows that a recording goes on, and never a name. */
import { useEffect } from 'react';
import type { RecordingStatus } from '../../shared/contract.ts';
import { clock } from '../format/time.ts';
import { useRecordingClock } from './useRecordingClock.ts';

export function WindowTitle({ recording }: { readonly recording: RecordingStatus | null }) {
  const elapsedMs = useRecordingClock(recording);
  const running = recording?.state === 'paused' ? 'Paused' : 'Recording';
  const word = recording?.ask ? `Still treating? ${running}` : running;
  const title = recording === null ? 'OT Scribe' : `${word} ${clock(elapsedMs)} · OT Scribe`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return null;
}

/** Always in sight while a recording goes on: shape, word, clock, the way back to it, and Stop. */
import { Pause, TriangleAlert } from 'lucide-react';
import type { RecordingStatus } from '../../shared/contract.ts';
import { StopButton } from '../features/recording/StopButton.tsx';
import { clock } from '../format/time.ts';
import { Icon } from '../ui/Icon.tsx';
import { useNavigation } from './route.ts';
import { useRecordingClock } from './useRecordingClock.ts';

export interface RecordingPillProps {
  readonly recording: RecordingStatus;
  /** null where the recording's own screen is open. */
  readonly onOpen: (() => void) | null;
}

const WORDS = { recording: 'Recording', paused: 'Paused', interrupted: 'No sound' } as const;

export function RecordingPill({ recording, onOpen }: RecordingPillProps) {
  const { go } = useNavigation();
  const elapsedMs = useRecordingClock(recording);
  const content = (
    <>
      {recording.state === 'recording' && <span className="record-dot" />}
      {recording.state === 'paused' && <Icon of={Pause} size={14} />}
      {recording.state === 'interrupted' && <Icon of={TriangleAlert} size={14} />}
      {WORDS[recording.state]} <span className="tabular">{clock(elapsedMs)}</span>
    </>
  );
  if (onOpen === null) {
    return (
      <span className="recording-pill" data-state={recording.state}>
        {content}
      </span>
    );
  }
  return (
    <span className="row">
      <button type="button" className="recording-pill" data-state={recording.state} onClick={onOpen}>
        {content}
      </button>
      <StopButton size="small" onStopped={(sessionId) => go({ name: 'session', sessionId })} />
    </span>
  );
}

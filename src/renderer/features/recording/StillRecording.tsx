/** Asks about a recording that may have been forgotten. Nothing stops by itself: it goes on until a person stops it. */
import { Check } from 'lucide-react';
import type { RecordingAsk } from '../../../shared/contract.ts';
import { useAction } from '../../state/useAction.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { StopButton } from './StopButton.tsx';

interface StillRecordingProps {
  readonly ask: RecordingAsk;
  readonly onStopped?: (sessionId: string) => void;
}

export function StillRecording({ ask, onStopped }: StillRecordingProps) {
  const answer = useAction();
  return (
    <div className="still-recording">
      <Banner
        tone="attention"
        isLive
        actions={
          <>
            <Button icon={Check} isDisabled={answer.isBusy} onPress={() => void answer.run('recording.goOn', {})}>
              {ask.reason === 'paused' ? 'Leave it paused' : 'Still treating'}
            </Button>
            <StopButton size="medium" onStopped={onStopped} />
          </>
        }
      >
        <strong>{question(ask)}</strong>{' '}
        {ask.reason === 'paused' ? 'Nothing is being recorded.' : 'It goes on recording.'}
      </Banner>
      <ErrorNote error={answer.error} />
    </div>
  );
}

function question({ reason, minutes }: RecordingAsk): string {
  if (reason === 'quiet') return `Neither of you has spoken for ${minutes} minutes. Still treating?`;
  if (reason === 'paused') return `Paused for ${minutes} minutes. Is the session over?`;
  return `${minutes} minutes are recorded, as long as was planned. Still treating?`;
}

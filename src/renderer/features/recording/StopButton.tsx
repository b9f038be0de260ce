/** Stops the recording after one question, so that a sleeve on the screen does not end a session. */
import { Square } from 'lucide-react';
import { useState } from 'react';
import { useAction } from '../../state/useAction.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Button, type ButtonProps } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';

export interface StopButtonProps {
  readonly size: NonNullable<ButtonProps['size']>;
  readonly keys?: string;
  readonly onStopped?: (sessionId: string) => void;
  /** Opened by a key of the screen around it. */
  readonly isAsking?: boolean;
  readonly onAskingChange?: (isAsking: boolean) => void;
}

export function StopButton({ size, keys, onStopped, isAsking, onAskingChange }: StopButtonProps) {
  const [isOwnAsking, setOwnAsking] = useState(false);
  const stop = useAction();
  const announce = useAnnounce();
  const setAsking = onAskingChange ?? setOwnAsking;

  const confirm = async (): Promise<void> => {
    const done = await stop.run('recording.stop', {});
    if (done === null) return;
    setAsking(false);
    announce({ text: 'Recording stopped. The sound is saved.', isUrgent: true });
    onStopped?.(done.value.sessionId);
  };

  return (
    <>
      <Button variant="record" size={size} icon={Square} keys={keys} onPress={() => setAsking(true)}>
        Stop
      </Button>
      <Dialog title="Stop the recording?" isOpen={isAsking ?? isOwnAsking} onClose={() => setAsking(false)}>
        <p className="soft">Everything up to now is already saved on this computer.</p>
        <ErrorNote error={stop.error} />
        <DialogActions>
          <Button size="large" onPress={() => setAsking(false)}>
            Keep recording
          </Button>
          <Button
            size="large"
            variant="record"
            icon={Square}
            autoFocus
            isDisabled={stop.isBusy}
            onPress={() => void confirm()}
          >
            Stop now
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}

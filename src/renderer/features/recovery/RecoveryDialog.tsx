/** After a crash: what was found, and three ways on. The easy one keeps everything; the hard one wants a typed word. */
import { useState } from 'react';
import type { InterruptedSession } from '../../../shared/contract.ts';
import { useNavigation } from '../../app/route.ts';
import { duration, instant } from '../../format/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import './recovery.css';

const DISCARD_WORD = 'DISCARD';

export function RecoveryDialog({ isAllowed }: { readonly isAllowed: boolean }) {
  const interrupted = useRead('recovery.list', {}, isAllowed);
  const [isPutOff, setPutOff] = useState(false);
  const session = interrupted.data?.[0];
  if (!isAllowed || isPutOff || session === undefined) return null;
  return (
    <RecoveryQuestion
      key={session.sessionId}
      session={session}
      onLater={() => setPutOff(true)}
      onSettled={() => void interrupted.refetch()}
    />
  );
}

interface RecoveryQuestionProps {
  readonly session: InterruptedSession;
  readonly onLater: () => void;
  readonly onSettled: () => void;
}

function RecoveryQuestion({ session, onLater, onSettled }: RecoveryQuestionProps) {
  const { go } = useNavigation();
  const patients = useRead('patients.list', {});
  const [isDiscarding, setDiscarding] = useState(false);
  const [typed, setTyped] = useState('');
  const action = useAction();
  const announce = useAnnounce();
  const name = patients.data?.find((entry) => entry.patient.id === session.patientId)?.patient.name;

  const recover = async (): Promise<void> => {
    const done = await action.run('recovery.recover', { sessionId: session.sessionId });
    if (done === null) return;
    announce({ text: 'Recording recovered' });
    go({ name: 'session', sessionId: session.sessionId });
    onSettled();
  };
  const discard = async (): Promise<void> => {
    const done = await action.run('recovery.discard', { sessionId: session.sessionId, confirm: DISCARD_WORD });
    if (done === null) return;
    announce({ text: 'Recording discarded' });
    onSettled();
  };

  return (
    <Dialog title="A recording was interrupted" isOpen onClose={onLater} role="alertdialog">
      <p className="soft">The app ended in the middle of a session. Everything up to the last moment is still here.</p>
      <dl className="recovery-facts">
        <div>
          <dt>Patient</dt>
          <dd>{name ?? 'Unknown'}</dd>
        </div>
        <div>
          <dt>Recorded</dt>
          <dd>{instant(session.recordedAt)}</dd>
        </div>
        <div>
          <dt>Length</dt>
          <dd>{duration(session.durationMs)}; up to the last second may be missing</dd>
        </div>
      </dl>
      {isDiscarding && (
        <Field
          label={`Type ${DISCARD_WORD} to delete this recording for good`}
          value={typed}
          onChange={setTyped}
          autoFocus
        />
      )}
      <ErrorNote error={action.error} />
      <DialogActions>
        {isDiscarding ? (
          <>
            <Button size="large" onPress={() => setDiscarding(false)}>
              Keep it
            </Button>
            <Button
              size="large"
              variant="danger"
              isDisabled={typed !== DISCARD_WORD || action.isBusy}
              onPress={() => void discard()}
            >
              Delete the recording
            </Button>
          </>
        ) : (
          <>
            <Button size="large" variant="danger" onPress={() => setDiscarding(true)}>
              Discard
            </Button>
            <Button size="large" onPress={onLater}>
              Decide later
            </Button>
            <Button size="large" variant="primary" autoFocus isDisabled={action.isBusy} onPress={() => void recover()}>
              Recover
            </Button>
          </>
        )}
      </DialogActions>
    </Dialog>
  );
}

/** The consent behind a session and what became of its sound; and the way back, where the patient takes the consent back. */
import { MicOff, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { SoundKeeping } from '../../../shared/contractKeeping.ts';
import type { Consent } from '../../../shared/domain/record.ts';
import { DELETION_REASONS } from '../../format/deletionReasons.ts';
import { date, instant } from '../../format/time.ts';
import { useMay } from '../../state/Access.tsx';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';

const METHODS = { verbal: 'spoken', written: 'in writing', sample: 'made up' } as const;
const GIVERS = { patient: 'the patient', caregiver: 'the caregiver', sample: 'nobody' } as const;
export interface SoundPartProps {
  readonly sessionId: string;
  readonly consent: Consent;
}

export function SoundPart({ sessionId, consent }: SoundPartProps) {
  const keeping = useRead('sessions.keeping', { sessionId });
  const [asking, setAsking] = useState<Reason | null>(null);
  const may = useMay();
  const state = keeping.data;
  return (
    <section className="stack" data-gap="1" aria-labelledby="sound-title">
      <h3 id="sound-title" className="section-title">
        Consent and sound
      </h3>
      <p>{consentWords(consent)}</p>
      {state && <p className="soft">{soundWords(state)}</p>}
      {state?.isOnHold && state.state === 'kept' && (
        <Banner tone="attention">
          This patient is on legal hold: the sound cannot be deleted before the hold ends.
        </Banner>
      )}
      {state?.state === 'kept' && consent.kind === 'given' && (
        <div className="row">
          <Button variant="danger" icon={MicOff} onPress={() => setAsking('withdrawn')}>
            Consent was taken back
          </Button>
          {may('charge') && !state.isOnHold && (
            <Button variant="quiet" icon={Trash2} onPress={() => setAsking('request')}>
              Delete the sound now
            </Button>
          )}
        </div>
      )}
      <ErrorNote error={keeping.error?.error ?? null} />
      {asking !== null && (
        <DeleteDialog
          sessionId={sessionId}
          reason={asking}
          onClose={() => {
            setAsking(null);
            void keeping.refetch();
          }}
        />
      )}
    </section>
  );
}

type Reason = 'withdrawn' | 'request';

const WHY: Readonly<Record<Reason, string>> = {
  withdrawn: 'that the consent was taken back stays on record as the reason',
  request: 'that somebody asked for it stays on record as the reason',
};

interface DeleteDialogProps {
  readonly sessionId: string;
  readonly reason: Reason;
  readonly onClose: () => void;
}

function DeleteDialog({ sessionId, reason, onClose }: DeleteDialogProps) {
  const action = useAction();
  const announce = useAnnounce();
  const press = async (): Promise<void> => {
    const done =
      reason === 'withdrawn'
        ? await action.run('sessions.withdraw', { sessionId, confirm: 'WITHDRAW' })
        : await action.run('sessions.deleteSound', { sessionId, confirm: 'DELETE' });
    if (done === null) return;
    const older = done.value.olderBackups.length;
    announce({
      text: older === 0 ? 'The sound is deleted' : `The sound is deleted here; ${older} older backups hold it`,
    });
    onClose();
  };
  return (
    <Dialog title="Delete the sound of this session?" isOpen onClose={onClose} role="alertdialog">
      <p className="soft">
        The recording goes for good, and {WHY[reason]}. The note and its transcript stay; nothing in them can be
        listened to any more.
      </p>
      <ErrorNote error={action.error} />
      <DialogActions>
        <Button size="large" onPress={onClose}>
          Keep the sound
        </Button>
        <Button size="large" variant="danger" isDisabled={action.isBusy} onPress={() => void press()}>
          Delete the sound
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function consentWords(consent: Consent): string {
  if (consent.kind === 'pending') return 'Nobody has been asked yet.';
  if (consent.kind === 'declined') return `Declined on ${instant(consent.at)}.`;
  if (consent.by === 'sample') return 'The sample session: no real person was recorded.';
  return `Given by ${GIVERS[consent.by]}, ${METHODS[consent.method]}, on ${instant(consent.at)}.`;
}

function soundWords({ state, dueOn, deletion, soundDays }: SoundKeeping): string {
  if (state === 'none') return 'There is no sound.';
  if (state === 'deleted') {
    return deletion === null
      ? 'The sound is deleted.'
      : `The sound was deleted on ${instant(deletion.at)}, because ${DELETION_REASONS[deletion.reason]}.`;
  }
  if (dueOn !== null) return `The sound is kept until ${date(dueOn)}.`;
  return soundDays === null
    ? 'The sound is kept until you delete it.'
    : 'The sound is kept at least until the signature.';
}

/** What the law asks of a record: a copy for the patient, a hold that stops every deletion, and the deletion itself. */
import { FileDown, ShieldCheck, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Patient } from '../../../shared/domain/record.ts';
import { HOME, useNavigation } from '../../app/route.ts';
import { saveFile } from '../../format/saveFile.ts';
import { date } from '../../format/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';

const DELETE_WORD = 'DELETE';

export function RecordPanel({ patient }: { readonly patient: Patient }) {
  const retention = useRead('retention.state', {});
  const [isHolding, setHolding] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  const copy = useAction();
  const release = useAction();
  const announce = useAnnounce();
  const hold = retention.data?.holds.find(({ patientId }) => patientId === patient.id);
  const saveCopy = async (): Promise<void> => {
    const done = await copy.run('patients.export', { patientId: patient.id });
    if (done === null) return;
    saveFile(done.value.fileName, done.value.jsonBase64, 'application/json');
    announce({ text: 'Copy saved. It is not encrypted.' });
  };
  const releaseHold = async (): Promise<void> => {
    if ((await release.run('retention.release', { patientId: patient.id })) !== null) void retention.refetch();
  };
  return (
    <section className="card stack" aria-labelledby="record-title">
      <h2 id="record-title">Record</h2>
      {hold && (
        <Banner tone="attention">
          On legal hold since {date(hold.since.slice(0, 10))}: {hold.reason}. Nothing of this patient is deleted.
        </Banner>
      )}
      <div className="row">
        <Button icon={FileDown} isDisabled={copy.isBusy} onPress={() => void saveCopy()}>
          Save a copy for the patient
        </Button>
        {hold === undefined ? (
          <Button icon={ShieldCheck} onPress={() => setHolding(true)}>
            Put on legal hold
          </Button>
        ) : (
          <Button isDisabled={release.isBusy} onPress={() => void releaseHold()}>
            End the legal hold
          </Button>
        )}
        <span className="push" />
        <Button variant="danger" icon={Trash2} isDisabled={hold !== undefined} onPress={() => setDeleting(true)}>
          Delete this patient
        </Button>
      </div>
      <p className="soft small">
        The copy holds everything in the clear: hand it over on a drive. Signed notes keep a patient from being deleted.
      </p>
      <ErrorNote error={copy.error ?? release.error} />
      <HoldDialog
        patientId={patient.id}
        isOpen={isHolding}
        onClose={() => {
          setHolding(false);
          void retention.refetch();
        }}
      />
      <DeleteDialog patient={patient} isOpen={isDeleting} onClose={() => setDeleting(false)} />
    </section>
  );
}

interface HoldDialogProps {
  readonly patientId: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

function HoldDialog({ patientId, isOpen, onClose }: HoldDialogProps) {
  const [reason, setReason] = useState('');
  const hold = useAction();
  const put = async (): Promise<void> => {
    if ((await hold.run('retention.hold', { patientId, reason: reason.trim() })) !== null) onClose();
  };
  return (
    <Dialog title="Put on legal hold" isOpen={isOpen} onClose={onClose}>
      <Field
        label="Reason"
        value={reason}
        onChange={setReason}
        help="For example: letter of a lawyer, with its date."
        autoFocus
      />
      <ErrorNote error={hold.error} />
      <DialogActions>
        <Button size="large" onPress={onClose}>
          Cancel
        </Button>
        <Button
          size="large"
          variant="primary"
          isDisabled={reason.trim() === '' || hold.isBusy}
          onPress={() => void put()}
        >
          Put on hold
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface DeleteDialogProps {
  readonly patient: Patient;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

function DeleteDialog({ patient, isOpen, onClose }: DeleteDialogProps) {
  const { go } = useNavigation();
  const [typed, setTyped] = useState('');
  const remove = useAction();
  const announce = useAnnounce();
  const press = async (): Promise<void> => {
    const done = await remove.run('patients.delete', { patientId: patient.id, confirm: DELETE_WORD });
    if (done === null) return;
    announce({ text: 'Patient deleted' });
    go(HOME);
  };
  return (
    <Dialog title="Delete this patient?" isOpen={isOpen} onClose={onClose} role="alertdialog">
      <p className="soft">
        {patient.name}, all sessions without a signature and their sound go for good. That it was deleted stays on
        record.
      </p>
      <Field label={`Type ${DELETE_WORD} to delete for good`} value={typed} onChange={setTyped} autoFocus />
      <ErrorNote error={remove.error} />
      <DialogActions>
        <Button size="large" onPress={onClose}>
          Keep
        </Button>
        <Button
          size="large"
          variant="danger"
          isDisabled={typed !== DELETE_WORD || remove.isBusy}
          onPress={() => void press()}
        >
          Delete
        </Button>
      </DialogActions>
    </Dialog>
  );
}

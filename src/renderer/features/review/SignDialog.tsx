/** The signature: refused while something stops it, and then it says what; else attestation, name, passphrase. */
import { PenLine } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { ReviewState } from '../../../shared/contract.ts';
import type { Therapist } from '../../../shared/domain/record.ts';
import { ATTESTATION } from '../../../shared/spokenTexts.ts';
import { date } from '../../format/time.ts';
import { useAction } from '../../state/useAction.ts';
import { useCountdown } from '../../state/useCountdown.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { TONE_ICON } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Tick } from '../../ui/Tick.tsx';
import { type OpenPoint, openPoints } from './openPoints.ts';
import './sign.css';

export interface SignDialogProps {
  readonly review: ReviewState;
  readonly therapist: Therapist | null;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onGoTo: (point: OpenPoint) => void;
  readonly onSigned: (next: ReviewState) => void;
}

export function SignDialog(props: SignDialogProps) {
  const { review, isOpen, onClose } = props;
  const blockers = openPoints(review).filter((point) => point.severity === 'blocker');
  const isRefused = blockers.length > 0;
  return (
    <Dialog title={isRefused ? 'This cannot be signed yet' : 'Sign the note'} isOpen={isOpen} onClose={onClose}>
      {isRefused ? <Refusal {...props} blockers={blockers} /> : <SignForm {...props} />}
    </Dialog>
  );
}

function Refusal({ blockers, onClose, onGoTo }: SignDialogProps & { readonly blockers: readonly OpenPoint[] }) {
  const first = blockers[0];
  return (
    <>
      <p className="soft">
        {blockers.length === 1
          ? 'One point has to be settled first.'
          : `${blockers.length} points have to be settled first.`}
      </p>
      <ul className="refusal">
        {blockers.map((point) => (
          <li key={point.key}>
            <Icon of={TONE_ICON.danger} size={16} />
            {point.message}
          </li>
        ))}
      </ul>
      <DialogActions>
        <Button size="large" onPress={onClose}>
          Close
        </Button>
        {first && (
          <Button size="large" variant="primary" autoFocus onPress={() => onGoTo(first)}>
            Go to the first
          </Button>
        )}
      </DialogActions>
    </>
  );
}

function SignForm({ review, therapist, onClose, onSigned }: SignDialogProps) {
  const [isAttested, setAttested] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const sign = useAction();
  const announce = useAnnounce();
  const { record, revision } = review;
  const waitSeconds = useCountdown(Math.ceil((sign.error?.waitMs ?? 0) / 1000));
  const isReady = isAttested && passphrase !== '' && !sign.isBusy && waitSeconds <= 0;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isReady) return;
    const sessionId = record.session.id;
    const done = await sign.run('note.sign', { sessionId, revision, passphrase, attested: true });
    if (done === null) {
      setPassphrase('');
      return;
    }
    announce({ text: 'Signed and locked' });
    onSigned(done.value);
  };

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <dl className="sign-facts">
        <div>
          <dt>Patient</dt>
          <dd>{record.patient?.name ?? 'Not named'}</dd>
        </div>
        <div>
          <dt>Date of service</dt>
          <dd>{date(record.session.dateOfService)}</dd>
        </div>
        <div>
          <dt>Signed by</dt>
          <dd>
            {therapist?.name}, {therapist?.credentials}
            {therapist?.licence && <span className="muted"> · {therapist.licence}</span>}
          </dd>
        </div>
        <div>
          <dt>Billed</dt>
          <dd>
            {record.charges.result.units} {record.charges.result.units === 1 ? 'unit' : 'units'} from{' '}
            {record.ledger.timedMinutes} timed minutes
          </dd>
        </div>
      </dl>
      <Tick isSelected={isAttested} onChange={setAttested}>
        {ATTESTATION.text}
      </Tick>
      <Field
        label="Passphrase"
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        autoComplete="current-password"
        help="After signing the note is locked. Corrections are added below it, never over it."
      />
      <ErrorNote error={sign.error} />
      <DialogActions>
        <Button size="large" onPress={onClose}>
          Not yet
        </Button>
        <Button type="submit" size="large" variant="primary" icon={PenLine} isDisabled={!isReady}>
          {waitSeconds > 0 ? `Try again in ${waitSeconds} s` : sign.isBusy ? 'Signing' : 'Sign and lock'}
        </Button>
      </DialogActions>
    </form>
  );
}

/** An assistant signs for the minutes that are theirs, a student for their part; the therapist's signature under the note comes after it. */
import { useState } from 'react';
import type { ReviewState } from '../../../shared/contract.ts';
import { ATTESTATION } from '../../../shared/spokenTexts.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { PersonChoice } from '../sign/PersonChoice.tsx';
import { Signer } from '../sign/Signer.tsx';
import { SignSheet } from '../sign/SignSheet.tsx';

export interface ContributionDialogProps {
  readonly review: ReviewState;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onSigned: (next: ReviewState) => void;
}

const ANYBODY = 'anybody';

export function ContributionDialog(props: ContributionDialogProps) {
  return (
    <Dialog title="A contribution to this note" isOpen={props.isOpen} onClose={props.onClose}>
      <ContributionForm {...props} />
    </Dialog>
  );
}

function ContributionForm({ review, onClose, onSigned }: ContributionDialogProps) {
  const people = useRead('people.list', {});
  const mine = review.record.ledger.entries.filter(({ provider }) => provider === 'assistant');
  const isStudents = mine.length === 0;
  const everyone = people.data ?? [];
  const assistants = everyone.filter(({ isAssistant, isStudent }) => (isStudents ? isStudent : isAssistant));
  const therapists = everyone.filter(({ isAssistant, isStudent }) => !isAssistant && !isStudent);
  const [personId, setPersonId] = useState<string | null>(null);
  const [coSignerId, setCoSignerId] = useState(ANYBODY);
  const chosen = assistants.find(({ id }) => id === personId) ?? assistants[0] ?? null;
  const sign = useAction();
  const announce = useAnnounce();
  const { record, revision } = review;
  if (people.data === undefined) return null;
  const choice = (
    <PersonChoice
      label={isStudents ? 'Student' : 'Assistant'}
      people={assistants}
      chosen={chosen}
      onChoose={setPersonId}
      credentialsExample={isStudents ? 'OTS' : 'COTA/L'}
    />
  );
  if (chosen === null) return choice;

  const submit = async (passphrase: string): Promise<boolean> => {
    const sessionId = record.session.id;
    const coSigner = coSignerId === ANYBODY ? {} : { coSignerId };
    const who = { sessionId, revision, personId: chosen.id, ...coSigner };
    const done = await sign.run('note.contribute', { ...who, passphrase, attested: true });
    if (done === null) return false;
    announce({ text: 'Contribution signed' });
    onSigned(done.value);
    return true;
  };

  return (
    <SignSheet
      facts={[
        ...mine.map(({ id, task, cpt, minutes }) => ({
          name: cpt ?? 'No code',
          key: id,
          value: `${task}, ${minutes} min`,
        })),
        { name: 'Signed by', value: <Signer person={chosen} /> },
      ]}
      attestation={isStudents ? ATTESTATION.student : ATTESTATION.contribution}
      help={`The passphrase of ${chosen.name}. The note is not final until a therapist co-signs it.`}
      submitWords="Sign the contribution"
      action={sign}
      onSubmit={submit}
      onClose={onClose}
    >
      {choice}
      <SelectField
        label="Who co-signs"
        value={coSignerId}
        onChange={setCoSignerId}
        options={[
          { value: ANYBODY, label: 'Any therapist' },
          ...therapists.map(({ id, name, credentials }) => ({ value: id, label: `${name}, ${credentials}` })),
        ]}
      />
    </SignSheet>
  );
}

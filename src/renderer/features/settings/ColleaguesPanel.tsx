/** Who else works on this computer: what each may do, whether they open the app, and what stands under their signatures. */
import { useQueryClient } from '@tanstack/react-query';
import { KeyRound, Pencil, UserMinus, UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { PersonHere } from '../../../shared/contract.ts';
import { useMay } from '../../state/Access.tsx';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { ChangePersonDialog } from './ChangePersonDialog.tsx';
import { LetInDialog } from './LetInDialog.tsx';
import { Panel } from './SettingsPanel.tsx';

type Shown = 'change' | 'letIn' | 'keepOut' | 'leave';

const ROLE_WORDS: Readonly<Record<PersonHere['role'], string>> = {
  inCharge: 'In charge: lets others in, keeps backups, deletes',
  therapist: 'Therapist: co-signs',
  assistant: 'Assistant: signs for their minutes',
  student: 'Student: contributes, never signs alone',
  frontDesk: 'Front desk: patients, payers, deadlines; signs nothing',
};

/** Credentials that say nothing give the least of those who treat. */
const UNKNOWN = 'Credentials not known: contributes, signs nothing';

export function ColleaguesPanel() {
  const people = useRead('people.here', {});
  const queryClient = useQueryClient();
  const isInCharge = useMay()('charge');
  const [shown, setShown] = useState<{ readonly what: Shown; readonly person: PersonHere } | null>(null);
  const [isAdding, setAdding] = useState(false);
  const others = people.data?.filter(({ isUser }) => !isUser) ?? [];
  const close = (): void => setShown(null);
  const renew = (): void => {
    for (const list of ['people.list', 'people.here']) void queryClient.invalidateQueries({ queryKey: [list] });
  };
  return (
    <Panel id="colleagues" title="Who works here">
      <p className="soft">
        {others.length === 0
          ? 'Nobody else yet. A colleague who only signs is added where they sign for the first time.'
          : 'Each has a passphrase of their own. Whoever may open the app does it with that passphrase; the record says who it was.'}
      </p>
      {others.length > 0 && (
        <ul className="setting-rows">
          {others.map((person) => (
            <li key={person.id}>
              <span>
                {person.name}, {person.credentials}
                <span className="small muted setting-detail">
                  {person.role === 'student' && !person.isStudent ? UNKNOWN : ROLE_WORDS[person.role]}
                  {person.licence !== null && ` · Licence ${person.licence}`}
                </span>
              </span>
              {person.mayOpen && <Badge icon={KeyRound}>Opens the app</Badge>}
              {isInCharge && (
                <span className="row">
                  <IconButton
                    icon={KeyRound}
                    label={
                      person.mayOpen ? `${person.name} opens the app no longer` : `Let ${person.name} open the app`
                    }
                    onPress={() => setShown({ what: person.mayOpen ? 'keepOut' : 'letIn', person })}
                  />
                  <IconButton
                    icon={Pencil}
                    label={`Change ${person.name}`}
                    onPress={() => setShown({ what: 'change', person })}
                  />
                  <IconButton
                    icon={UserMinus}
                    label={`${person.name} left`}
                    onPress={() => setShown({ what: 'leave', person })}
                  />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {isInCharge && (
        <div className="row">
          <Button icon={UserPlus} onPress={() => setAdding(true)}>
            Let somebody open the app
          </Button>
        </div>
      )}
      {isAdding && <LetInDialog person={null} onClose={() => setAdding(false)} onChanged={renew} />}
      {shown?.what === 'letIn' && <LetInDialog person={shown.person} onClose={close} onChanged={renew} />}
      {shown?.what === 'change' && <ChangePersonDialog person={shown.person} isOwn={false} onClose={close} />}
      {(shown?.what === 'leave' || shown?.what === 'keepOut') && (
        <OutDialog person={shown.person} isLeaving={shown.what === 'leave'} onClose={close} onDone={renew} />
      )}
    </Panel>
  );
}

interface OutDialogProps {
  readonly person: PersonHere;
  /** Or only opens the app no longer. */
  readonly isLeaving: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function OutDialog({ person, isLeaving, onClose, onDone }: OutDialogProps) {
  const action = useAction();
  const takeOut = async (): Promise<void> => {
    const done = await action.run(isLeaving ? 'people.leave' : 'people.keepOut', { personId: person.id });
    if (done === null) return;
    onDone();
    onClose();
  };
  const title = isLeaving ? `${person.name} works here no longer?` : `${person.name} opens the app no longer?`;
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <p className="soft">
        {isLeaving
          ? 'They are not offered for signatures any more, and their passphrase opens nothing. Everything they signed keeps their name, credentials and licence.'
          : 'Their passphrase still signs, at your desk. It opens nothing.'}
      </p>
      {person.mayOpen && (
        <p className="soft small">
          A backup made before still opens with their passphrase. Keep old backups where they cannot reach them.
        </p>
      )}
      <ErrorNote error={action.error} />
      <DialogActions>
        <Button size="large" onPress={onClose}>
          Cancel
        </Button>
        <Button size="large" variant="danger" isDisabled={action.isBusy} onPress={() => void takeOut()}>
          {isLeaving ? `Take ${person.name} out` : 'Close the app to them'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

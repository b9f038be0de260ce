/** The payers of this installation: the clinic's own to change, the shipped ones to read and to copy. */
import { useQueryClient } from '@tanstack/react-query';
import { Copy, Pencil, Trash2 } from 'lucide-react';
import type { PayerBook, PayerEntry } from '../../../shared/contract.ts';
import type { IsoDate } from '../../../shared/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { IconButton } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { PayerDetails } from '../payers/PayerDetails.tsx';
import { formOf } from '../payers/payerForm.ts';
import type { Editing } from './PayersPanel.tsx';
import { Panel } from './SettingsPanel.tsx';

interface PayerBookPanelsProps {
  readonly today: IsoDate;
  readonly onEdit: (editing: Editing) => void;
}

export function PayerBookPanels({ today, onEdit }: PayerBookPanelsProps) {
  const book = useRead('payers.book', {}).data;
  const queryClient = useQueryClient();
  const action = useAction();
  if (book === undefined) return null;
  const of = (origin: PayerEntry['origin']) => book.profiles.filter((entry) => entry.origin === origin);
  const own = of('own');
  const edit = (entry: PayerEntry, as: 'edit' | 'copy'): void => onEdit({ form: formOf(entry, book, as, today), book });
  const drop = async (payerId: string): Promise<void> => {
    const done = await action.run('payers.drop', { payerId });
    if (done === null) return;
    queryClient.setQueryData(['payers.book', {}], done.value);
    await queryClient.invalidateQueries({ queryKey: ['payers.list'] });
    await queryClient.invalidateQueries({ queryKey: ['payers.trial'] });
  };
  return (
    <>
      <Panel id="own-payers" title="Your own profiles">
        {own.length === 0 ? (
          <p className="soft">
            None yet. Where a contract differs from the rules below, copy the profile that comes nearest and change the
            copy.
          </p>
        ) : (
          <ul className="payer-list">
            {own.map((entry) => (
              <Profile key={entry.rules.id} entry={entry} book={book}>
                <IconButton icon={Pencil} label={`Change ${entry.rules.name}`} onPress={() => edit(entry, 'edit')} />
                <IconButton icon={Copy} label={`Copy ${entry.rules.name}`} onPress={() => edit(entry, 'copy')} />
                <IconButton
                  icon={Trash2}
                  label={`Remove ${entry.rules.name}`}
                  onPress={() => void drop(entry.rules.id)}
                />
              </Profile>
            ))}
          </ul>
        )}
        <ErrorNote error={action.error} />
      </Panel>
      <Panel id="payers" title="Profiles of the app">
        <p className="soft small">
          Dated files with their source, to read. A copy can be changed. The payer of a patient is chosen on the
          patient’s page.
        </p>
        <ul className="payer-list">
          {of('shipped').map((entry) => (
            <Profile key={entry.rules.id} entry={entry} book={book}>
              <IconButton icon={Copy} label={`Copy ${entry.rules.name}`} onPress={() => edit(entry, 'copy')} />
            </Profile>
          ))}
        </ul>
      </Panel>
    </>
  );
}

interface ProfileProps {
  readonly entry: PayerEntry;
  readonly book: PayerBook;
  readonly children: React.ReactNode;
}

function Profile({ entry: { rules, patients }, book, children }: ProfileProps) {
  const many = patients === 1 ? '1 patient' : `${patients} patients`;
  return (
    <li>
      <details>
        <summary>
          <span>{rules.name}</span>
          {patients > 0 && <span className="small muted">{many}</span>}
          <span className="small soft payer-modifiers">{rules.modifiers.join(' ')}</span>
        </summary>
        <PayerDetails rules={rules} book={book} />
      </details>
      <span className="payer-tools">{children}</span>
    </li>
  );
}

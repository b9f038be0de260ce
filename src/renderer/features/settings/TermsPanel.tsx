/** Words the recogniser should know: equipment, techniques and places by the names used in this clinic. */
import { useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { Panel } from './SettingsPanel.tsx';

export function TermsPanel() {
  const terms = useRead('terms.list', {});
  const queryClient = useQueryClient();
  const action = useAction();
  const [term, setTerm] = useState('');
  const known = terms.data ?? [];
  const isReady = term.trim() !== '' && !action.isBusy;

  const show = (next: readonly string[]): void => {
    queryClient.setQueryData(['terms.list', {}], next);
  };
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isReady) return;
    const done = await action.run('terms.keep', { term });
    if (done === null) return;
    show(done.value);
    setTerm('');
  };
  const drop = async (dropped: string): Promise<void> => {
    const done = await action.run('terms.drop', { term: dropped });
    if (done !== null) show(done.value);
  };

  return (
    <Panel id="terms" title="Your own terms">
      <p className="soft">
        Equipment, techniques and places as they are called where you work. From the next session on the recogniser
        prefers them where it is in doubt and the sound fits. Common terms of the trade are known without a list; words
        of a level, sides, numbers and negations cannot be on one.
      </p>
      {known.length > 0 && (
        <ul className="setting-rows">
          {known.map((each) => (
            <li key={each}>
              <span>{each}</span>
              <IconButton icon={Trash2} label={`Remove the term ${each}`} onPress={() => void drop(each)} />
            </li>
          ))}
        </ul>
      )}
      <form className="stack" data-gap="1" onSubmit={(event) => void add(event)}>
        <Field label="Term" value={term} onChange={setTerm} maxLength={40} placeholder="NuStep" />
        <ErrorNote error={action.error} />
        <div className="row">
          <Button type="submit" icon={Plus} isDisabled={!isReady}>
            Add the term
          </Button>
        </div>
      </form>
    </Panel>
  );
}

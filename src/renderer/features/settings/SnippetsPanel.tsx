/** Snippets: words that are typed again and again, under a short name. */
import { useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { Panel } from './SettingsPanel.tsx';

export function SnippetsPanel() {
  const snippets = useRead('snippets.list', {});
  const queryClient = useQueryClient();
  const action = useAction();
  const [name, setName] = useState('');
  const [text, setText] = useState('');
  const known = snippets.data ?? [];
  const isReady = name.trim() !== '' && text.trim() !== '' && !action.isBusy;

  const show = (next: typeof known): void => {
    queryClient.setQueryData(['snippets.list', {}], next);
  };
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isReady) return;
    const done = await action.run('snippets.keep', { name, text });
    if (done === null) return;
    show(done.value);
    setName('');
    setText('');
  };
  const drop = async (dropped: string): Promise<void> => {
    const done = await action.run('snippets.drop', { name: dropped });
    if (done !== null) show(done.value);
  };

  return (
    <Panel id="snippets" title="Your snippets">
      <p className="soft">
        Type a period, the name and a space while you write a sentence, and the text stands there. It counts as typed.
        What differs by session is a blank, ___: a note with a blank in it cannot be signed.
      </p>
      {known.length > 0 && (
        <ul className="setting-rows">
          {known.map((snippet) => (
            <li key={snippet.name}>
              <span>
                <strong>.{snippet.name}</strong>
                <span className="small muted setting-detail">{snippet.text}</span>
              </span>
              <IconButton
                icon={Trash2}
                label={`Remove the snippet ${snippet.name}`}
                onPress={() => void drop(snippet.name)}
              />
            </li>
          ))}
        </ul>
      )}
      <form className="stack" data-gap="1" onSubmit={(event) => void add(event)}>
        <Field label="Name" value={name} onChange={setName} maxLength={24} placeholder="brakes" />
        <Field
          label="Text"
          value={text}
          onChange={setText}
          rows={2}
          maxLength={400}
          placeholder="Patient was reminded of the wheelchair brakes before ___."
        />
        <ErrorNote error={action.error} />
        <div className="row">
          <Button type="submit" icon={Plus} isDisabled={!isReady}>
            Keep the snippet
          </Button>
        </div>
      </form>
    </Panel>
  );
}

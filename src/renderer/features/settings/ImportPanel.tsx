/** Takes in a session that this app exported, here or on another computer; a file that was changed is refused whole. */
import { FileInput } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import type { ImportedRecord } from '../../../shared/contractViews.ts';
import { date } from '../../format/time.ts';
import { useAction } from '../../state/useAction.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Panel } from './SettingsPanel.tsx';

export function ImportPanel() {
  const [taken, setTaken] = useState<ImportedRecord | null>(null);
  const action = useAction();
  const take = async (files: FileList | null): Promise<void> => {
    const file = files?.item(0);
    if (!file) return;
    const done = await action.run('records.import', { json: await file.text() });
    setTaken(done === null ? null : done.value);
  };
  return (
    <Panel id="import" title="Take in a session">
      <p className="soft">
        A session that OT Scribe exported as JSON: its facts, note and signature, checked before anything is stored. Its
        sound is not in the file.
      </p>
      <div className="row">
        <FileTrigger acceptedFileTypes={['.json', 'application/json']} onSelect={(files) => void take(files)}>
          <Button icon={FileInput} isDisabled={action.isBusy}>
            {action.isBusy ? 'Checking the file' : 'Choose a file'}
          </Button>
        </FileTrigger>
      </div>
      <ErrorNote error={action.error} />
      {taken && (
        <Banner tone="good" isLive>
          Taken in: the session of {date(taken.dateOfService)}, {taken.facts} facts, {taken.statements} sentences,{' '}
          {taken.signature === 'holds' ? 'signed, and the signature holds' : 'not signed'}.
        </Banner>
      )}
    </Panel>
  );
}

/** Puts a backup in place of what is here: from the lock, or on a new computer. What is here is moved aside, not deleted. */
import { type FormEvent, useState } from 'react';
import type { BackupFile, BackupReport } from '../../../shared/contractKeeping.ts';
import { instant } from '../../format/time.ts';
import { useAction } from '../../state/useAction.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { SelectField } from '../../ui/SelectField.tsx';

const CONFIRM = 'RESTORE';

interface RestoreFormProps {
  readonly onBack: () => void;
  readonly onRestored: () => void;
}

export function RestoreForm({ onBack, onRestored }: RestoreFormProps) {
  const [folder, setFolder] = useState('');
  const [files, setFiles] = useState<readonly BackupFile[] | null>(null);
  const [name, setName] = useState<string | null>(null);
  const [kind, setKind] = useState<'passphrase' | 'recoveryCode'>('passphrase');
  const [text, setText] = useState('');
  const [typed, setTyped] = useState('');
  const [report, setReport] = useState<BackupReport | null>(null);
  const find = useAction();
  const restore = useAction();

  const look = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const done = await find.run('backup.find', { folder: folder.trim() });
    setFiles(done === null ? null : done.value);
    setName(done?.value[0]?.name ?? null);
  };
  const isReady = name !== null && text !== '' && typed === CONFIRM && !restore.isBusy;
  const put = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isReady) return;
    const secret = { kind, text: text.trim() };
    const done = await restore.run('backup.restore', { folder: folder.trim(), name, secret, confirm: CONFIRM });
    if (done !== null) setReport(done.value);
  };

  if (report !== null) {
    return (
      <div className="lock-form">
        <h1 className="lock-title">Restored</h1>
        <Banner tone="good" isLive>
          {report.patients} patients, {report.sessions} sessions and {report.signedNotes} signed notes are back.
        </Banner>
        <Button variant="primary" size="large" onPress={onRestored}>
          Unlock
        </Button>
      </div>
    );
  }
  return (
    <div className="lock-form">
      <h1 className="lock-title">Restore a backup</h1>
      <form className="stack" onSubmit={(event) => void look(event)}>
        <Field
          label="Folder of the backups"
          value={folder}
          onChange={setFolder}
          help="For example the drive you keep them on."
          autoFocus
        />
        <Button type="submit" isDisabled={folder.trim() === '' || find.isBusy}>
          Look for backups
        </Button>
      </form>
      <ErrorNote error={find.error} />
      {files?.length === 0 && <Banner tone="attention">There is no backup in this folder.</Banner>}
      {files !== null && files.length > 0 && (
        <form className="stack" onSubmit={(event) => void put(event)}>
          <SelectField
            label="Backup"
            value={name}
            onChange={setName}
            options={files.map((file) => ({
              value: file.name,
              label: instant(file.createdAt),
              detail: file.withSound ? 'with sound' : 'without sound',
            }))}
          />
          <Choices
            label="Open it with"
            value={kind}
            onChange={setKind}
            options={[
              { value: 'passphrase', label: 'Passphrase' },
              { value: 'recoveryCode', label: 'Recovery code' },
            ]}
          />
          <Field
            label={kind === 'passphrase' ? 'Passphrase of the backup' : 'Recovery code of the backup'}
            type={kind === 'passphrase' ? 'password' : 'text'}
            value={text}
            onChange={setText}
            autoComplete="current-password"
          />
          <Field
            label={`Type ${CONFIRM} to put it in place`}
            value={typed}
            onChange={setTyped}
            help="What is here now is moved aside in the data folder. Nothing is deleted."
          />
          <ErrorNote error={restore.error} />
          <Button type="submit" variant="primary" size="large" isDisabled={!isReady}>
            {restore.isBusy ? 'Restoring' : 'Restore'}
          </Button>
        </form>
      )}
      <Button variant="quiet" onPress={onBack}>
        Back
      </Button>
    </div>
  );
}

/** Encrypted copies of everything: made, proven by opening them again, and listed. Restoring starts from the lock. */
import { useQueryClient } from '@tanstack/react-query';
import { DatabaseBackup, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { BackupFile, BackupReport } from '../../../shared/contractKeeping.ts';
import { instant } from '../../format/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { Tick } from '../../ui/Tick.tsx';
import { Panel } from './SettingsPanel.tsx';

const SHOWN = 6;

export function BackupPanel() {
  const state = useRead('backup.state', {});
  const [withSound, setWithSound] = useState(true);
  const [report, setReport] = useState<BackupReport | null>(null);
  const make = useAction();
  const check = useAction();
  const announce = useAnnounce();
  if (state.data === undefined) return <ErrorNote error={state.error?.error ?? null} />;
  const { folder, files } = state.data;
  const makeOne = async (): Promise<void> => {
    if ((await make.run('backup.make', { withSound })) === null) return;
    announce({ text: 'Backup made and read back' });
    void state.refetch();
  };
  const checkOne = async ({ name }: BackupFile): Promise<void> => {
    const done = await check.run('backup.check', { name });
    setReport(done === null ? null : done.value);
  };
  return (
    <Panel id="backup" title="Backup">
      <p className="soft">
        A backup holds everything, encrypted as it is here: your passphrase or recovery code restores it. Keep one on a
        drive that is not in this room.
      </p>
      <FolderField key={folder} folder={folder} />
      <Tick isSelected={withSound} onChange={setWithSound}>
        With the sound of sessions. Without it the file is small, and notes can no longer be heard after a restore.
      </Tick>
      <div className="row">
        <Button variant="primary" icon={DatabaseBackup} isDisabled={make.isBusy} onPress={() => void makeOne()}>
          {make.isBusy ? 'Making and reading back' : 'Make a backup now'}
        </Button>
      </div>
      <ErrorNote error={make.error ?? check.error} />
      {report && (
        <Banner tone="good" isLive>
          {report.name} opens: {backupWords(report)}.
        </Banner>
      )}
      {files === null && (
        <Banner tone="attention">The backup folder cannot be read. Plug in its drive or choose another folder.</Banner>
      )}
      {files !== null && files.length > 0 && (
        <ul className="setting-rows">
          {files.slice(0, SHOWN).map((file) => (
            <li key={file.name}>
              <span>
                {instant(file.createdAt)} {file.isAutomatic && <Badge>By itself</Badge>}
                <span className="small muted setting-detail">
                  {megabytes(file.bytes)}, {file.withSound ? 'with sound' : 'without sound'}
                </span>
              </span>
              <Button size="small" icon={ShieldCheck} isDisabled={check.isBusy} onPress={() => void checkOne(file)}>
                Prove it opens
              </Button>
            </li>
          ))}
        </ul>
      )}
      {files?.length === 0 && <p className="muted">No backup yet.</p>}
      <p className="soft small">
        To restore one: lock, then “Restore a backup”. What is here now is moved aside, not deleted.
      </p>
    </Panel>
  );
}

function FolderField({ folder }: { readonly folder: string }) {
  const [typed, setTyped] = useState(folder);
  const save = useAction();
  const queryClient = useQueryClient();
  const keep = async (): Promise<void> => {
    const done = await save.run('backup.setFolder', { folder: typed.trim() === '' ? null : typed.trim() });
    if (done !== null) queryClient.setQueryData(['backup.state', {}], done.value);
  };
  return (
    <div className="folder-field">
      <Field
        label="Folder"
        value={typed}
        onChange={setTyped}
        error={save.error?.message ?? null}
        help="Empty: the app’s own folder on this computer."
      />
      {typed !== folder && (
        <Button isDisabled={save.isBusy} onPress={() => void keep()}>
          Use this folder
        </Button>
      )}
    </div>
  );
}

/** "1 patient, 2 sessions, 0 signed notes, 4 sound files" */
function backupWords({ patients, sessions, signedNotes, soundFiles }: BackupReport): string {
  const counted: readonly (readonly [number, string])[] = [
    [patients, 'patient'],
    [sessions, 'session'],
    [signedNotes, 'signed note'],
    [soundFiles, 'sound file'],
  ];
  return counted.map(([count, word]) => `${count} ${word}${count === 1 ? '' : 's'}`).join(', ');
}

function megabytes(bytes: number): string {
  return bytes < 100_000 ? 'under 0.1 MB' : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** What the app is and where things are, proof that they are whole, who did what, and the keys. */
import { CircleCheck, CircleX, LockKeyhole, ShieldCheck, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { AppStatus, VerifyReport } from '../../../shared/contract.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { savedTheme, saveTheme, type Theme } from '../../state/theme.ts';
import { useAction } from '../../state/useAction.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { KeyList } from '../help/KeysDialog.tsx';
import { AuditTable } from './AuditTable.tsx';
import { AutoLockPanel } from './AutoLockPanel.tsx';
import { RecognisersPanel } from './RecognisersPanel.tsx';
import { VoicePanel } from './VoicePanel.tsx';
import './settings.css';

export function SettingsScreen({ status }: { readonly status: AppStatus }) {
  const [theme, setTheme] = useState<Theme>(savedTheme);
  const { therapist } = status;
  return (
    <main className="page">
      <div className="page-column stack" data-gap="3">
        <h1>Settings</h1>
        <Panel id="you" title="You">
          <p>
            {therapist?.name}, {therapist?.credentials}
            {therapist?.licence && <span className="muted"> · Licence {therapist.licence}</span>}
          </p>
          <p className="soft small">This stands under every note you sign.</p>
        </Panel>
        <Panel id="look" title="Appearance">
          <Choices
            label="Colours"
            value={theme}
            onChange={(next) => {
              setTheme(next);
              saveTheme(next);
            }}
            options={[
              { value: 'system', label: 'As the system' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
          />
        </Panel>
        <Panel id="data" title="Your data">
          <p className="soft">
            Sound, transcripts and notes are stored on this computer only, encrypted with a key that your passphrase
            opens. The app has no network code: nothing is uploaded, and nothing is downloaded.
          </p>
          <AutoLockPanel />
          <VerifyPanel />
          <VoicePanel />
          <SamplePanel />
        </Panel>
        <Panel id="recogniser" title="Recogniser">
          <RecognisersPanel />
        </Panel>
        <Panel id="audit" title="What happened">
          <p className="soft small">Who opened, played, changed, signed and copied what. It holds no patient words.</p>
          <AuditTable />
        </Panel>
        <Panel id="keys" title="Keys">
          <KeyList />
        </Panel>
        <Panel id="about" title="About">
          <p className="soft">
            OT Scribe {status.version} ·{' '}
            {status.shell === 'electron' ? 'desktop window' : 'in the browser, connected to this computer only'}
          </p>
        </Panel>
      </div>
    </main>
  );
}

function Panel({ id, title, children }: { readonly id: string; readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="card stack" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

function VerifyPanel() {
  const [report, setReport] = useState<VerifyReport | null>(null);
  const verify = useAction();
  const lock = useAction();
  const check = async (): Promise<void> => {
    const done = await verify.run('security.verify', {});
    if (done !== null) setReport(done.value);
  };
  return (
    <>
      <div className="row">
        <Button icon={ShieldCheck} isDisabled={verify.isBusy} onPress={() => void check()}>
          {verify.isBusy ? 'Checking' : 'Check that everything is whole'}
        </Button>
        <Button icon={LockKeyhole} onPress={() => void lock.run('security.lock', {})}>
          Lock now
        </Button>
      </div>
      <ErrorNote error={verify.error} />
      {report && (
        <>
          <Banner tone={report.ok ? 'good' : 'danger'} isLive>
            {report.ok ? 'Everything is whole.' : 'Something is not as it was written. See below.'}
          </Banner>
          <ul className="verify-list">
            {report.checked.map((row) => (
              <li key={row.what} data-ok={row.ok}>
                <Icon of={row.ok ? CircleCheck : CircleX} />
                <span>
                  {row.what}
                  <span className="visually-hidden">{row.ok ? ': whole' : ': not whole'}</span>
                </span>
                <span className="small soft">{row.detail}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function SamplePanel() {
  const patients = useRead('patients.list', {});
  const remove = useAction();
  const announce = useAnnounce();
  if (!patients.data?.some(({ patient }) => patient.isSample)) return null;
  const press = async (): Promise<void> => {
    if ((await remove.run('sample.remove', {})) !== null) announce({ text: 'Sample removed' });
  };
  return (
    <div className="row">
      <Button variant="danger" icon={Trash2} isDisabled={remove.isBusy} onPress={() => void press()}>
        Remove the sample patient
      </Button>
      <ErrorNote error={remove.error} />
    </div>
  );
}

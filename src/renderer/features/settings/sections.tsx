/** The parts of the settings, in the order of how often they are looked for. */
import {
  AudioLines,
  ChartNoAxesColumn,
  DatabaseBackup,
  type LucideIcon,
  ReceiptText,
  ScrollText,
  ShieldCheck,
  UserRound,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { AppStatus } from '../../../shared/contract.ts';
import type { AccessArea } from '../../../shared/domain/roles.ts';
import { AuditCounts } from './AuditCounts.tsx';
import { AuditTable } from './AuditTable.tsx';
import { AutoLockPanel } from './AutoLockPanel.tsx';
import { BackupPanel } from './BackupPanel.tsx';
import { CalibrationPanel } from './CalibrationPanel.tsx';
import { ColleaguesPanel } from './ColleaguesPanel.tsx';
import { FiguresPanel } from './FiguresPanel.tsx';
import { GlobalKeysPanel } from './GlobalKeysPanel.tsx';
import { GuardPanel } from './GuardPanel.tsx';
import { ImportPanel } from './ImportPanel.tsx';
import { IntegrationPanel } from './IntegrationPanel.tsx';
import { LookPanel } from './LookPanel.tsx';
import { ParallelPanel } from './ParallelPanel.tsx';
import { PayersPanel } from './PayersPanel.tsx';
import { PinPanel } from './PinPanel.tsx';
import { RecognisersPanel } from './RecognisersPanel.tsx';
import { RetentionPanel } from './RetentionPanel.tsx';
import { SamplePanel } from './SamplePanel.tsx';
import { ScreenCapturePanel } from './ScreenCapturePanel.tsx';
import { Panel } from './SettingsPanel.tsx';
import { SnippetsPanel } from './SnippetsPanel.tsx';
import { TermsPanel } from './TermsPanel.tsx';
import { VerifyPanel } from './VerifyPanel.tsx';
import { VoicePanel } from './VoicePanel.tsx';
import { WhoSignsPanel } from './WhoSignsPanel.tsx';

export type SectionId = 'you' | 'security' | 'keeping' | 'hearing' | 'payers' | 'figures' | 'audit';

export interface SettingsSection {
  readonly id: SectionId;
  readonly title: string;
  readonly icon: LucideIcon;
  /** Shown to those who may do this. */
  readonly area: AccessArea;
  readonly content: (status: AppStatus) => ReactNode;
}

const isInCharge = (status: AppStatus): boolean => status.access?.role === 'inCharge';

export const SECTIONS: readonly SettingsSection[] = [
  {
    ...{ id: 'you', title: 'You', icon: UserRound, area: 'common' },
    content: (status) => (
      <>
        <WhoSignsPanel status={status} />
        <ColleaguesPanel />
        <LookPanel />
        {isInCharge(status) && <GlobalKeysPanel state={status.globalKeys} />}
        <Panel id="about" title="About">
          <p className="soft">
            OT Scribe {status.version} ·{' '}
            {status.shell === 'electron' ? 'desktop window' : 'in the browser, connected to this computer only'}
          </p>
        </Panel>
      </>
    ),
  },
  {
    ...{ id: 'security', title: 'Lock and safety', icon: ShieldCheck, area: 'charge' },
    content: () => (
      <>
        <Panel id="lock" title="Lock">
          <AutoLockPanel />
        </Panel>
        <PinPanel />
        <Panel id="screen" title="On other screens">
          <ScreenCapturePanel />
        </Panel>
        <Panel id="data" title="Your data">
          <p className="soft">
            Sound, transcripts and notes are stored on this computer only, encrypted with a key that your passphrase
            opens. The app has no network code: nothing is uploaded, and nothing is downloaded.
          </p>
          <VerifyPanel />
        </Panel>
      </>
    ),
  },
  {
    ...{ id: 'keeping', title: 'Keeping and backup', icon: DatabaseBackup, area: 'charge' },
    content: () => (
      <>
        <RetentionPanel />
        <BackupPanel />
        <ImportPanel />
        <IntegrationPanel />
        <SamplePanel />
      </>
    ),
  },
  {
    ...{ id: 'hearing', title: 'Voice and hearing', icon: AudioLines, area: 'care' },
    content: () => (
      <>
        <Panel id="voice" title="Your voice">
          <VoicePanel />
        </Panel>
        <GuardPanel />
        <Panel id="calibration" title="Your gym in ten minutes">
          <CalibrationPanel />
        </Panel>
        <TermsPanel />
        <Panel id="recogniser" title="Recogniser">
          <RecognisersPanel />
        </Panel>
      </>
    ),
  },
  { ...{ id: 'payers', title: 'Payers', icon: ReceiptText, area: 'caseload' }, content: () => <PayersPanel /> },
  {
    ...{ id: 'figures', title: 'Your figures', icon: ChartNoAxesColumn, area: 'care' },
    content: () => (
      <>
        <FiguresPanel />
        <SnippetsPanel />
        <ParallelPanel />
      </>
    ),
  },
  {
    ...{ id: 'audit', title: 'What happened', icon: ScrollText, area: 'charge' },
    content: () => (
      <Panel id="audit" title="What happened">
        <p className="soft small">Who opened, played, changed, signed and copied what. It holds no patient words.</p>
        <AuditTable />
        <AuditCounts />
      </Panel>
    ),
  },
];

/** The unlocked app: the bar at the top and one screen below it. */
import { useState } from 'react';
import type { AppStatus } from '../../shared/contract.ts';
import { CaseloadScreen } from '../features/caseload/CaseloadScreen.tsx';
import { HelpDialog } from '../features/help/HelpDialog.tsx';
import { PatientEditScreen } from '../features/patient/PatientEditScreen.tsx';
import { StillRecording } from '../features/recording/StillRecording.tsx';
import { RecoveryDialog } from '../features/recovery/RecoveryDialog.tsx';
import { ReportScreen } from '../features/reports/ReportScreen.tsx';
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx';
import { AccessContext } from '../state/Access.tsx';
import { LiveSessionProvider } from '../state/LiveSession.tsx';
import { useActivity } from '../state/useActivity.ts';
import { useShortcuts } from '../state/useShortcuts.ts';
import { HOME, useNavigation } from './route.ts';
import { SessionScreen } from './SessionScreen.tsx';
import { TopBar } from './TopBar.tsx';

export function Desk({ status }: { readonly status: AppStatus }) {
  const { route, go } = useNavigation();
  const [isShowingHelp, setShowingHelp] = useState(false);
  useActivity();
  useShortcuts({ '?': () => setShowingHelp(true), ...(status.recording === null ? { t: () => go(HOME) } : {}) });
  return (
    <AccessContext value={status.access}>
      <LiveSessionProvider>
        <div className="desk">
          <TopBar status={status} onShowHelp={() => setShowingHelp(true)} />
          {status.recording?.ask && (
            <StillRecording ask={status.recording.ask} onStopped={(sessionId) => go({ name: 'session', sessionId })} />
          )}
          {route.name === 'caseload' && <CaseloadScreen selectedId={route.patientId} />}
          {route.name === 'patientEdit' && <PatientEditScreen key={route.patientId} patientId={route.patientId} />}
          {route.name === 'report' && <ReportScreen key={route.reportId} reportId={route.reportId} status={status} />}
          {route.name === 'session' && (
            <SessionScreen key={route.sessionId} sessionId={route.sessionId} status={status} />
          )}
          {route.name === 'settings' && <SettingsScreen status={status} />}
          <RecoveryDialog isAllowed={status.recording === null && (status.access?.areas.includes('care') ?? false)} />
          <HelpDialog isOpen={isShowingHelp} onClose={() => setShowingHelp(false)} />
        </div>
      </LiveSessionProvider>
    </AccessContext>
  );
}

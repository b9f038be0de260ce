/** Where to go, whether a recording goes on, and the lock. */
import { CalendarCheck, CircleHelp, LockKeyhole, Settings } from 'lucide-react';
import type { AppStatus } from '../../shared/contract.ts';
import { useAction } from '../state/useAction.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Brand } from './Brand.tsx';
import { RecordingPill } from './RecordingPill.tsx';
import { HOME, useNavigation } from './route.ts';

export interface TopBarProps {
  readonly status: AppStatus;
  readonly onShowHelp: () => void;
}

export function TopBar({ status, onShowHelp }: TopBarProps) {
  const { route, go } = useNavigation();
  const lock = useAction();
  const isHome = route.name === 'caseload' || route.name === 'patientEdit';
  return (
    <header className="top-bar">
      <Brand />
      <nav className="top-nav" aria-label="Main">
        <button type="button" className="top-link" aria-current={isHome ? 'page' : undefined} onClick={() => go(HOME)}>
          <Icon of={CalendarCheck} size={16} />
          Today
        </button>
        <button
          type="button"
          className="top-link"
          aria-current={route.name === 'settings' ? 'page' : undefined}
          onClick={() => go({ name: 'settings' })}
        >
          <Icon of={Settings} size={16} />
          Settings
        </button>
      </nav>
      <div className="row push">
        {status.recording && (
          <RecordingPill
            recording={status.recording}
            onOpen={
              route.name === 'session' && route.sessionId === status.recording.sessionId
                ? null
                : () => go({ name: 'session', sessionId: status.recording?.sessionId ?? '' })
            }
          />
        )}
        {status.access && status.access.role !== 'inCharge' && (
          <span className="small muted">
            {status.therapist?.name} · {status.access.roleName}
          </span>
        )}
        <Button variant="quiet" size="small" icon={CircleHelp} keys="?" onPress={onShowHelp}>
          Help
        </Button>
        <Button variant="quiet" size="small" icon={LockKeyhole} onPress={() => void lock.run('security.lock', {})}>
          Lock
        </Button>
      </div>
    </header>
  );
}

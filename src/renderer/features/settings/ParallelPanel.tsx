/** The parallel run at a glance: every session that was also written the old way, and how many differences are open. */
import { useNavigation } from '../../app/route.ts';
import { date } from '../../format/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { ListRow } from '../../ui/ListRow.tsx';
import { Panel } from './SettingsPanel.tsx';

/** So many sessions are usually run beside the old way before one trusts a new one. */
const USUAL_RUN = '3 to 5';

export function ParallelPanel() {
  const { go } = useNavigation();
  const read = useRead('compare.list', {});
  const sessions = read.data ?? [];
  const open = sessions.reduce((sum, session) => sum + session.open, 0);
  return (
    <Panel id="parallel" title="Beside your old way">
      <p className="soft">
        Write {USUAL_RUN} sessions as you always did, paste each beside its draft on the History tab, and settle the
        differences before you rely on the drafts.
      </p>
      <ErrorNote error={read.error?.error ?? null} />
      {sessions.length > 0 && (
        <>
          <p>
            {sessions.length === 1 ? '1 session' : `${sessions.length} sessions`} compared,{' '}
            {open === 0 ? 'nothing is open.' : open === 1 ? '1 difference is open.' : `${open} differences are open.`}
          </p>
          <ul className="list-card">
            {sessions.map((session) => (
              <li key={session.sessionId}>
                <ListRow
                  title={`${session.patientName}, ${date(session.dateOfService)}`}
                  detail={`${session.same} the same, ${session.differs} differ, ${session.onlyDraft} only in the draft, ${session.onlyPasted} only in yours`}
                  end={
                    <Badge tone={session.open === 0 ? 'good' : 'attention'}>
                      {session.open === 0 ? 'Settled' : `${session.open} open`}
                    </Badge>
                  }
                  onPress={() => go({ name: 'session', sessionId: session.sessionId })}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

/** The start and the end of the day: what is next as one large button, what waits, and what is due over all patients. */
import { ArrowRight, CircleCheck, FilePen, Search } from 'lucide-react';
import { useState } from 'react';
import type { DueEntry, PatientSummary, SessionSummary } from '../../../shared/contract.ts';
import type { SessionState } from '../../../shared/domain/record.ts';
import { useNavigation } from '../../app/route.ts';
import { date, duration, longDay, withReadableDates } from '../../format/time.ts';
import { useMay } from '../../state/Access.tsx';
import { useRead } from '../../state/ClientContext.tsx';
import { useShortcuts } from '../../state/useShortcuts.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { ListRow } from '../../ui/ListRow.tsx';
import { SessionBadge } from '../caseload/SessionBadge.tsx';
import { CoSign } from './CoSign.tsx';
import { DUE_LOOK } from './dueLook.ts';
import { SampleStrip } from './SampleStrip.tsx';
import { waiting } from './waiting.ts';
import './today.css';

const SHOWN_AT_FIRST = 8;

const STEP: Readonly<Partial<Record<SessionState, string>>> = {
  review: 'Review and sign',
  recording: 'Go to the recording',
  paused: 'Go to the recording',
  interrupted: 'Go to the recording',
};

export function TodayPane({ patients }: { readonly patients: readonly PatientSummary[] }) {
  const { go } = useNavigation();
  const read = useRead('desk.today', {});
  const isCare = useMay()('care');
  const { toSign, toFinish } = waiting(isCare ? patients : []);
  const next = toSign[0] ?? toFinish[0] ?? null;
  const open = (session: SessionSummary): void => go({ name: 'session', sessionId: session.id });
  useShortcuts({ enter: () => next !== null && open(next.session) });
  const names = new Map(patients.map(({ patient }) => [patient.id, patient.name]));
  return (
    <section className="patient-pane" aria-label="Today">
      <div className="patient-inner">
        <header className="today-head">
          <h2 className="patient-name">Today</h2>
          {read.data && <p className="soft">{longDay(read.data.date)}</p>}
          <div className="today-find">
            <Button icon={Search} onPress={focusSearch}>
              Find a patient
            </Button>
          </div>
        </header>
        {isCare &&
          (next === null ? (
            <div className="today-calm">
              <Icon of={CircleCheck} size={26} />
              <div>
                <p className="today-calm-title">Everything is signed.</p>
                <p className="soft">Choose a patient to start a session.</p>
              </div>
              <Button icon={Search} keys="/" onPress={focusSearch}>
                Find a patient
              </Button>
            </div>
          ) : (
            <div className="next-step">
              <Button
                variant="primary"
                size="huge"
                icon={next.session.state === 'review' ? FilePen : ArrowRight}
                keys="Enter"
                onPress={() => open(next.session)}
              >
                <span className="today-next">
                  {STEP[next.session.state] ?? 'Open the session'}
                  <span className="today-next-who">
                    {next.name}, {date(next.session.dateOfService)}
                  </span>
                </span>
              </Button>
            </div>
          ))}
        <ErrorNote error={read.error?.error ?? null} />
        <Waiting title="To sign" entries={toSign} onOpen={open} />
        {isCare && read.data && <CoSign entries={read.data.coSign} names={names} />}
        <Waiting title="To finish" entries={toFinish} onOpen={open} />
        {read.data && (
          <Due entries={read.data.due} names={names} onOpen={(patientId) => go({ name: 'caseload', patientId })} />
        )}
        <SampleStrip patients={patients} />
      </div>
    </section>
  );
}

function focusSearch(): void {
  document.querySelector<HTMLInputElement>('.caseload-search input')?.focus();
}

interface WaitingProps {
  readonly title: string;
  readonly entries: ReturnType<typeof waiting>['toSign'];
  readonly onOpen: (session: SessionSummary) => void;
}

function Waiting({ title, entries, onOpen }: WaitingProps) {
  if (entries.length === 0) return null;
  return (
    <section className="today-part">
      <h3 className="section-title">
        {title} <span className="muted tabular">{entries.length}</span>
      </h3>
      <ul className="list-card">
        {entries.map(({ session, name }) => (
          <li key={session.id}>
            <ListRow
              title={name}
              detail={`${date(session.dateOfService)}${session.durationMs > 0 ? `, ${duration(session.durationMs)}` : ''}`}
              end={<SessionBadge session={session} />}
              onPress={() => onOpen(session)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface DueProps {
  readonly entries: readonly DueEntry[];
  readonly names: ReadonlyMap<string, string>;
  readonly onOpen: (patientId: string) => void;
}

function Due({ entries, names, onOpen }: DueProps) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? entries : entries.slice(0, SHOWN_AT_FIRST);
  return (
    <section className="today-part">
      <h3 className="section-title">
        Due {entries.length > 0 && <span className="muted tabular">{entries.length}</span>}
      </h3>
      {entries.length === 0 ? (
        <p className="muted">No report, certification, signature or threshold presses.</p>
      ) : (
        <ul className="list-card">
          {shown.map((entry) => (
            <li key={`${entry.patientId}-${entry.what}`}>
              <ListRow
                title={`${names.get(entry.patientId) ?? ''}: ${entry.label}`}
                detail={withReadableDates(entry.message)}
                end={
                  <>
                    {entry.due !== null && <span className="tabular">{date(entry.due)}</span>}
                    <Badge tone={DUE_LOOK[entry.status].tone}>{DUE_LOOK[entry.status].word}</Badge>
                  </>
                }
                onPress={() => onOpen(entry.patientId)}
              />
            </li>
          ))}
        </ul>
      )}
      {shown.length < entries.length && (
        <Button variant="quiet" onPress={() => setWhole(true)}>
          Show all {entries.length}
        </Button>
      )}
    </section>
  );
}

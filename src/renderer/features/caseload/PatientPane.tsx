/** One patient: what to know before walking over, the next step as one large button, what was written so far. */
import { FilePen, Mic, Pencil, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { PatientSummary, SessionSummary } from '../../../shared/contract.ts';
import { HOME, useNavigation } from '../../app/route.ts';
import { date, duration } from '../../format/time.ts';
import { useMay } from '../../state/Access.tsx';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { useShortcuts } from '../../state/useShortcuts.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { ListRow } from '../../ui/ListRow.tsx';
import { GoalsPart } from '../progress/GoalsPart.tsx';
import { ProgressPart } from '../progress/ProgressPart.tsx';
import { ReviewerPart } from '../progress/ReviewerPart.tsx';
import { ReportsPart } from '../reports/ReportsPart.tsx';
import { EpisodePart } from './EpisodePart.tsx';
import { JoinPart } from './JoinPart.tsx';
import { newestFirst, unfinished } from './order.ts';
import { SessionBadge } from './SessionBadge.tsx';

const SHOWN_AT_FIRST = 8;
const SIDES = { left: 'Left side', right: 'Right side', both: 'Both sides' } as const;

/** Where the list gave way to the patient, the patient is read from the top. */
function toTop(pane: HTMLElement | null): void {
  const place = pane?.closest('.caseload');
  if (place) place.scrollTop = 0;
}

export function PatientPane({ summary }: { readonly summary: PatientSummary }) {
  const { patient, sessions } = summary;
  const { go } = useNavigation();
  const payers = useRead('payers.list', {});
  const isCare = useMay()('care');
  const progress = useRead('episode.progress', { patientId: patient.id }, isCare);
  const [isWhole, setWhole] = useState(false);
  const create = useAction();
  const open = unfinished(sessions);
  const planned = sessions.find((session) => session.state === 'planned') ?? null;
  const payer = payers.data?.find((profile) => profile.id === patient.payerId)?.name ?? patient.payerId;

  const start = async (): Promise<void> => {
    if (planned !== null) {
      go({ name: 'session', sessionId: planned.id });
      return;
    }
    const done = await create.run('sessions.create', { patientId: patient.id });
    if (done !== null) go({ name: 'session', sessionId: done.value.id });
  };
  const openSession = (session: SessionSummary): void => go({ name: 'session', sessionId: session.id });
  const inOrder = newestFirst(sessions);
  const shownSessions = isWhole ? inOrder : inOrder.slice(0, SHOWN_AT_FIRST);
  const edit = (): void => go({ name: 'patientEdit', patientId: patient.id });
  useShortcuts(
    isCare ? { n: () => void start(), enter: () => (open === null ? void start() : openSession(open)) } : {},
  );

  const facts: readonly (readonly [string, string | null])[] = [
    ['Born', patient.birthDate === null ? null : date(patient.birthDate)],
    ['Record', patient.recordNumber],
    ['Payer', payer],
    ['Affected', patient.affectedSide === null ? null : SIDES[patient.affectedSide]],
    ['Frequency', patient.planOfCare.frequency],
    ['Certified to', patient.planOfCare.certificationEnd === null ? null : date(patient.planOfCare.certificationEnd)],
  ];

  return (
    <section className="patient-pane" aria-label={patient.name} ref={toTop}>
      <div className="patient-inner">
        <div className="pane-back">
          <BackLink label="All patients" onPress={() => go(HOME)} />
        </div>
        <header className="patient-head">
          <div>
            <div className="row">
              <h2 className="patient-name">{patient.name}</h2>
              {patient.isSample && <Badge>Sample, not a real person</Badge>}
            </div>
            {isCare && <p className="soft">{patient.diagnosis ?? 'No diagnosis entered'}</p>}
          </div>
          <Button variant="quiet" size="small" icon={Pencil} onPress={edit}>
            Edit
          </Button>
        </header>

        {patient.precautions && (
          <p className="precautions">
            <Icon of={TriangleAlert} />
            <span>
              <strong>Precautions</strong> {patient.precautions}
            </span>
          </p>
        )}

        {isCare && (
          <div className="next-step">
            {open === null ? (
              <Button
                variant="primary"
                size="huge"
                icon={Mic}
                keys="N"
                isDisabled={create.isBusy}
                onPress={() => void start()}
              >
                {planned === null ? 'Start a session' : 'Go on with the session'}
              </Button>
            ) : (
              <>
                <Button variant="primary" size="huge" icon={FilePen} keys="Enter" onPress={() => openSession(open)}>
                  {open.state === 'review' ? 'Review and sign' : 'Open the session'}
                </Button>
                <Button size="huge" icon={Mic} keys="N" isDisabled={create.isBusy} onPress={() => void start()}>
                  Start a session
                </Button>
              </>
            )}
          </div>
        )}
        <ErrorNote error={create.error} />
        {isCare && <JoinPart key={`join-${patient.id}`} patientId={patient.id} />}

        <dl className="patient-facts">
          {facts
            .filter(([, value]) => value !== null)
            .map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>

        <EpisodePart key={patient.id} patientId={patient.id} />

        {isCare && (
          <div className="patient-columns">
            <section aria-labelledby="goals-title">
              <h3 id="goals-title" className="section-title">
                Goals
              </h3>
              <GoalsPart goals={patient.planOfCare.goals} progress={progress.data} />
            </section>
            <section aria-labelledby="sessions-title">
              <h3 id="sessions-title" className="section-title">
                Sessions
              </h3>
              {sessions.length === 0 ? (
                <p className="muted">None yet.</p>
              ) : (
                <ul className="list-card">
                  {shownSessions.map((session) => (
                    <li key={session.id}>
                      <ListRow
                        title={date(session.dateOfService)}
                        detail={session.durationMs > 0 ? duration(session.durationMs) : null}
                        end={<SessionBadge session={session} />}
                        onPress={() => openSession(session)}
                      />
                    </li>
                  ))}
                </ul>
              )}
              {shownSessions.length < sessions.length && (
                <Button variant="quiet" size="small" onPress={() => setWhole(true)}>
                  Show all {sessions.length}
                </Button>
              )}
            </section>
            <ReportsPart key={`reports-${patient.id}`} patientId={patient.id} />
          </div>
        )}
        {progress.data && <ProgressPart progress={progress.data} />}
        {isCare && sessions.length > 0 && <ReviewerPart key={`reviewer-${patient.id}`} patientId={patient.id} />}
      </div>
    </section>
  );
}

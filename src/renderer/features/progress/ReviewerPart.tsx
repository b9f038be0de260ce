/** A patient's sessions as an outside reviewer reads them, gaps first. Worked out only when asked for. */
import { CircleAlert, CircleCheck, ScanSearch } from 'lucide-react';
import { useState } from 'react';
import type { ReviewerSession } from '../../../shared/contract.ts';
import { useNavigation } from '../../app/route.ts';
import { date } from '../../format/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { ListRow } from '../../ui/ListRow.tsx';

export function ReviewerPart({ patientId }: { readonly patientId: string }) {
  const { go } = useNavigation();
  const [isAsked, setAsked] = useState(false);
  const read = useRead('episode.reviewer', { patientId }, isAsked);
  if (!isAsked) {
    return (
      <div>
        <Button icon={ScanSearch} onPress={() => setAsked(true)}>
          Read it as a reviewer would
        </Button>
      </div>
    );
  }
  return (
    <section aria-labelledby="reviewer-title" aria-busy={read.data === undefined}>
      <h3 id="reviewer-title" className="section-title">
        As a reviewer reads it
      </h3>
      <ErrorNote error={read.error?.error ?? null} />
      {read.data && (
        <ul className="list-card">
          {read.data.sessions.map((session) => (
            <li key={session.sessionId}>
              <ListRow
                title={date(session.date)}
                detail={<Gaps session={session} />}
                end={<Standing session={session} />}
                onPress={() => go({ name: 'session', sessionId: session.sessionId })}
              />
            </li>
          ))}
        </ul>
      )}
      {read.data && read.data.notLookedAt > 0 && (
        <p className="small muted">{read.data.notLookedAt} older sessions were not looked at.</p>
      )}
    </section>
  );
}

function Gaps({ session }: { readonly session: ReviewerSession }) {
  if (session.gaps.length === 0) return <>Each of the {session.met} points holds.</>;
  return (
    <>
      {session.gaps.map(({ point, detail }) => (
        <span key={`${point}-${detail}`} className="gap-line">
          <strong>{point}</strong> {detail}
        </span>
      ))}
    </>
  );
}

function Standing({ session }: { readonly session: ReviewerSession }) {
  const { gaps, isSigned } = session;
  return (
    <>
      {isSigned ? 'Signed' : 'Draft'}
      {gaps.length === 0 ? (
        <Badge tone="good" icon={CircleCheck}>
          No gap
        </Badge>
      ) : (
        <Badge tone="attention" icon={CircleAlert}>
          {gaps.length} {gaps.length === 1 ? 'gap' : 'gaps'}
        </Badge>
      )}
    </>
  );
}

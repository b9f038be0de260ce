/** The note beside the signed one of the visit before: what changed by the facts, and which sentences read the same. */

import { useQueryClient } from '@tanstack/react-query';
import { Keyboard } from 'lucide-react';
import { useEffect } from 'react';
import type { LastVisit } from '../../../shared/contract.ts';
import { useNavigation } from '../../app/route.ts';
import { date } from '../../format/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { SinceRows } from '../progress/SinceRows.tsx';
import './history.css';

type OnPull = (statementId: string) => void;

interface LastVisitPaneProps {
  readonly sessionId: string;
  readonly revision: number;
  /** null: the note is signed. */
  readonly onPull: OnPull | null;
}

export function LastVisitPane({ sessionId, revision, onPull }: LastVisitPaneProps) {
  const queryClient = useQueryClient();
  const read = useRead('note.lastVisit', { sessionId });
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew with each revision, and whenever it is opened
  useEffect(() => {
    void queryClient.invalidateQueries({ queryKey: ['note.lastVisit', { sessionId }] });
  }, [queryClient, sessionId, revision]);
  if (read.data === undefined) return <ErrorNote error={read.error?.error ?? null} />;
  if (read.data === null) {
    return <p className="muted">No visit before this one has a signed note, so there is nothing to compare with.</p>;
  }
  return <Comparison last={read.data} onPull={onPull} />;
}

function Comparison({ last, onPull }: { readonly last: LastVisit; readonly onPull: OnPull | null }) {
  const { go } = useNavigation();
  const since = last.since.map(({ key, label, unit, before, now }) => ({ trend: { key, label, unit }, before, now }));
  const total = last.same.length + last.onlyHere.length;
  return (
    <div className="stack" data-gap="3">
      <div className="row">
        <p className="soft">Against the signed note of {date(last.dateOfService)}.</p>
        <Button size="small" onPress={() => go({ name: 'session', sessionId: last.sessionId })}>
          Open it
        </Button>
      </div>
      <section className="stack" data-gap="1" aria-labelledby="since-visit-title">
        <h3 id="since-visit-title" className="section-title">
          Levels, cues and measures
        </h3>
        {since.length === 0 ? (
          <p className="muted">Nothing was rated or measured in both visits.</p>
        ) : (
          <SinceRows since={since} />
        )}
      </section>
      <section className="stack" data-gap="1" aria-labelledby="same-title">
        <h3 id="same-title" className="section-title">
          Word for word as last time
        </h3>
        <p className="small soft">
          {last.same.length} of {total} sentences. Minutes, goals and standard sentences are not counted. A typed
          sentence has nothing of today behind it.
        </p>
        <ul className="history-events">
          {last.same.map(({ text, isTyped }) => (
            <li key={text}>
              <span>{text}</span>
              {isTyped && (
                <Badge tone="attention" icon={Keyboard}>
                  Typed
                </Badge>
              )}
            </li>
          ))}
        </ul>
      </section>
      <Sentences title="New today" texts={last.onlyHere} />
      <OnlyThere sentences={last.onlyThere} onPull={onPull} />
    </div>
  );
}

function Sentences({ title, texts }: { readonly title: string; readonly texts: readonly string[] }) {
  return (
    <details className="history-first">
      <summary>
        {title} ({texts.length})
      </summary>
      <ul className="history-events">
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </details>
  );
}

interface OnlyThereProps {
  readonly sentences: LastVisit['onlyThere'];
  readonly onPull: OnPull | null;
}

/** What was said last time and is not in this note: never carried over by itself. */
function OnlyThere({ sentences, onPull }: OnlyThereProps) {
  return (
    <details className="history-first" open={sentences.length > 0}>
      <summary>Only in the last note ({sentences.length})</summary>
      {onPull !== null && sentences.length > 0 && (
        <p className="small soft">
          A sentence that holds today too can be brought forward: tinted, with blanks for its values, and to be accepted
          before you sign.
        </p>
      )}
      <ul className="history-events">
        {sentences.map(({ statementId, text }) => (
          <li key={statementId} className="pull-row">
            <span>{text}</span>
            {onPull !== null && (
              <Button size="small" onPress={() => onPull(statementId)}>
                Bring forward<span className="visually-hidden">: {text}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

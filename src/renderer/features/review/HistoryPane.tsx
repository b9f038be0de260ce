/** How the note came to read as it does: changes against the first draft, both side by side, and who had the note open. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { NoteChange, ReviewState } from '../../../shared/contract.ts';
import type { Consent } from '../../../shared/domain/record.ts';
import { instant } from '../../format/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { eventWords } from '../settings/AuditTable.tsx';
import { ComparePart } from './ComparePart.tsx';
import { AuditPackButton } from './ExportBar.tsx';
import { SideBySide } from './SideBySide.tsx';
import { SoundPart } from './SoundPart.tsx';
import './history.css';

const WORDS: Readonly<Record<NoteChange['what'], string>> = {
  'sentence-changed': 'Sentence changed',
  'sentence-removed': 'Sentence taken out',
  'sentence-moved': 'Sentence moved to another section',
  'sentence-added': 'Sentence added',
  'question-answered': 'Blank filled in',
  'level-changed': 'Level changed',
  'minutes-added': 'Minutes added',
  'minutes-changed': 'Minutes changed',
  'minutes-confirmed': 'Minutes confirmed',
  'minutes-removed': 'Minutes removed',
  'tie-resolved': 'Code chosen for the unit',
  'decision-made': 'Decision made',
  'speaker-changed': 'Speaker changed',
  'words-changed': 'Words of the transcript changed',
  'heard-again': 'Heard again',
  'set-aside-kept': 'Put back after the transcript changed',
  'set-aside-dropped': 'Dropped after the transcript changed',
};

export interface HistoryPaneProps {
  readonly sessionId: string;
  readonly revision: number;
  readonly isLocked: boolean;
  readonly consent: Consent;
  readonly onTaken: (next: ReviewState) => void;
}

export function HistoryPane({ sessionId, revision, isLocked, consent, onTaken }: HistoryPaneProps) {
  const queryClient = useQueryClient();
  const read = useRead('note.history', { sessionId });
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew with each revision, and whenever it is opened
  useEffect(() => {
    void queryClient.invalidateQueries({ queryKey: ['note.history', { sessionId }] });
  }, [queryClient, sessionId, revision]);
  const history = read.data;
  if (history === undefined) return <ErrorNote error={read.error?.error ?? null} />;
  const { beside, untouched, changes, events } = history;
  return (
    <div className="stack" data-gap="3">
      <section className="stack" data-gap="1" aria-labelledby="changes-title">
        <h3 id="changes-title" className="section-title">
          Changes
        </h3>
        <p className="small soft">
          {untouched.sentences} of {untouched.of} drafted sentences read as they were drafted.
        </p>
        {changes.length === 0 && <p className="muted">None.</p>}
        <ol className="history">
          {changes.map((change, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: changes stand in their order and never move
            <li key={index} data-undone={change.isUndone || undefined}>
              <p className="history-what">
                {WORDS[change.what]}
                {change.isUndone && <span className="muted"> · taken back</span>}
              </p>
              {change.before !== null && change.before !== change.after && <del>{change.before}</del>}
              {change.after !== null && <ins>{change.after}</ins>}
              <p className="small muted">
                {change.by}, {instant(change.at)}
              </p>
            </li>
          ))}
        </ol>
      </section>
      <SideBySide sections={beside} isLocked={isLocked} />
      <section className="stack" data-gap="1" aria-labelledby="events-title">
        <h3 id="events-title" className="section-title">
          Who did what with this note
        </h3>
        <ul className="history-events">
          {events.map(({ sequence, at, by, event }) => (
            <li key={sequence}>
              <span>{eventWords(event)}</span>
              <span className="small muted">
                {by}, {instant(at)}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <ComparePart sessionId={sessionId} revision={revision} isLocked={isLocked} onTaken={onTaken} />
      <SoundPart sessionId={sessionId} consent={consent} />
      <section className="stack" data-gap="1" aria-labelledby="pack-title">
        <h3 id="pack-title" className="section-title">
          For a reviewer
        </h3>
        <AuditPackButton sessionId={sessionId} />
      </section>
    </div>
  );
}

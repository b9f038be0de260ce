/** What the search found in sessions: findings with their value, sentences of notes, spoken words; each plays its sound. */
import { Volume2 } from 'lucide-react';
import type { FoundEntry } from '../../../shared/contract.ts';
import { useNavigation } from '../../app/route.ts';
import { date } from '../../format/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useSettled } from '../../state/useSettled.ts';
import { IconButton } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { factSummary } from '../review/factWords.ts';
import { usePlayer } from '../review/usePlayer.ts';
import { marked } from './marked.ts';

/** The search waits for the end of a word instead of running for each letter. */
const SETTLE_MS = 200;
export const FEWEST_LETTERS = 3;

export function FoundPart({ query }: { readonly query: string }) {
  const settled = useSettled(query.trim(), SETTLE_MS);
  const isLong = settled.length >= FEWEST_LETTERS;
  const read = useRead('desk.search', { query: settled, patientId: null }, isLong);
  if (!isLong) return null;
  if (read.data === undefined) return <ErrorNote error={read.error?.error ?? null} />;
  const { facts, notes, said } = read.data;
  const words = settled.split(/\s+/);
  return (
    <>
      <FoundList title="Findings" entries={facts} words={words} />
      <FoundList title="In notes" entries={notes} words={words} />
      <FoundList title="Said in sessions" entries={said} words={words} />
      {facts.length + notes.length + said.length === 0 && (
        <p className="caseload-none muted">Nothing of that in any session or note.</p>
      )}
    </>
  );
}

interface FoundListProps {
  readonly title: string;
  readonly entries: readonly FoundEntry[];
  readonly words: readonly string[];
}

function FoundList({ title, entries, words }: FoundListProps) {
  if (entries.length === 0) return null;
  return (
    <>
      <h2 className="caseload-group">{title}</h2>
      <ul>
        {entries.map((entry) => (
          <li key={`${entry.sessionId}-${entry.ref}`} className="found">
            <FoundRow entry={entry} words={words} />
          </li>
        ))}
      </ul>
    </>
  );
}

function FoundRow({ entry, words }: { readonly entry: FoundEntry; readonly words: readonly string[] }) {
  const { go } = useNavigation();
  const player = usePlayer(entry.sessionId);
  const text = entry.fact === null ? entry.text : factSummary(entry.fact);
  const { span } = entry;
  return (
    <>
      <button type="button" className="found-open" onClick={() => go({ name: 'session', sessionId: entry.sessionId })}>
        <span className="found-text">
          {marked(text, words).map((part) =>
            part.isHit ? <mark key={part.at}>{part.text}</mark> : <span key={part.at}>{part.text}</span>,
          )}
        </span>
        <span className="caseload-detail">
          {entry.patientName}, {date(entry.dateOfService)}
        </span>
      </button>
      {span !== null && <IconButton icon={Volume2} label={`Hear “${text}”`} onPress={() => player.play([span], [])} />}
    </>
  );
}

/** Rows behind the therapist's own figures. The sample is nobody's work and does not count. */
import type { Rewriting, SignedWork } from '../../session/deskFigures.ts';
import type { Db } from '../openDatabase.ts';

type WorkRow = { session_id: string; signed_at: string; started_at: string | null; duration_ms: number };
type EditRow = { session_id: string; body: string; before: string | null };

const MINUTE_MS = 60_000;

export function figuresIn(db: Db) {
  const work = db.prepare<[number], WorkRow>(`SELECT session_id, signed_at, started_at, duration_ms
    FROM signature JOIN session ON session.id = session_id WHERE is_sample = 0 ORDER BY signed_at DESC LIMIT ?`);
  const edits = db.prepare<[number], EditRow>(`SELECT edit.session_id, edit.body, statement.text AS before FROM edit
    JOIN session ON session.id = edit.session_id
    LEFT JOIN statement ON statement.session_id = edit.session_id
      AND statement.id = json_extract(edit.body, '$.edit.statementId')
    WHERE edit.kind = 'note' AND edit.status = 'done' AND is_sample = 0 ORDER BY edit.at DESC LIMIT ?`);
  const drafted = db.prepare<[string], { words: number }>(`SELECT
    coalesce(sum(length(trim(text)) - length(replace(trim(text), ' ', '')) + 1), 0) AS words
    FROM statement WHERE session_id = ?`);

  return {
    signed: (limit: number): readonly SignedWork[] =>
      work.all(limit).map(({ session_id, signed_at, started_at, duration_ms }) => {
        const endMs = started_at === null ? null : Date.parse(started_at) + duration_ms;
        const minutesToSign = endMs === null ? null : Math.max(0, (Date.parse(signed_at) - endMs) / MINUTE_MS);
        return { sessionId: session_id, signedAt: signed_at, minutesToSign };
      }),
    /** Sentences as drafted and as rewritten; added ones have no text before, removed ones none after. */
    rewritings: (limit: number): readonly Rewriting[] =>
      edits.all(limit).map(({ session_id, body, before }) => {
        const { edit } = JSON.parse(body) as { readonly edit: { readonly text?: string } };
        return { sessionId: session_id, before: before ?? '', after: edit.text ?? '' };
      }),
    draftedWords: (sessionId: string): number => drafted.get(sessionId)?.words ?? 0,
  };
}

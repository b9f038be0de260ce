/** Sound that was stored, with its holes. The enrolment is a track too, kept apart by its purpose. */
import type { ArrayGeometry } from '../../../../shared/domain/audio.ts';
import type { Gap, Track } from '../../../../shared/domain/record.ts';
import { type Db, transaction } from '../openDatabase.ts';

type Row = {
  id: string;
  source: Track['source'];
  channel_count: number;
  sample_rate_hz: number;
  frame_count: number;
  geometry: string | null;
};
export type TrackPurpose = 'session' | 'enrolment';

export function tracksIn(db: Db) {
  const insert = db.prepare(`INSERT INTO track
    (id, session_id, purpose, source, channel_count, sample_rate_hz, frame_count, geometry, created_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const setFrames = db.prepare('UPDATE track SET frame_count = ? WHERE id = ?');
  const rows = db.prepare<[string, TrackPurpose], Row>(
    'SELECT * FROM track WHERE session_id = ? AND purpose = ? ORDER BY created_at, id',
  );
  const gaps = db.prepare<[string], Gap>(
    'SELECT start_ms AS startMs, length_ms AS lengthMs, reason FROM gap WHERE track_id = ? ORDER BY position',
  );
  const dropGaps = db.prepare<[string]>('DELETE FROM gap WHERE track_id = ?');
  const addGap = db.prepare('INSERT INTO gap (track_id, position, start_ms, length_ms, reason) VALUES (?, ?, ?, ?, ?)');
  const count = db.prepare<[string], { found: number }>('SELECT count(*) AS found FROM track WHERE session_id = ?');
  const remove = db.prepare<[string]>('DELETE FROM track WHERE id = ?');

  const saveGaps = (trackId: string, list: readonly Gap[]) => {
    dropGaps.run(trackId);
    list.forEach((gap, position) => {
      addGap.run(trackId, position, gap.startMs, gap.lengthMs, gap.reason);
    });
  };

  return {
    add: transaction(db, (sessionId: string, purpose: TrackPurpose, track: Track, at: string) => {
      insert.run(
        track.id,
        sessionId,
        purpose,
        track.source,
        track.channelCount,
        track.sampleRateHz,
        track.frameCount,
        track.geometry === null ? null : JSON.stringify(track.geometry),
        at,
      );
      saveGaps(track.id, track.gaps);
    }),
    finish: transaction(db, (trackId: string, frameCount: number, found: readonly Gap[]) => {
      setFrames.run(frameCount, trackId);
      saveGaps(trackId, found);
    }),
    ofSession: (sessionId: string, purpose: TrackPurpose): readonly Track[] =>
      rows.all(sessionId, purpose).map((row) => ({
        id: row.id,
        source: row.source,
        channelCount: row.channel_count,
        sampleRateHz: row.sample_rate_hz,
        frameCount: row.frame_count,
        geometry: row.geometry === null ? null : (JSON.parse(row.geometry) as ArrayGeometry),
        gaps: gaps.all(row.id),
      })),
    count: (sessionId: string): number => count.get(sessionId)?.found ?? 0,
    remove: (trackId: string) => void remove.run(trackId),
  };
}

/** What is known of the therapist's voice and of the rooms, by microphones: one row per part, the newest counts. */
import { CALIBRATION_PARTS, type CalibrationPart, type PartMeasure } from '../../session/calibrationRules.ts';
import type { Db } from '../openDatabase.ts';

export interface CalibratedMicrophones {
  readonly deviceId: string;
  /** Null: an array nobody has described. */
  readonly arrayId: string | null;
  readonly channels: number;
}

export interface Calibration extends CalibratedMicrophones {
  readonly place: string;
  /** Of the newest part. */
  readonly measuredAt: string;
  readonly parts: Partial<Readonly<Record<CalibrationPart, PartMeasure>>>;
}

interface Row {
  readonly device_id: string;
  readonly array_id: string;
  readonly channel_count: number;
  readonly place: string;
  readonly part: CalibrationPart;
  readonly measured_at: string;
  readonly measure: string;
}

export function calibrationsIn(db: Db) {
  const put = db.prepare<[string, string, string, number, string, CalibrationPart, string, string]>(
    'INSERT OR REPLACE INTO calibration_part VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const rows = db.prepare<[], Row>('SELECT * FROM calibration_part ORDER BY measured_at');
  const clear = db.prepare('DELETE FROM calibration_part');

  function all(): Calibration[] {
    const found = new Map<string, Calibration>();
    for (const row of rows.all()) {
      const key = [row.device_id, row.array_id, row.channel_count, row.place].join('\n');
      const { parts = {} } = found.get(key) ?? {};
      const microphones = { deviceId: row.device_id, arrayId: row.array_id || null, channels: row.channel_count };
      // Removed and added again, so that the newest stands last.
      found.delete(key);
      found.set(key, {
        ...microphones,
        place: row.place,
        measuredAt: row.measured_at,
        parts: { ...parts, [row.part]: JSON.parse(row.measure) as PartMeasure },
      });
    }
    return [...found.values()].reverse();
  }

  return {
    put: (
      userId: string,
      of: CalibratedMicrophones,
      place: string,
      part: CalibrationPart,
      at: string,
      m: PartMeasure,
    ) => void put.run(userId, of.deviceId, of.arrayId ?? '', of.channels, place, part, at, JSON.stringify(m)),
    /** The newest first. */
    all,
    /** The newest with these microphones. */
    of: ({ deviceId, arrayId, channels }: CalibratedMicrophones): Calibration | null =>
      all().find((one) => one.deviceId === deviceId && one.arrayId === arrayId && one.channels === channels) ?? null,
    missing: ({ parts }: Pick<Calibration, 'parts'>): CalibrationPart[] =>
      CALIBRATION_PARTS.filter((part) => parts[part] === undefined),
    clear: () => void clear.run(),
  };
}

/**
 * Brings the schema to the newest version, one transaction per step, so a crash leaves one version or the next.
 * A database from a newer app is refused and left alone.
 */
import { fail, ok, type Result } from '../../../shared/result.ts';
import { people } from './migrations/0010-people.ts';
import { sessions } from './migrations/0020-sessions.ts';
import { findings } from './migrations/0030-findings.ts';
import { notes } from './migrations/0040-notes.ts';
import { auditTrail } from './migrations/0050-auditTrail.ts';
import { signedIsFinal } from './migrations/0060-signedIsFinal.ts';
import { chargeLines } from './migrations/0070-chargeLines.ts';
import { episode } from './migrations/0080-episode.ts';
import { addenda } from './migrations/0090-addenda.ts';
import { voices } from './migrations/0100-voices.ts';
import { keeping } from './migrations/0110-keeping.ts';
import { voiceMicrophones } from './migrations/0130-voiceMicrophones.ts';
import { search } from './migrations/0150-search.ts';
import { goalTargets } from './migrations/0160-goalTargets.ts';
import { reports } from './migrations/0170-reports.ts';
import { addendumKinds } from './migrations/0180-addendumKinds.ts';
import { calibrations } from './migrations/0200-calibrations.ts';
import { contributions } from './migrations/0210-contributions.ts';
import { minutesCorrections } from './migrations/0220-minutesCorrections.ts';
import { comparisons } from './migrations/0240-comparisons.ts';
import { coSigners } from './migrations/0250-coSigners.ts';
import { firstHearing } from './migrations/0260-firstHearing.ts';
import { unfinishedTexts } from './migrations/0280-unfinishedTexts.ts';
import { sessionParts } from './migrations/0300-sessionParts.ts';
import { formerSigners } from './migrations/0310-formerSigners.ts';
import { lineLanguages } from './migrations/0320-lineLanguages.ts';
import { frontDesk } from './migrations/0340-frontDesk.ts';
import type { Db } from './openDatabase.ts';

export interface Migration {
  readonly version: number;
  readonly sql: string;
}

/** Numbered with gaps, so that a step can be put between on a branch; never changed once released. */
export const MIGRATIONS: readonly Migration[] = [
  people,
  sessions,
  findings,
  notes,
  auditTrail,
  signedIsFinal,
  chargeLines,
  episode,
  addenda,
  voices,
  keeping,
  voiceMicrophones,
  search,
  goalTargets,
  reports,
  addendumKinds,
  calibrations,
  contributions,
  minutesCorrections,
  comparisons,
  coSigners,
  firstHearing,
  unfinishedTexts,
  sessionParts,
  formerSigners,
  lineLanguages,
  frontDesk,
];

export function schemaVersion(db: Db): number {
  return db.pragma('user_version', { simple: true }) as number;
}

export function migrate(db: Db, migrations: readonly Migration[] = MIGRATIONS): Result<number> {
  const newest = migrations.at(-1)?.version ?? 0;
  const found = schemaVersion(db);
  if (found > newest) {
    return fail('storage', 'This data was written by a newer OT Scribe. Update the app; nothing was changed.', {
      at: 'store.db',
    });
  }
  for (const step of migrations.filter(({ version }) => version > found)) {
    db.transaction(() => {
      db.exec(step.sql);
      db.pragma(`user_version = ${step.version}`);
    }).immediate();
  }
  return ok(newest);
}

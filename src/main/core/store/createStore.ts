/** The open store: one repository per aggregate over one encrypted database. */
import { type AppError, ok, type Result } from '../../../shared/result.ts';
import { zeroKey } from '../security/keyWrap.ts';
import { migrate } from './migrate.ts';
import { type Db, openDatabase } from './openDatabase.ts';
import { addendaIn } from './repositories/addenda.ts';
import { auditTrailIn } from './repositories/auditTrail.ts';
import { calibrationsIn } from './repositories/calibrations.ts';
import { comparisonsIn } from './repositories/comparisons.ts';
import { contributionsIn } from './repositories/contributions.ts';
import { deletionsIn } from './repositories/deletions.ts';
import { editsIn } from './repositories/edits.ts';
import { episodeIn } from './repositories/episode.ts';
import { figuresIn } from './repositories/figures.ts';
import { findingsIn } from './repositories/findings.ts';
import { firstHearingsIn } from './repositories/firstHearings.ts';
import { holdsIn } from './repositories/holds.ts';
import { jobsIn } from './repositories/jobs.ts';
import { notesIn } from './repositories/notes.ts';
import { patientsIn } from './repositories/patients.ts';
import { playedIn } from './repositories/played.ts';
import { reportsIn } from './repositories/reports.ts';
import { searchIn } from './repositories/search.ts';
import { sessionPartsIn } from './repositories/sessionParts.ts';
import { sessionsIn } from './repositories/sessions.ts';
import { settingsIn } from './repositories/settings.ts';
import { signaturesIn } from './repositories/signatures.ts';
import { tracksIn } from './repositories/tracks.ts';
import { unfinishedTextsIn } from './repositories/unfinishedTexts.ts';
import { usersIn } from './repositories/users.ts';
import { voicesIn } from './repositories/voices.ts';
import { DAMAGED, storageFault } from './storageFault.ts';

export interface StoreKeys {
  readonly database: Uint8Array;
  readonly audit: Uint8Array;
}

export type Store = ReturnType<typeof storeOver>;

export function openStore(file: string, keys: StoreKeys): Result<Store> {
  const db = openDatabase(file, keys.database);
  if (!db.ok) return db;
  try {
    const migrated = migrate(db.value);
    // A copy of our own: it is zeroed at the end, and a Buffer's slice would share its bytes with the caller's.
    if (migrated.ok) return ok(storeOver(db.value, Uint8Array.from(keys.audit)));
    db.value.close();
    return migrated;
  } catch (error) {
    db.value.close();
    const fault = storageFault(error) ?? damagedTable(error);
    if (fault === null) throw error;
    return { ok: false, error: fault };
  }
}

/** A table of the search that cannot be read fails without a code of its own, at the first statement that names it. */
function damagedTable(error: unknown): AppError | null {
  const isDamaged = error instanceof Error && error.message.startsWith('vtable constructor failed');
  return isDamaged ? DAMAGED : null;
}

function storeOver(db: Db, auditKey: Uint8Array) {
  return {
    users: usersIn(db),
    patients: patientsIn(db),
    sessions: sessionsIn(db),
    sessionParts: sessionPartsIn(db),
    tracks: tracksIn(db),
    findings: findingsIn(db),
    firstHearings: firstHearingsIn(db),
    notes: notesIn(db),
    edits: editsIn(db),
    episode: episodeIn(db),
    played: playedIn(db),
    unfinishedTexts: unfinishedTextsIn(db),
    search: searchIn(db),
    figures: figuresIn(db),
    signatures: signaturesIn(db),
    addenda: addendaIn(db),
    contributions: contributionsIn(db),
    comparisons: comparisonsIn(db),
    reports: reportsIn(db),
    jobs: jobsIn(db),
    settings: settingsIn(db),
    voices: voicesIn(db),
    calibrations: calibrationsIn(db),
    deletions: deletionsIn(db),
    holds: holdsIn(db),
    audit: auditTrailIn(db, auditKey),
    /** All or nothing; the work inside must not await. */
    atomically: <T>(work: () => T): T => db.transaction(work).immediate(),
    /** SQLite's own check of every page and index, and the references between rows. */
    isIntact: (): boolean => {
      const pages = db.pragma('integrity_check', { simple: true }) === 'ok';
      return pages && (db.pragma('foreign_key_check') as readonly unknown[]).length === 0;
    },
    /** A whole copy under the same key, in a file that is not there yet; everything else waits for it. */
    copyTo: (file: string) => void db.prepare('VACUUM INTO ?').run(file),
    /** After a deletion: what was deleted may not linger in the write-ahead log. */
    flushDeleted: () => void db.pragma('wal_checkpoint(TRUNCATE)'),
    close: () => {
      if (!db.open) return;
      try {
        db.pragma('optimize');
        db.pragma('wal_checkpoint(TRUNCATE)');
      } catch {
        // Tidying only, and a full disk refuses it: every commit is in the log. Closing must work, it is the lock.
      }
      zeroKey(auditKey);
      db.close();
    },
  };
}

/**
 * A core on a disk of a few megabytes, in a mount namespace of its own: treats, fills the disk, asks for everything that
 * writes, frees the disk again and treats once more. Tells what each call answered.
 */
import { closeSync, cpSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { MIGRATIONS, migrate, schemaVersion } from '../../src/main/core/store/migrate.ts';
import { openDatabase } from '../../src/main/core/store/openDatabase.ts';
import type { CallInput, CallName } from '../../src/shared/contract.ts';
import { PASSPHRASE, PERSON, startTestCore } from './testCore.ts';
import { lostSteps } from './treatingProcess.ts';
import { type Acknowledged, PATIENT, SOUND, treat } from './treatment.ts';

export interface FullDiskReport {
  /** What each call answered while there was no room: "ok" or a code. */
  readonly full: Readonly<Record<string, string>>;
  readonly migration: { readonly outcome: string; readonly version: number; readonly afterwards: number };
  readonly lost: readonly string[];
  readonly wasVerified: boolean;
  readonly worksAgain: boolean;
}

const [disk = ''] = process.argv.slice(2);
const app = startTestCore({ now: () => new Date() }, join(disk, 'data'));
const ballast = join(disk, 'ballast');
const steps: Acknowledged[] = [];
const full: Record<string, string> = {};

await app.must('security.setUp', PERSON);
await treat(app.core, { acknowledged: (step) => void steps.push(step), failed: () => false });
const { sessionId = '', patientId = '' } = steps.at(-1) ?? {};
const planned = await app.must('sessions.create', { patientId });
await app.must('sessions.consent', { sessionId: planned.id, given: true, by: 'patient', method: 'verbal' });
const key = Buffer.alloc(32, 7);
const old = join(disk, 'old.db');
oldDatabase();

fill();
await ask('patients.save', PATIENT);
await ask('sessions.importWav', { sessionId: planned.id, wavBase64: SOUND.toString('base64') });
await ask('backup.make', { withSound: true });
await ask('export.pdf', { sessionId });
await ask('review.get', { sessionId });
const addendum = { kind: 'addition', concerns: null, text: 'No room for this.' } as const;
await ask('note.addend', { sessionId, ...addendum, passphrase: PASSPHRASE });
await ask('security.lock', {});
await ask('security.unlock', { passphrase: PASSPHRASE });
const outcome = migrateOld();
const version = versionOfOld();

rmSync(ballast);
if ((await app.must('app.status', {})).phase === 'locked') {
  await new Promise((resolve) => setTimeout(resolve, 2000));
  await app.must('security.unlock', { passphrase: PASSPHRASE });
}
const afterwards = migrateOld() === 'ok' ? versionOfOld() : -1;
const lost = await lostSteps(app, steps);
const wasVerified = (await app.must('security.verify', {})).ok;
const worksAgain = await treat(app.core, { acknowledged: () => undefined, failed: () => false });
const report: FullDiskReport = { full, migration: { outcome, version, afterwards }, lost, wasVerified, worksAgain };
process.stdout.write(`${JSON.stringify(report)}\n`);
await app.close();

async function ask<N extends CallName>(name: N, body: CallInput<N>): Promise<void> {
  const result = await app.core.call(name, body);
  full[name] = result.ok ? 'ok' : result.error.code;
}

/** To the last byte: what is left in half-used pages of the disk is taken too. */
function fill(): void {
  const handle = openSync(ballast, 'w');
  for (let size = 65_536; size >= 1; size = Math.floor(size / 2)) {
    try {
      for (;;) if (writeSync(handle, Buffer.alloc(size, 1)) < size) break;
    } catch {
      // No room for a piece of this size: the next one is half as long.
    }
  }
  closeSync(handle);
}

function oldDatabase(): void {
  const opened = openDatabase(old, key);
  if (!opened.ok) throw new Error(opened.error.message);
  migrate(opened.value, MIGRATIONS.slice(0, 2));
  opened.value.close();
  cpSync(old, `${old}.kept`);
}

function migrateOld(): string {
  const opened = openDatabase(old, key);
  if (!opened.ok) return opened.error.code;
  try {
    const migrated = migrate(opened.value);
    return migrated.ok ? 'ok' : migrated.error.code;
  } catch (error) {
    return String((error as { code?: string }).code);
  } finally {
    opened.value.close();
  }
}

function versionOfOld(): number {
  const opened = openDatabase(old, key);
  if (!opened.ok) return -1;
  const found = schemaVersion(opened.value);
  opened.value.close();
  return found;
}

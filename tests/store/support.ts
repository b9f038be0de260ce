/** A store in a folder of its own, with a person, a patient and a session to hang things on. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store, type StoreKeys } from '../../src/main/core/store/createStore.ts';
import type { Patient, SessionHeader } from '../../src/shared/domain/record.ts';
import { processedSession } from '../support/fakeParts.ts';

export const AT = '2026-03-02T14:00:00Z';
export const USER = 'u1';

export interface TestStore {
  readonly store: Store;
  readonly file: string;
  readonly keys: StoreKeys;
  remove(): void;
}

export function newTestStore(): TestStore {
  const folder = mkdtempSync(join(tmpdir(), 'ot-scribe-store-'));
  const file = join(folder, 'store.db');
  const keys = { database: randomBytes(32), audit: randomBytes(32) };
  const opened = openStore(file, keys);
  if (!opened.ok) throw new Error(opened.error.message);
  const store = opened.value;
  store.users.add({ id: USER, name: 'Dana Example', credentials: 'OTR/L', licence: null }, AT);
  return {
    store,
    file,
    keys,
    remove: () => {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function samplePatient(id = 'p1', isSample = false): Patient {
  return {
    id,
    name: 'Pat Example',
    birthDate: '1950-01-02',
    recordNumber: null,
    diagnosis: 'Stroke',
    affectedSide: 'right',
    precautions: null,
    payerId: 'medicare-part-b',
    planOfCare: {
      goals: [
        { id: `${id}-g1`, term: 'long', text: 'First' },
        { id: `${id}-g0`, term: 'short', text: 'Second' },
      ],
      frequency: '3x/week',
      certificationStart: '2026-02-01',
      certificationEnd: '2026-04-01',
    },
    isSample,
  };
}

export function sampleSession(id = 's1', patientId = 'p1', isSample = false): SessionHeader {
  return {
    id,
    patientId,
    state: 'planned',
    dateOfService: '2026-03-02',
    startedAt: null,
    timeZone: 'America/Chicago',
    consent: { kind: 'given', at: AT, by: 'patient', method: 'verbal', scriptVersion: '1' },
    durationMs: 0,
    isSample,
  };
}

export function addSession(store: Store, header: SessionHeader): void {
  store.sessions.add({ header, userId: USER, wrappedKey: new Uint8Array(60), at: AT });
}

/** A session with everything the pipeline finds. */
export function addDraft(store: Store, id = 's1', isSample = false): void {
  store.patients.save(samplePatient(`p-${id}`, isSample), AT);
  addSession(store, sampleSession(id, `p-${id}`, isSample));
  const { frontEnd, transcript, facts, ledger, note, charges } = processedSession();
  store.findings.save(id, { frontEnd, transcript, facts, ledger });
  store.notes.save(id, { note, charges });
}

/**
 * A profile as it is after a busy year, behind the real keys and in the real store: many patients, their sessions of
 * weeks, some drafts that wait, and one draft of 45 minutes with its sound. What each session holds is the bundled
 * sample's record, as the product itself made it, repeated until the transcript has the length asked for.
 */
import { randomBytes } from 'node:crypto';
import { createSealedSounds } from '../../../src/main/core/adapters/sealedSounds.ts';
import type { Core } from '../../../src/main/core/createCore.ts';
import { openCore } from '../../../src/main/core/openCore.ts';
import { dataPaths } from '../../../src/main/core/security/dataFolder.ts';
import { createKeyring, type MasterKey } from '../../../src/main/core/security/keyring.ts';
import { DEFAULT_COST } from '../../../src/main/core/security/passphrase.ts';
import { canonicalRecord } from '../../../src/main/core/session/canonicalRecord.ts';
import { createSessionSounds } from '../../../src/main/core/session/sessionSounds.ts';
import { openStore, type Store } from '../../../src/main/core/store/createStore.ts';
import type { Findings } from '../../../src/main/core/store/repositories/findings.ts';
import type { ReviewState } from '../../../src/shared/contract.ts';
import { type PcmSource, SAMPLE_RATE_HZ } from '../../../src/shared/domain/audio.ts';
import type { Patient, SessionHeader, Track } from '../../../src/shared/domain/record.ts';
import type { Utterance } from '../../../src/shared/domain/utterance.ts';
import type { Result } from '../../../src/shared/result.ts';

export const PASSPHRASE = 'lantern otter gravel tulip';
/** The patient with the long draft. */
export const LONG_PATIENT = 'Zora Longway';
const LONG_MS = 45 * 60_000;
const FIRST_NAMES = [
  'Ada',
  'Bruno',
  'Clara',
  'Dario',
  'Elif',
  'Finn',
  'Greta',
  'Hugo',
  'Ines',
  'Jonas',
  'Kira',
  'Leon',
];
const LAST_NAMES = ['Abara', 'Brandt', 'Castro', 'Dvorak', 'Eklund', 'Farouk', 'Grieg', 'Haddad', 'Ivanov', 'Jansen'];
const DIAGNOSES = ['Right hemiparesis after stroke', 'Parkinson’s disease', 'Left wrist fracture', 'Hip replacement'];

export interface BusyYear {
  readonly patients: number;
  readonly sessions: number;
  /** Of the sessions: drafts that wait for a signature. */
  readonly drafts: number;
  readonly utterances: number;
}

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** Runs the bundled sample through the whole product and returns what the review screen would show of it. */
async function sampleReview(dataFolder: string): Promise<ReviewState> {
  const core: Core = must(await openCore({ shell: 'test', dataFolder }));
  const ask = async <N extends Parameters<typeof core.call>[0]>(name: N, body: unknown) =>
    must(await core.call(name, body));
  const person = { name: 'Dana Okafor', credentials: 'OTR/L', licence: 'OT-104233' };
  await ask('security.setUp', { ...person, passphrase: PASSPHRASE });
  const processed = new Promise<void>((resolve, reject) => {
    core.onEvent((event) => {
      if (event.kind === 'processed') resolve();
      if (event.kind === 'failed') reject(new Error(event.error.message));
    });
  });
  const { sessionId } = await ask('sample.open', {});
  await processed;
  const review = await ask('review.get', { sessionId });
  await core.close();
  return review;
}

export async function makeBusyYear(dataFolder: string, size: BusyYear): Promise<void> {
  const review = await sampleReview(dataFolder);
  const paths = dataPaths(dataFolder);
  const keyring = createKeyring({ paths, now: () => new Date(), random: randomBytes, cost: DEFAULT_COST });
  const { master } = must(await keyring.unlock(PASSPHRASE));
  const store = must(openStore(paths.database, { database: master.databaseKey(), audit: master.auditKey() }));
  const patients = Array.from({ length: size.patients }, (_, at) => patientAt(at));
  store.atomically(() => {
    for (const patient of patients) store.patients.save(patient, '2026-01-02T08:00:00Z');
  });
  const found = repeated(review, size.utterances);
  for (let at = 0; at < size.sessions; at++) {
    const patient = patients[at % size.patients]!;
    const isDraft = at >= size.sessions - size.drafts;
    store.atomically(() => addSession(store, master, review, found, { at, patient, isDraft }));
  }
  await addLongDraft(store, master, review, paths.sessions);
  store.close();
  master.forget();
}

function patientAt(at: number): Patient {
  const first = FIRST_NAMES[at % FIRST_NAMES.length];
  const last = LAST_NAMES[Math.floor(at / FIRST_NAMES.length) % LAST_NAMES.length];
  return {
    ...{ id: `patient-${at}`, name: `${first} ${last} ${at}`, birthDate: '1950-05-05', recordNumber: `R-${1000 + at}` },
    ...{ diagnosis: DIAGNOSES[at % DIAGNOSES.length] ?? null, affectedSide: 'right', precautions: 'Fall risk.' },
    ...{ payerId: 'medicare-part-b', isSample: false },
    planOfCare: {
      goals: [{ id: `goal-${at}`, term: 'short', text: 'Toilet transfer with supervision within 4 weeks' }],
      ...{ frequency: '3 times a week', certificationStart: '2026-09-01', certificationEnd: '2026-11-29' },
    },
  };
}

/** The sample's talk again and again, so that ids, times and facts stay those of the first round. */
function repeated({ record }: ReviewState, count: number): Findings {
  const { utterances } = record.transcript;
  const roundMs = (utterances.at(-1)?.endMs ?? 0) + 1000;
  const later =
    (round: number) =>
    (utterance: Utterance): Utterance => ({
      ...utterance,
      id: round === 0 ? utterance.id : `r${round}${utterance.id}`,
      startMs: utterance.startMs + round * roundMs,
      endMs: utterance.endMs + round * roundMs,
      words: utterance.words.map((word) => ({
        ...word,
        startMs: word.startMs + round * roundMs,
        endMs: word.endMs + round * roundMs,
      })),
    });
  const rounds = Math.ceil(count / utterances.length);
  const all = Array.from({ length: rounds }, (_, round) => utterances.map(later(round))).flat();
  const transcript = { ...record.transcript, utterances: all.slice(0, Math.max(count, utterances.length)) };
  const { frontEnd, facts, ledger } = record;
  return { frontEnd, facts, ledger, transcript };
}

interface SessionToAdd {
  readonly at: number;
  readonly patient: Patient;
  readonly isDraft: boolean;
}

function addSession(
  store: Store,
  master: MasterKey,
  review: ReviewState,
  found: Findings,
  { at, patient, isDraft }: SessionToAdd,
): void {
  const header = addHeader(store, master, review, `session-${at}`, patient, new Date(Date.UTC(2026, 8, 1 + (at % 80))));
  store.findings.save(header.id, found);
  store.notes.save(header.id, { note: review.note, charges: review.record.charges });
  if (isDraft) return;
  const record = { ...review.record, ...found, patient, session: header };
  const signature = {
    ...{ by: 'Dana Okafor', credentials: 'OTR/L', licence: null, attestation: 'As furnished.' },
    ...{ signedAt: `${header.dateOfService}T18:00:00Z`, timeZone: 'America/Chicago', noteSha256: '0'.repeat(64) },
  };
  const canonical = canonicalRecord({ record, issues: [] });
  store.signatures.add({ sessionId: header.id, canonical, signature }, record.charges.lines, false);
}

function addHeader(
  store: Store,
  master: MasterKey,
  { record }: ReviewState,
  id: string,
  patient: Patient,
  day: Date,
): SessionHeader {
  const at = day.toISOString();
  const header: SessionHeader = {
    ...record.session,
    ...{ id, patientId: patient.id, state: 'review', dateOfService: at.slice(0, 10), startedAt: at },
    ...{ durationMs: LONG_MS, isSample: false },
  };
  const { key, wrapped } = master.newSessionKey(id);
  key.fill(0);
  store.sessions.add({ header, userId: record.therapist?.id ?? '', wrappedKey: wrapped, at });
  return header;
}

/** Four channels of quiet noise with the length of a session. */
function longSound(): PcmSource {
  const second = Float32Array.from({ length: SAMPLE_RATE_HZ }, (_, at) => 0.05 * Math.sin(at / 9));
  const frameCount = (LONG_MS / 1000) * SAMPLE_RATE_HZ;
  return {
    ...{ sampleRateHz: SAMPLE_RATE_HZ, channelCount: 4, frameCount },
    read: async (start, count) => {
      const length = Math.max(0, Math.min(count, frameCount - start));
      const block = Float32Array.from({ length }, (_, at) => second[(start + at) % SAMPLE_RATE_HZ] ?? 0);
      return [block, block, block, block];
    },
  };
}

async function addLongDraft(store: Store, master: MasterKey, review: ReviewState, folder: string): Promise<void> {
  const patient = {
    ...patientAt(0),
    id: 'long',
    name: LONG_PATIENT,
    planOfCare: { ...patientAt(0).planOfCare, goals: [] },
  };
  store.patients.save(patient, '2026-01-02T08:00:00Z');
  const header = addHeader(store, master, review, 'long-session', patient, new Date(Date.UTC(2026, 10, 20)));
  store.findings.save(header.id, repeated(review, 480));
  store.notes.save(header.id, { note: review.note, charges: review.record.charges });
  const sound = createSealedSounds(Date.now);
  const sounds = createSessionSounds(folder, sound);
  const therapist = review.record.therapist!;
  const sealed = must(sounds.sealed({ store, master, therapist, isInCharge: true }, header.id, 'long-track'));
  const stored = must(await sound.seal(longSound(), sealed));
  const { channelCount, sampleRateHz, frameCount, gaps } = stored;
  const track: Track = {
    id: 'long-track',
    source: 'file',
    channelCount,
    sampleRateHz,
    frameCount,
    geometry: null,
    gaps,
  };
  store.tracks.add(header.id, 'session', track, '2026-11-20T10:00:00Z');
}

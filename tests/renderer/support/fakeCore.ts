/**
 * A core in memory that behaves as the contract says, without sound, models or disk: inputs are parsed with the
 * contract's own schemas, edits can be undone, signing is refused while something blocks it. For tests of the pages.
 */
import {
  type AppEvent,
  type AppStatus,
  type CallInput,
  type CallName,
  type CallOutput,
  contract,
  type PatientSummary,
} from '../../../src/shared/contract.ts';
import type { Patient, SessionHeader } from '../../../src/shared/domain/record.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import { fakeCompare } from './fakeCompare.ts';
import { fakeDesk } from './fakeDesk.ts';
import { EMPTY_EPISODE, episodeHandlers } from './fakeEpisode.ts';
import { GLOSSARY } from './fakeGlossary.ts';
import { instructHandlers } from './fakeInstruct.ts';
import { fakeIntegration } from './fakeIntegration.ts';
import { keepingHandlers } from './fakeKeeping.ts';
import { fakeKeys } from './fakeKeys.ts';
import { fakePayers } from './fakePayers.ts';
import { fakePeople, IN_CHARGE } from './fakePeople.ts';
import { pinHandlers } from './fakePin.ts';
import { BUNDLED_RECOGNISER, fakeRecognisers } from './fakeRecognisers.ts';
import { fakeRecording } from './fakeRecording.ts';
import { fakeReports } from './fakeReports.ts';
import { createFakeReviews } from './fakeReviews.ts';
import { fakeSample } from './fakeSample.ts';
import { fakeSnippets } from './fakeSnippets.ts';
import { fakeTerms } from './fakeTerms.ts';
import { transcriptHandlers } from './fakeTranscripts.ts';
import { fakeTyping } from './fakeTyping.ts';
import { fakeVoices } from './fakeVoices.ts';
import { CODES, NOW, PASSPHRASE, PAYERS, RECOVERY_CODE, session, type World } from './fakeWorld.ts';
import { THERAPIST } from './sampleReview.ts';
import { toneWav } from './toneWav.ts';

export { PASSPHRASE, patient, RECOVERY_CODE, SAMPLE_PATIENT, session, type World } from './fakeWorld.ts';

/** Metres from the middle: right, up. */
const SQUARE = [
  { x: -0.04, z: 0.03 },
  { x: 0.04, z: 0.03 },
  { x: -0.04, z: -0.03 },
  { x: 0.04, z: -0.03 },
];

export interface FakeCore {
  call<N extends CallName>(name: N, body: unknown): Promise<Result<CallOutput<N>>>;
  onEvent(listener: (event: AppEvent) => void): () => void;
  keysRefused(): void;
  close(): Promise<void>;
  /** What the pages asked for, in order. */
  readonly asked: readonly { readonly name: CallName; readonly body: unknown }[];
  emit(event: AppEvent): void;
  /** Changes what the core holds, as if it had happened behind the page's back. */
  readonly world: World;
  announce(): void;
}

export function createFakeCore(phase: AppStatus['phase'] = 'unlocked'): FakeCore {
  const world: World = {
    autoLockMinutes: 10,
    glossary: GLOSSARY,
    pin: null,
    recognisers: [BUNDLED_RECOGNISER],
    phase,
    recording: null,
    microphone: null,
    unlockWaitSeconds: 0,
    isCaptureAllowed: false,
    globalKeys: null,
    access: IN_CHARGE,
    patients: [],
    sessions: [],
    reviews: new Map(),
    typing: new Map(),
    episode: EMPTY_EPISODE,
    due: [],
    coSign: [],
    progress: { trends: [], goals: [], flowsheet: [] },
    modifierQuestions: [],
    reviewer: { sessions: [], notLookedAt: 0 },
    figures: {
      ...{ notes: 0, medianMinutesToSign: null, medianPercentChanged: null, weeks: [], repeated: [], rules: [] },
    },
    found: { facts: [], notes: [], said: [] },
    voices: [],
    calibrations: [],
    devices: [
      { id: 'hw:1', label: 'Chest array, 4 microphones', maxChannels: 4 },
      { id: 'hw:0', label: 'Built-in microphone', maxChannels: 2 },
    ],
    interrupted: [],
    pairs: [],
    enrolmentAccepted: true,
    enrolmentMs: 50,
    sampleIsProcessed: false,
    colleagues: [],
    ...{ letIn: [], frontDesk: [] },
    reports: [],
    lastVisits: new Map(),
    snippets: [],
    ownTerms: [],
    carriedSessions: [],
    comparisons: new Map(),
    parallel: [],
  };
  const listeners = new Set<(event: AppEvent) => void>();
  const asked: { name: CallName; body: unknown }[] = [];
  let lastId = 100;

  const emit = (event: AppEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };
  const status = (): AppStatus => ({
    phase: world.phase,
    version: '0.1.0',
    shell: 'test',
    therapist: world.phase === 'unlocked' ? THERAPIST : null,
    recording: world.recording,
    microphone: world.microphone,
    unlockWaitSeconds: world.unlockWaitSeconds,
    isCaptureAllowed: world.isCaptureAllowed,
    globalKeys: world.globalKeys,
    access: world.phase === 'unlocked' ? world.access : null,
  });
  const announce = (): void => emit({ kind: 'status', status: status() });
  const changed = (what: 'patients' | 'sessions' | 'review', id: string | null): void =>
    emit({ kind: 'changed', what, id });
  const newId = (prefix: string): string => {
    lastId += 1;
    return `${prefix}${lastId}`;
  };

  function setSession(id: string, change: Partial<SessionHeader>): Result<SessionHeader> {
    const at = world.sessions.findIndex((entry) => entry.id === id);
    const before = world.sessions[at];
    if (before === undefined) return fail('not_found', 'This session does not exist.');
    const after = { ...before, ...change };
    world.sessions[at] = after;
    changed('sessions', id);
    return ok(after);
  }

  const { reviewOf, change, step, edit, ledger, pull, contribute, sign, addend, previewMinutes, undone, redone } =
    createFakeReviews(world, newId, setSession);

  const summary = (entry: SessionHeader) => ({
    id: entry.id,
    patientId: entry.patientId,
    state: entry.state,
    dateOfService: entry.dateOfService,
    durationMs: entry.durationMs,
  });

  const handlers: { [N in CallName]: (body: CallInput<N>) => Result<unknown> | Promise<Result<unknown>> } = {
    'app.status': () => ok(status()),
    'security.setUp': () => {
      world.phase = 'unlocked';
      announce();
      return ok({ recoveryCode: RECOVERY_CODE });
    },
    'security.unlock': ({ passphrase }) => {
      if (passphrase !== PASSPHRASE) return fail('wrong_passphrase', 'This is not the passphrase.', { waitMs: 0 });
      world.phase = 'unlocked';
      announce();
      return ok(null);
    },
    'security.recover': ({ recoveryCode }) => {
      if (recoveryCode !== RECOVERY_CODE) return fail('wrong_passphrase', 'This is not the recovery code.');
      world.phase = 'unlocked';
      announce();
      return ok(null);
    },
    ...pinHandlers(world, announce),
    'security.lock': () => {
      world.phase = 'locked';
      announce();
      return ok(null);
    },
    'security.active': () => ok(null),
    'security.autoLock': () => ok({ minutes: world.autoLockMinutes, choices: [2, 5, 10, 15, 30, 60] }),
    'security.screenCapture': () => ok({ isAllowed: world.isCaptureAllowed, isControlled: true }),
    'security.setScreenCapture': ({ isAllowed }) => {
      world.isCaptureAllowed = isAllowed;
      return ok({ isAllowed, isControlled: true });
    },
    'security.setAutoLock': ({ minutes }) => {
      world.autoLockMinutes = minutes;
      return ok({ minutes, choices: [2, 5, 10, 15, 30, 60] });
    },
    ...fakeRecognisers(world),
    'security.verify': () =>
      ok({
        ok: true,
        checked: [
          { what: 'Records', ok: true, detail: 'The database is whole and every page decrypts.' },
          { what: 'Audit trail', ok: true, detail: '37 entries, each linked to the one before.' },
          { what: 'Signed notes', ok: true, detail: '1 note, its hash is the one that was signed.' },
        ],
      }),
    'security.chain': () => ok({ fileName: 'signed-notes-2026-03-02.json', jsonBase64: btoa('{}') }),
    'security.auditReport': ({ from, to }) =>
      ok({ from, to, lines: 3, counts: [{ event: 'unlock', user: THERAPIST.name, count: 3 }] }),
    'security.audit': ({ limit }) =>
      ok(
        [
          'unlock',
          'sample-opened',
          'processing-started',
          'note-viewed',
          'evidence-played',
          'note-edited',
          'minutes-edited',
          'note-signed',
          'note-copied',
        ]
          .map((event, index) => ({
            sequence: index + 1,
            at: `2026-03-02T15:${String(10 + index)}:00Z`,
            user: THERAPIST.name,
            event,
            subject: index === 0 ? null : 'session s1',
          }))
          .reverse()
          .slice(0, limit),
      ),
    ...episodeHandlers(world),
    ...keepingHandlers(),
    ...fakeDesk(world),
    ...fakeTyping(world),
    ...fakeIntegration(),
    ...fakeCompare(world, reviewOf, edit),
    ...fakeReports(world, newId, (id) => changed('patients', id)),
    'payers.list': () => ok(PAYERS),
    'codes.list': () => ok(CODES),
    'glossary.list': () => ok(world.glossary),
    'patients.list': () =>
      ok(
        world.patients.map(
          (entry): PatientSummary => ({
            patient: entry,
            sessions: world.sessions.filter((one) => one.patientId === entry.id).map(summary),
          }),
        ),
      ),
    'patients.save': (body) => {
      const { id, goals, frequency, certificationStart, certificationEnd, ...person } = body;
      const saved: Patient = {
        ...person,
        id: id ?? newId('p'),
        planOfCare: {
          goals: goals.map((goal) => ({ ...goal, id: goal.id ?? newId('g') })),
          frequency,
          certificationStart,
          certificationEnd,
        },
        isSample: false,
      };
      world.patients = [...world.patients.filter((entry) => entry.id !== saved.id), saved];
      changed('patients', saved.id);
      return ok(saved);
    },
    ...fakeSample(world, changed),
    'sessions.create': ({ patientId }) => {
      const made = session(newId('s'), patientId, 'planned', { consent: { kind: 'pending' } });
      world.sessions.push(made);
      changed('sessions', made.id);
      return ok(made);
    },
    'sessions.get': ({ sessionId }) => {
      const found = world.sessions.find((entry) => entry.id === sessionId);
      return found === undefined ? fail('not_found', 'This session does not exist.') : ok(found);
    },
    'sessions.consent': ({ sessionId, given, by, method }) =>
      setSession(sessionId, {
        consent: given ? { kind: 'given', at: NOW, by, method, scriptVersion: 'test' } : { kind: 'declined', at: NOW },
      }),
    'sessions.importWav': ({ sessionId }) => setSession(sessionId, { state: 'stopped' }),
    'arrays.list': () => ok([{ id: 'chest-square-4', name: 'Chest square', microphones: 4, places: SQUARE }]),
    'microphone.sound': () => ok(null),
    ...fakeVoices(world),
    'devices.list': () => ok(world.devices),
    'enrolment.record': async () => {
      await new Promise((resolve) => setTimeout(resolve, world.enrolmentMs));
      return ok(
        world.enrolmentAccepted
          ? { accepted: true, message: 'Your voice was heard clearly.', speechMs: 8200 }
          : { accepted: false, message: 'Too noisy. Step a little aside and try again.', speechMs: 3100 },
      );
    },
    ...fakeRecording(world, { emit, announce, setSession }),
    'sessions.pairs': () => ok(world.pairs),
    'sessions.merge': ({ firstId }) => {
      world.pairs = [];
      return setSession(firstId, { state: 'stopped' });
    },
    'recovery.list': () => ok(world.interrupted),
    'recovery.recover': ({ sessionId }) => {
      world.interrupted = world.interrupted.filter((entry) => entry.sessionId !== sessionId);
      return setSession(sessionId, { state: 'stopped' });
    },
    'recovery.discard': ({ sessionId }) => {
      world.interrupted = world.interrupted.filter((entry) => entry.sessionId !== sessionId);
      world.sessions = world.sessions.filter((entry) => entry.id !== sessionId);
      changed('sessions', sessionId);
      return ok(null);
    },
    'pipeline.run': ({ sessionId }) => {
      setSession(sessionId, { state: 'processing' });
      return ok(null);
    },
    'pipeline.cancel': ({ sessionId }) => {
      setSession(sessionId, { state: 'stopped' });
      emit({ kind: 'failed', sessionId, error: { code: 'cancelled', message: 'Cancelled.' } });
      return ok(null);
    },
    'review.get': ({ sessionId }) => {
      const state = reviewOf(sessionId);
      return state === null ? fail('not_found', 'This session does not exist.') : ok(state);
    },
    'review.edit': edit,
    'review.undo': ({ sessionId }) => step(sessionId, undone, redone),
    'review.redo': ({ sessionId }) => step(sessionId, redone, undone),
    'review.ledger': ledger,
    'review.pull': pull,
    ...instructHandlers(reviewOf, edit),
    ...transcriptHandlers(reviewOf, change),
    'review.decide': ({ sessionId, revision }) => change(sessionId, revision, (state) => state),
    'review.resolveTie': ({ sessionId, revision }) =>
      change(sessionId, revision, (state) => ({
        ...state,
        record: {
          ...state.record,
          charges: { ...state.record.charges, result: { ...state.record.charges.result, ties: [] } },
        },
        issues: state.issues.filter((issue) => issue.code !== 'unit-tie'),
      })),
    'review.play': ({ sessionId, startMs, endMs, heard }) => {
      const state = reviewOf(sessionId);
      if (state !== null && heard.length > 0) {
        const issues = state.issues.filter((issue) => issue.at === undefined || !heard.includes(issue.at));
        world.reviews.set(sessionId, { ...state, issues, played: [...new Set([...state.played, ...heard])] });
        changed('review', sessionId);
      }
      return ok({ startMs, endMs, wavBase64: toneWav(endMs - startMs) });
    },
    ...fakePayers(),
    ...fakeSnippets(world),
    ...fakeTerms(world),
    ...fakeKeys(world, announce),
    ...fakePeople(world, newId, reviewOf),
    'note.contribute': contribute,
    'note.sign': sign,
    'note.addend': addend,
    'note.previewMinutes': previewMinutes,
    'export.text': ({ sessionId, sectionId }) => {
      const state = reviewOf(sessionId);
      const sections = (state?.note.sections ?? []).filter((entry) => sectionId === null || entry.id === sectionId);
      const text = sections
        .map((entry) => `${entry.heading.toUpperCase()}\n${entry.statements.map((one) => one.text).join(' ')}`)
        .join('\n\n');
      return ok({ text: state?.signature ? text : `DRAFT, not signed\n\n${text}` });
    },
    'export.pdf': () =>
      ok({ fileName: 'note-2026-03-02.pdf', pdfBase64: Buffer.from('%PDF-1.7\n').toString('base64') }),
    'export.markdown': () =>
      ok({ fileName: 'note-2026-03-02.md', markdownBase64: Buffer.from('# Note\n').toString('base64') }),
    'records.import': () => fail('invalid_input', 'This is no export of OT Scribe.'),
    'export.audit': () => ok({ fileName: 'audit-2026-03-02.zip', zipBase64: Buffer.from('PK').toString('base64') }),
  };

  return {
    asked,
    world,
    emit,
    announce,
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    keysRefused: () => undefined,
    close: async () => listeners.clear(),
    call: async <N extends CallName>(name: N, body: unknown) => {
      const parsed = contract[name].in.safeParse(body);
      asked.push({ name, body });
      if (!parsed.success) return fail('invalid_input', parsed.error.issues[0]?.message ?? 'Not valid.');
      if (contract[name].needs === 'unlocked' && world.phase !== 'unlocked') return fail('locked', 'Unlock first.');
      const handler = handlers[name] as (input: unknown) => Result<unknown> | Promise<Result<unknown>>;
      return (await handler(parsed.data)) as Result<CallOutput<N>>;
    },
  };
}

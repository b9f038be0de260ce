/** The review of the core in memory: edits with undo, the minutes, and a signature that is refused while something blocks it. */
import type { CallInput, MinutesPreview, ReviewState } from '../../../src/shared/contract.ts';
import { chargedNow } from '../../../src/shared/domain/chargedNow.ts';
import type { Section, Statement } from '../../../src/shared/domain/note.ts';
import type { SessionHeader } from '../../../src/shared/domain/record.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import { ATTESTATION } from '../../../src/shared/spokenTexts.ts';
import { NOW, PASSPHRASE, type World } from './fakeWorld.ts';
import { sampleReview, THERAPIST } from './sampleReview.ts';

export function createFakeReviews(
  world: World,
  newId: (prefix: string) => string,
  setSession: (id: string, change: Partial<SessionHeader>) => Result<SessionHeader>,
) {
  const undone = new Map<string, ReviewState[]>();
  const redone = new Map<string, ReviewState[]>();

  function reviewOf(sessionId: string): ReviewState | null {
    const known = world.reviews.get(sessionId);
    if (known !== undefined) return known;
    const header = world.sessions.find((entry) => entry.id === sessionId);
    const owner = world.patients.find((entry) => entry.id === header?.patientId);
    if (header === undefined || owner === undefined) return null;
    const made = sampleReview(owner, header);
    world.reviews.set(sessionId, made);
    return made;
  }

  function change(sessionId: string, revision: number, next: (state: ReviewState) => ReviewState): Result<ReviewState> {
    const before = reviewOf(sessionId);
    if (before === null) return fail('not_found', 'This session does not exist.');
    if (before.signature !== null) return fail('conflict', 'This note is signed.');
    if (before.revision !== revision) return fail('conflict', 'The note changed meanwhile. Here is the new state.');
    undone.set(sessionId, [...(undone.get(sessionId) ?? []), before]);
    redone.set(sessionId, []);
    const after = { ...next(before), revision: before.revision + 1, canUndo: true, canRedo: false };
    world.reviews.set(sessionId, after);
    return ok(after);
  }

  /** Moves one state from one stack to the other; the revision always grows. */
  function step(
    sessionId: string,
    from: Map<string, ReviewState[]>,
    to: Map<string, ReviewState[]>,
  ): Result<ReviewState> {
    const now = reviewOf(sessionId);
    const target = from.get(sessionId)?.pop();
    if (now === null || target === undefined) return fail('conflict', 'There is nothing to take back.');
    to.set(sessionId, [...(to.get(sessionId) ?? []), now]);
    const after = {
      ...target,
      revision: now.revision + 1,
      canUndo: (undone.get(sessionId)?.length ?? 0) > 0,
      canRedo: (redone.get(sessionId)?.length ?? 0) > 0,
    };
    world.reviews.set(sessionId, after);
    return ok(after);
  }

  const withStatements = (
    state: ReviewState,
    sectionId: string | null,
    map: (statements: readonly Statement[]) => readonly Statement[],
  ): ReviewState => {
    const sections: readonly Section[] = state.note.sections.map((section) =>
      sectionId === null || section.id === sectionId ? { ...section, statements: map(section.statements) } : section,
    );
    return { ...state, note: { ...state.note, sections } };
  };
  const typed = (text: string): Statement => ({
    id: newId('s'),
    kind: 'typed',
    text,
    factIds: [],
    evidence: [{ kind: 'entered', by: THERAPIST.name, at: NOW, field: 'review.statement' }],
    anchors: [],
  });
  const withoutIssue = (state: ReviewState, at: string): ReviewState => ({
    ...state,
    issues: state.issues.filter((issue) => issue.at !== at),
  });

  function edit({ sessionId, revision, edit: wanted }: CallInput<'review.edit'>): Result<ReviewState> {
    return change(sessionId, revision, (state) => {
      switch (wanted.kind) {
        case 'replace':
          return withStatements(state, null, (list) =>
            list.map((entry) =>
              entry.id === wanted.statementId ? { ...typed(wanted.text), id: entry.id, factIds: entry.factIds } : entry,
            ),
          );
        case 'remove':
          return withStatements(state, null, (list) => list.filter((entry) => entry.id !== wanted.statementId));
        case 'add':
          return withStatements(state, wanted.sectionId, (list) => [...list, typed(wanted.text)]);
        case 'answer': {
          const question = state.note.questions.find((entry) => entry.id === wanted.questionId);
          const added = withStatements(state, question?.sectionId ?? '', (list) => [...list, typed(wanted.text)]);
          const questions = state.note.questions.filter((entry) => entry.id !== wanted.questionId);
          return withoutIssue({ ...added, note: { ...added.note, questions } }, wanted.questionId);
        }
      }
    });
  }

  function ledger({ sessionId, revision, change: wanted }: CallInput<'review.ledger'>): Result<ReviewState> {
    return change(sessionId, revision, (state) => {
      const { entries } = state.record.ledger;
      const next =
        wanted.kind === 'add'
          ? [
              ...entries,
              {
                id: newId('m'),
                source: 'typed' as const,
                cpt: wanted.cpt,
                task: wanted.task,
                minutes: wanted.minutes,
                timed: true,
                approximate: false,
                needsConfirmation: false,
                evidence: [{ kind: 'entered' as const, by: THERAPIST.name, at: NOW, field: 'ledger' }] as const,
              },
            ]
          : wanted.kind === 'remove'
            ? entries.filter((entry) => entry.id !== wanted.entryId)
            : entries.map((entry) => {
                if (entry.id !== wanted.entryId) return entry;
                const settled = { ...entry, approximate: false, needsConfirmation: false };
                if (wanted.kind === 'confirm') return settled;
                const provider = wanted.provider ?? entry.provider;
                const who = provider === undefined ? {} : { provider };
                return { ...settled, cpt: wanted.cpt, minutes: wanted.minutes, ...who };
              });
      const timedMinutes = next.reduce((sum, entry) => sum + entry.minutes, 0);
      const record = {
        ...state.record,
        ledger: { entries: next, timedMinutes, treatmentMinutes: timedMinutes },
      };
      const settledId = wanted.kind === 'add' ? '' : wanted.entryId;
      const isAssisted = next.some((entry) => 'provider' in entry && entry.provider === 'assistant');
      const asked = {
        ...({ severity: 'blocker', code: 'assistant-signature', at: 'contribution' } as const),
        message: '12 minutes are an assistant’s: the assistant signs for them, then a therapist co-signs.',
      };
      const issues = isAssisted ? [asked, ...state.issues] : state.issues;
      return withoutIssue({ ...state, issues, record }, settledId);
    });
  }

  function pull({ sessionId, revision, statementId }: CallInput<'review.pull'>): Result<ReviewState> {
    const last = world.lastVisits.get(sessionId);
    const sentence = last?.onlyThere.find((each) => each.statementId === statementId);
    if (last === undefined || sentence === undefined) return fail('not_found', 'There is no such sentence.');
    const pulledFrom = { sessionId: last.sessionId, dateOfService: last.dateOfService, statementId };
    const statement = { ...typed(sentence.forward), pulledFrom };
    const issue = {
      ...({ severity: 'blocker', code: 'pulled-forward', at: statement.id } as const),
      message: `Brought forward from the note of ${last.dateOfService}: accept it for today, change it, or take it out.`,
    };
    const onlyThere = last.onlyThere.filter((each) => each !== sentence);
    world.lastVisits.set(sessionId, { ...last, onlyThere });
    return change(sessionId, revision, (state) => {
      const added = withStatements(state, 'objective', (list) => [...list, statement]);
      return { ...added, issues: [issue, ...added.issues] };
    });
  }

  function sign({ sessionId, revision, passphrase }: CallInput<'note.sign'>): Result<ReviewState> {
    const state = reviewOf(sessionId);
    if (state === null) return fail('not_found', 'This session does not exist.');
    if (state.issues.some((issue) => issue.severity === 'blocker')) return fail('blocked', 'Open points remain.');
    if (state.revision !== revision) return fail('conflict', 'The note changed meanwhile.');
    if (passphrase !== PASSPHRASE) return fail('wrong_passphrase', 'This is not the passphrase.');
    const signature = {
      by: THERAPIST.name,
      credentials: THERAPIST.credentials,
      licence: THERAPIST.licence,
      attestation: ATTESTATION.text,
      signedAt: NOW,
      timeZone: 'America/Chicago',
      noteSha256: '9f2c4be1'.repeat(8),
    };
    const after = { ...state, signature, record: { ...state.record, signature }, canUndo: false, canRedo: false };
    world.reviews.set(sessionId, after);
    setSession(sessionId, { state: 'signed' });
    return ok(after);
  }

  /** Everybody's passphrase is the same here. */
  function contribute({ sessionId, personId, passphrase }: CallInput<'note.contribute'>): Result<ReviewState> {
    const state = reviewOf(sessionId);
    const person = world.colleagues.find(({ id }) => id === personId);
    if (state === null || person === undefined) return fail('not_found', 'This person does not sign here.');
    if (passphrase !== PASSPHRASE) return fail('wrong_passphrase', 'This is not the passphrase.');
    const mine = state.record.ledger.entries.filter(({ provider }) => provider === 'assistant');
    const isStudents = mine.length === 0;
    const contribution = {
      ...(isStudents ? ({ role: 'student' } as const) : {}),
      ...{ minutes: mine.reduce((sum, { minutes }) => sum + minutes, 0), entriesSha256: 'a', noteSha256: 'b' },
      ...{ by: person.name, credentials: person.credentials, licence: person.licence },
      ...{ attestation: ATTESTATION.contribution, signedAt: NOW, timeZone: 'America/Chicago' },
    };
    const after = withoutIssue({ ...state, record: { ...state.record, contribution } }, 'contribution');
    world.reviews.set(sessionId, after);
    return ok(after);
  }

  /** A unit for each quarter of an hour that is begun by more than half: enough to see that what came is shown. */
  function previewMinutes({ sessionId, minutes }: CallInput<'note.previewMinutes'>): Result<MinutesPreview> {
    const state = reviewOf(sessionId);
    if (state === null || state.signature === null) return fail('conflict', 'This note is not signed yet.');
    const before = chargedNow(state.record);
    const entries = before.entries.flatMap((entry) => {
      const change = minutes.changes.find((each) => each.kind !== 'add' && each.entryId === entry.id);
      if (change?.kind === 'remove') return [];
      return [change?.kind === 'change' ? { ...entry, minutes: change.minutes } : entry];
    });
    const total = entries.reduce((sum, entry) => sum + entry.minutes, 0);
    const minutesOf = (code: string): number =>
      entries.filter(({ cpt }) => cpt === code).reduce((sum, entry) => sum + entry.minutes, 0);
    const lines = before.lines.map((line) => ({ ...line, units: Math.floor((minutesOf(line.code) + 7) / 15) }));
    return ok({
      before,
      after: { entries, timedMinutes: total, treatmentMinutes: total, lines },
      open: [],
      remarks: [],
      added: [],
      asked: minutes.answers === undefined ? world.modifierQuestions : [],
    });
  }

  function addend({
    sessionId,
    kind,
    concerns,
    text,
    minutes,
    passphrase,
  }: CallInput<'note.addend'>): Result<ReviewState> {
    const state = reviewOf(sessionId);
    if (state === null || state.signature === null) return fail('conflict', 'This note is not signed yet.');
    if (passphrase !== PASSPHRASE) return fail('wrong_passphrase', 'This is not the passphrase.');
    const { by, credentials, licence, signedAt, timeZone } = state.signature;
    const about = concerns === null ? {} : { concerns };
    const preview = minutes ? previewMinutes({ sessionId, minutes }) : null;
    const put = preview?.ok ? { minutes: { changes: [], choices: [], ...preview.value } } : {};
    const addendum = { kind, ...about, text, ...put, by, credentials, licence, signedAt, timeZone };
    const record = { ...state.record, addenda: [...(state.record.addenda ?? []), addendum] };
    world.reviews.set(sessionId, { ...state, record });
    return ok({ ...state, record });
  }

  return {
    reviewOf,
    change,
    step,
    edit,
    ledger,
    pull,
    contribute,
    sign,
    addend,
    previewMinutes,
    withoutIssue,
    undone,
    redone,
  };
}

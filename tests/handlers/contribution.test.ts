import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClinicalRules } from '../../src/main/core/adapters/clinicalRules.ts';
import { createDocuments } from '../../src/main/core/adapters/documents.ts';
import { loadRules } from '../../src/main/core/rules/loadRules.ts';
import { assistantPart, contributionIssues, standing } from '../../src/main/core/session/assistantPart.ts';
import type { LedgerEntry } from '../../src/shared/domain/billing.ts';
import { RESOURCES } from '../nlp/rules.ts';
import { changeDatabase } from '../support/rawDatabase.ts';
import { draftedSession, facts, pipelineOf } from '../support/signedSessions.ts';
import { PASSPHRASE, PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const loaded = await loadRules(RESOURCES);
if (!loaded.ok) throw new Error(loaded.error.message);
const rules = loaded.value;

const OWN = 'pepper window staple cloud';
const ASSISTANT = { name: 'Sam Rivera', credentials: 'COTA/L', licence: 'A-7', passphrase: OWN };
const FACTS = facts({
  ...{ kind: 'minutes', cpt: '97530', cptAlternatives: [], minutes: 12, approximate: false, derived: false },
  ...{ timed: true, task: 'toilet transfers' },
});

let app: TestCore;
const lockAndOpen = async (passphrase: string): Promise<void> => {
  await app.must('security.lock', {});
  app.advance(3_600_000);
  await app.must('security.unlock', { passphrase });
};
let sessionId: string;

async function start(person: { readonly name?: string; readonly credentials?: string } = {}): Promise<void> {
  app = startTestCore({
    // The clock jumps by hours, which is no untouched app.
    every: () => () => undefined,
    pipeline: pipelineOf([FACTS]),
    clinical: createClinicalRules(rules),
    documents: createDocuments(RESOURCES, rules.unitRules),
  });
  await app.must('security.setUp', { ...PERSON, ...person });
  const patient = await app.must('patients.save', {
    ...{ id: null, name: 'Pat Example', birthDate: null, recordNumber: null, diagnosis: 'Stroke', affectedSide: null },
    ...{ precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
    ...{ certificationStart: null, certificationEnd: null },
  });
  sessionId = await draftedSession(app, patient.id);
  const { revision } = await app.must('review.get', { sessionId });
  const typed = { kind: 'add', cpt: '97535', task: 'grooming', minutes: 11 } as const;
  await app.must('review.ledger', { sessionId, revision, change: typed });
}

const now = () => app.must('review.get', { sessionId });
async function byAssistant(entryId: string): Promise<void> {
  const { revision, record } = await now();
  const entry = record.ledger.entries.find(({ id }) => id === entryId);
  if (entry === undefined) throw new Error(`no entry ${entryId}`);
  const change = { kind: 'change', entryId, cpt: entry.cpt, minutes: entry.minutes, provider: 'assistant' } as const;
  await app.must('review.ledger', { sessionId, revision, change });
}
const lastEntry = async () => (await now()).record.ledger.entries.at(-1)?.id ?? '';
async function settle(): Promise<number> {
  let state = await now();
  for (const { id, required } of state.note.questions) {
    if (!required) continue;
    const edit = { kind: 'answer', questionId: id, text: 'Answered by the therapist.' } as const;
    state = await app.must('review.edit', { sessionId, revision: state.revision, edit });
  }
  const change = state.record.ledger.entries.filter(({ needsConfirmation }) => needsConfirmation);
  for (const { id } of change) {
    const confirm = { kind: 'confirm', entryId: id } as const;
    state = await app.must('review.ledger', { sessionId, revision: state.revision, change: confirm });
  }
  for (const { codes } of state.record.charges.result.ties) {
    const code = codes[0] ?? '';
    state = await app.must('review.resolveTie', { sessionId, revision: state.revision, code });
  }
  return state.revision;
}
const contribute = async (personId: string, passphrase = OWN) => ({
  ...{ sessionId, revision: (await now()).revision, personId, passphrase, attested: true as const },
});
const signing = async (more: object = {}) => ({
  ...{ sessionId, revision: (await now()).revision, passphrase: PASSPHRASE, attested: true as const },
  ...more,
});
const codes = async () => (await now()).issues.map(({ code }) => code);

describe('a note with minutes of an assistant', () => {
  beforeEach(() => start());
  afterEach(() => app.remove());

  it('is not final before the assistant signed for them and the therapist co-signed', async () => {
    expect(await codes()).not.toContain('assistant-signature');
    await byAssistant(await lastEntry());
    await settle();
    const asked = (await now()).issues.find(({ code }) => code === 'assistant-signature');
    expect(asked).toMatchObject({ severity: 'blocker', message: expect.stringContaining('11 minutes') });
    expect(await app.refused('note.sign', await signing())).toBe('blocked');

    const sam = await app.must('people.add', ASSISTANT);
    expect(sam).toMatchObject({ isAssistant: true, isUser: false });
    expect(await app.refused('note.contribute', await contribute(sam.id, PASSPHRASE))).toBe('wrong_passphrase');
    app.advance(2000);
    const state = await app.must('note.contribute', await contribute(sam.id));
    expect(state.record.contribution).toMatchObject({ minutes: 11, by: 'Sam Rivera', credentials: 'COTA/L' });
    expect(state.signature).toBeNull();
    const draft = await app.must('export.text', { sessionId, sectionId: null });
    expect(draft.text).toMatch(/^DRAFT - not signed/);

    expect(await app.refused('note.sign', await signing({ personId: sam.id, passphrase: OWN }))).toBe('blocked');
    const signed = await app.must('note.sign', await signing());
    expect(signed.record.contribution?.by).toBe('Sam Rivera');
    const { text } = await app.must('export.text', { sessionId, sectionId: null });
    expect(text).toContain('Assistant’s contribution: 11 minutes');
    expect(text).toContain('Signed electronically by Sam Rivera, COTA/L, licence A-7');
    expect(text).toContain('Co-signed electronically by Dana Example, OTR/L');
    expect((await app.must('security.verify', {})).ok).toBe(true);
    const events = (await app.must('security.audit', { limit: 50 })).map(({ event }) => event);
    expect(events).toEqual(
      expect.arrayContaining(['signer-added', 'contribution-signed', 'sign-refused', 'note-signed']),
    );
  });

  it('asks the assistant again when the minutes change after the contribution, and not when the text does', async () => {
    const entryId = await lastEntry();
    await byAssistant(entryId);
    await settle();
    const sam = await app.must('people.add', ASSISTANT);
    await app.must('note.contribute', await contribute(sam.id));
    const edit = { kind: 'add', sectionId: 'plan', text: 'Continue.' } as const;
    await app.must('review.edit', { sessionId, revision: (await now()).revision, edit });
    expect(await codes()).not.toContain('assistant-signature');
    const change = { kind: 'change', entryId, cpt: '97535', minutes: 14 } as const;
    await app.must('review.ledger', { sessionId, revision: (await now()).revision, change });
    expect(await codes()).toContain('assistant-signature');
    expect((await now()).record.contribution).toBeUndefined();
  });

  it('takes no contribution from a therapist, from nobody known, or where no minutes are an assistant’s', async () => {
    const sam = await app.must('people.add', ASSISTANT);
    expect(await app.refused('note.contribute', await contribute(sam.id))).toBe('conflict');
    await byAssistant(await lastEntry());
    const { therapist } = await app.must('app.status', {});
    expect(await app.refused('note.contribute', await contribute(therapist?.id ?? '', PASSPHRASE))).toBe('blocked');
    expect(await app.refused('note.contribute', await contribute('nobody'))).toBe('not_found');
  });

  it('lets no code change a contribution, before or after the signature', async () => {
    await byAssistant(await lastEntry());
    await settle();
    const sam = await app.must('people.add', ASSISTANT);
    await app.must('note.contribute', await contribute(sam.id));
    await app.must('note.sign', await signing());
    await app.close();
    await changeDatabase(app.folder, PASSPHRASE, (db) => {
      expect(() => db.exec('UPDATE contribution SET minutes = 99')).toThrow('read-only');
      expect(() => db.exec('DELETE FROM contribution')).toThrow('read-only');
    });
  });

  it('makes a colleague wait longer after each wrong passphrase, and never opens the app with it', async () => {
    await byAssistant(await lastEntry());
    const sam = await app.must('people.add', ASSISTANT);
    const wrong = await contribute(sam.id, 'wrong wrong wrong');
    expect(await app.refused('note.contribute', wrong)).toBe('wrong_passphrase');
    const early = await app.core.call('note.contribute', { ...wrong, passphrase: OWN });
    expect(early).toMatchObject({ ok: false, error: { code: 'wrong_passphrase' } });
    await app.must('security.lock', {});
    expect(await app.refused('security.unlock', { passphrase: OWN })).toBe('wrong_passphrase');
    app.advance(5000);
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    expect((await app.must('app.status', {})).therapist?.name).toBe('Dana Example');
  });
});

describe('the history of a note', () => {
  beforeEach(() => start());
  afterEach(() => app.remove());

  it('keeps the first draft, tells each change against what stood there, and what was taken back', async () => {
    const before = await now();
    const target = before.note.sections.flatMap(({ statements }) => statements)[0];
    if (target === undefined) throw new Error('an empty note');
    const edit = { kind: 'replace', statementId: target.id, text: 'Other words.' } as const;
    await app.must('review.edit', { sessionId, revision: before.revision, edit });
    await app.must('review.undo', { sessionId });
    await app.must('review.edit', {
      sessionId,
      revision: (await now()).revision,
      edit: { ...edit, text: 'New words.' },
    });
    const history = await app.must('note.history', { sessionId });
    expect(history.first.flatMap(({ sentences }) => sentences)).toEqual(['Sentence 0.']);
    const beside = history.beside.flatMap(({ rows }) => rows);
    expect(beside).toContainEqual({ drafted: 'Sentence 0.', now: null });
    const { note } = await now();
    expect(beside.flatMap((row) => row.now ?? [])).toEqual(
      note.sections.flatMap(({ statements }) => statements.map(({ text }) => text)),
    );
    expect(history.changes).toMatchObject([
      { what: 'minutes-added', before: null, after: 'grooming, 97535, 11 min', by: 'Dana Example', isUndone: false },
      { what: 'sentence-changed', before: target.text, after: 'Other words.', isUndone: true },
      { what: 'sentence-changed', before: target.text, after: 'New words.', isUndone: false },
    ]);
    expect(history.untouched).toEqual({ sentences: 0, of: 1 });
    expect(history.events.map(({ event }) => event)).toEqual(expect.arrayContaining(['note-viewed', 'note-edited']));
    expect(history.events.every(({ by }) => by === 'Dana Example')).toBe(true);
    expect(await app.refused('note.history', { sessionId: 'none' })).toBe('not_found');
  });
});

describe('an assistant who uses the app alone', () => {
  afterEach(() => app.remove());

  it('signs for their own minutes, and a therapist co-signs with a passphrase of their own', async () => {
    await start({ name: 'Sam Rivera', credentials: 'COTA/L' } as never);
    await settle();
    const { therapist } = await app.must('app.status', {});
    await app.must('note.contribute', await contribute(therapist?.id ?? '', PASSPHRASE));
    expect(await app.refused('note.sign', await signing())).toBe('blocked');
    const dana = await app.must('people.add', { ...ASSISTANT, name: 'Dana Example', credentials: 'OTR/L' });
    const signed = await app.must('note.sign', await signing({ personId: dana.id, passphrase: OWN }));
    expect(signed.signature).toMatchObject({ by: 'Dana Example', credentials: 'OTR/L' });
    expect(signed.record.contribution).toMatchObject({ by: 'Sam Rivera' });
  });
});

describe('the part of an assistant', () => {
  const entry: LedgerEntry = {
    ...{ id: 'm0', source: 'typed', cpt: '97535', task: 'grooming', minutes: 11, timed: true, approximate: false },
    ...{ needsConfirmation: false, evidence: [{ kind: 'rule', ruleId: 'test', inputs: [] }] },
  };

  it('is none where every minute is the therapist’s', () => {
    expect(assistantPart({ entries: [entry] })).toBeNull();
    expect(contributionIssues(null, null)).toEqual([]);
    expect(standing(null, null)).toBeNull();
  });

  it('is another one with other minutes, another code or another task', () => {
    const hash = (more: object) =>
      assistantPart({ entries: [{ ...entry, provider: 'assistant', ...more }] })?.entriesSha256;
    const changes = [{}, { minutes: 12 }, { cpt: '97530' }, { task: 'bathing' }];
    expect(new Set(changes.map(hash)).size).toBe(changes.length);
    expect(hash({ needsConfirmation: true })).toBe(hash({}));
  });
});

describe('a student', () => {
  const STUDENT = { name: 'Kim Lee', credentials: 'OTS', licence: null, passphrase: OWN };
  afterEach(() => app.remove());

  it('contributes, a therapist co-signs, and both names stand under the note', async () => {
    await start();
    await settle();
    const kim = await app.must('people.add', STUDENT);
    expect(kim).toMatchObject({ isStudent: true, isAssistant: false });
    const state = await app.must('note.contribute', await contribute(kim.id));
    expect(state.record.contribution).toMatchObject({ role: 'student', by: 'Kim Lee', minutes: 0 });
    await app.must('note.sign', await signing());
    const { text } = await app.must('export.text', { sessionId, sectionId: null });
    expect(text).toContain('Student’s contribution');
    expect(text).toContain('Signed electronically by Kim Lee, OTS');
    expect(text).toContain('Co-signed electronically by Dana Example, OTR/L');
  });

  it('signs no note alone, whoever’s it is', async () => {
    await start();
    await settle();
    const kim = await app.must('people.add', STUDENT);
    expect(await app.refused('note.sign', await signing({ personId: kim.id, passphrase: OWN }))).toBe('blocked');
  });

  it('who is the user of the installation cannot finish a note without a therapist', async () => {
    await start({ name: 'Kim Lee', credentials: 'OTS' });
    await settle();
    expect(await codes()).toContain('student-signature');
    expect(await app.refused('note.sign', await signing())).toBe('blocked');
    const dana = await app.must('people.add', { ...PERSON, passphrase: OWN });
    const user = (await app.must('people.list', {})).find(({ isUser }) => isUser)?.id ?? '';
    await app.must('note.contribute', await contribute(user, PASSPHRASE));
    expect(await codes()).not.toContain('student-signature');
    expect(await app.refused('note.sign', await signing())).toBe('blocked');
    const signed = await app.must('note.sign', await signing({ personId: dana.id, passphrase: OWN }));
    expect(signed.signature?.by).toBe('Dana Example');
  });

  it('does not stand in for the assistant whose minutes are in the note', async () => {
    await start();
    await byAssistant(await lastEntry());
    await settle();
    const kim = await app.must('people.add', STUDENT);
    expect(await app.refused('note.contribute', await contribute(kim.id))).toBe('blocked');
    expect(await codes()).toContain('assistant-signature');
  });
});

describe('a session that somebody else opens', () => {
  afterEach(() => app.remove());

  it('stays theirs who gave it', async () => {
    await start();
    const sam = await app.must('people.add', ASSISTANT);
    await app.must('people.letIn', { personId: sam.id, passphrase: OWN, ownPassphrase: PASSPHRASE });
    const own = (await now()).record;
    await lockAndOpen(OWN);
    expect((await now()).record.therapist).toEqual(own.therapist);
  });

  it('is signed by whoever has it open, with their own passphrase', async () => {
    await start();
    const kim = await app.must('people.add', { ...ASSISTANT, name: 'Kim Hale', credentials: 'OTR/L' });
    await app.must('people.letIn', { personId: kim.id, passphrase: OWN, ownPassphrase: PASSPHRASE });
    await lockAndOpen(OWN);
    const revision = await settle();
    const body = { sessionId, revision, personId: null, attested: true } as const;
    expect(await app.refused('note.sign', { ...body, passphrase: PASSPHRASE })).toBe('wrong_passphrase');
    app.advance(3_600_000);
    const signed = await app.must('note.sign', { ...body, passphrase: OWN });
    expect(signed.signature?.by).toBe('Kim Hale');
  });
});

describe('the list of notes that wait for a co-signature', () => {
  beforeEach(() => start());
  afterEach(() => app.remove());
  const waiting = async () => (await app.must('desk.today', {})).coSign;

  it('names who contributed and for whom it waits, until the therapist co-signed', async () => {
    await byAssistant(await lastEntry());
    await settle();
    expect(await waiting()).toEqual([]);
    const sam = await app.must('people.add', ASSISTANT);
    const user = (await app.must('people.list', {})).find(({ isUser }) => isUser)?.id ?? '';
    await app.must('note.contribute', { ...(await contribute(sam.id)), coSignerId: user });
    expect(await waiting()).toMatchObject([
      { sessionId, by: 'Sam Rivera, COTA/L', role: 'assistant', forWhom: 'Dana Example' },
    ]);
    await app.must('note.sign', await signing());
    expect(await waiting()).toEqual([]);
  });

  it('waits for nobody who may not co-sign', async () => {
    await byAssistant(await lastEntry());
    await settle();
    const sam = await app.must('people.add', ASSISTANT);
    const body = { ...(await contribute(sam.id)), coSignerId: sam.id };
    expect(await app.refused('note.contribute', body)).toBe('invalid_input');
  });
});

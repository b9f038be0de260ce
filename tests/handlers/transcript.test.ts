import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClinicalRules } from '../../src/main/core/adapters/clinicalRules.ts';
import { loadRules } from '../../src/main/core/rules/loadRules.ts';
import type { CorrectionInput, EditInput, LedgerInput, ReviewState } from '../../src/shared/contract.ts';
import { RESOURCES } from '../nlp/rules.ts';
import { transcriptPipeline } from '../support/dialoguePipeline.ts';
import { tone } from '../support/fakeParts.ts';
import { draftedSession } from '../support/signedSessions.ts';
import { spokenLines } from '../support/spokenLines.ts';
import { PASSPHRASE, PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const rules = await loadRules(RESOURCES);
if (!rules.ok) throw new Error(rules.error.message);

const HEARD = spokenLines(
  ['therapist', 'Your toilet transfer was moderate assist today, with two verbal cues for hand placement.'],
  ['patient', 'My right shoulder hurts, three out of ten.'],
  ['patient', 'The grooming at the sink was min assist.'],
  ['patient', 'I want to cook for my family again.'],
  ['therapist', 'Twelve minutes of therapeutic activities, transfer training.'],
  ['therapist', 'Next visit we continue with transfers and try the reacher.'],
);

let app: TestCore;
let sessionId: string;
let state: ReviewState;

beforeEach(async () => {
  app = startTestCore({
    pipeline: await transcriptPipeline([HEARD]),
    clinical: createClinicalRules(rules.value),
  });
  await app.must('security.setUp', PERSON);
  const patient = await app.must('patients.save', {
    ...{ id: null, name: 'Pat Example', birthDate: null, recordNumber: null, diagnosis: 'Stroke', affectedSide: null },
    ...{ precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
    ...{ certificationStart: null, certificationEnd: null },
  });
  sessionId = await draftedSession(app, patient.id, tone(22));
  state = await app.must('review.get', { sessionId });
});
afterEach(() => app.remove());

const correct = async (correction: CorrectionInput) => {
  state = await app.must('review.correct', { sessionId, revision: state.revision, correction });
};
const edit = async (change: EditInput) => {
  state = await app.must('review.edit', { sessionId, revision: state.revision, edit: change });
};
const minutes = async (change: LedgerInput) => {
  state = await app.must('review.ledger', { sessionId, revision: state.revision, change });
};
const line = (id: string) => state.record.transcript.utterances.find((each) => each.id === id);
const give = (utteranceId: string, speaker: 'therapist' | 'patient' | 'caregiver' | 'other', reach = 'line' as const) =>
  correct({ kind: 'speaker', utteranceId, speaker, reach });
const type = (utteranceId: string, from: string, to: string) =>
  correct({ kind: 'words', utteranceId, text: (line(utteranceId)?.text ?? '').replace(from, to) });
const sentences = () => state.note.sections.flatMap(({ statements }) => statements);
const text = () =>
  sentences()
    .map((each) => each.text)
    .join('\n');
const withText = (part: RegExp) => {
  const found = sentences().find((each) => part.test(each.text));
  if (found === undefined) throw new Error(`no sentence ${part} in\n${text()}`);
  return found;
};
const levels = () =>
  state.record.facts.flatMap((fact) => (fact.kind === 'observation' && fact.assistLevel ? [fact.assistLevel] : []));

describe('giving a line to another speaker', () => {
  it('finds the facts again: what the patient was taken to say becomes the therapist’s finding', async () => {
    expect(levels()).toEqual(['ModA']);
    await give('u2', 'therapist');
    expect(levels()).toEqual(['ModA', 'MinA']);
    expect(text()).toMatch(/min A|minimal/i);
    expect(line('u2')).toMatchObject({ speaker: 'therapist', setBy: 'user', heardAs: { speaker: 'patient' } });
  });

  it('drops the facts of a line that is somebody else’s', async () => {
    expect(text()).toMatch(/3\/10/);
    await give('u1', 'other');
    expect(text()).not.toMatch(/3\/10/);
    expect(state.record.facts.flatMap(({ evidence }) => evidence).map(({ utteranceId }) => utteranceId)).not.toContain(
      'u1',
    );
  });

  it('changes every later line of this voice when that is asked for, and no earlier one', async () => {
    await correct({ kind: 'speaker', utteranceId: 'u2', speaker: 'caregiver', reach: 'voice' });
    expect(state.record.transcript.utterances.map(({ speaker }) => speaker)).toEqual([
      ...['therapist', 'patient', 'caregiver', 'caregiver', 'therapist', 'therapist'],
    ]);
  });

  it('is taken back whole, and done again', async () => {
    const before = state;
    await give('u2', 'therapist');
    const after = state;
    state = await app.must('review.undo', { sessionId });
    expect(state.record.transcript).toEqual(before.record.transcript);
    expect(state.record.facts).toEqual(before.record.facts);
    expect(text()).toBe(
      before.note.sections.flatMap(({ statements }) => statements.map((each) => each.text)).join('\n'),
    );
    state = await app.must('review.redo', { sessionId });
    expect(state.record).toEqual(after.record);
  });

  it('stands in history and audit trail, with who stood there before', async () => {
    await give('u1', 'other');
    const { changes, events } = await app.must('note.history', { sessionId });
    expect(changes).toMatchObject([{ what: 'speaker-changed', before: 'patient', after: 'other', by: PERSON.name }]);
    expect(events.map(({ event }) => event)).toContain('transcript-corrected');
  });

  it('is found by the search as it stands now', async () => {
    const hits = async () => (await app.must('desk.search', { query: 'grooming', patientId: null })).facts.length;
    const before = await hits();
    await give('u2', 'therapist');
    expect(await hits()).toBeGreaterThan(before);
  });

  it('is refused for a line that is not there, a speaker that stands there, an old state, a signed note', async () => {
    const speaker = { kind: 'speaker', utteranceId: 'u1', speaker: 'other', reach: 'line' } as const;
    const asked = { sessionId, revision: state.revision, correction: speaker };
    expect(await app.refused('review.correct', { ...asked, correction: { ...speaker, utteranceId: 'u99' } })).toBe(
      'not_found',
    );
    expect(await app.refused('review.correct', { ...asked, correction: { ...speaker, speaker: 'patient' } })).toBe(
      'invalid_input',
    );
    expect(await app.refused('review.correct', { ...asked, revision: 99 })).toBe('conflict');
    await settleAndSign();
    const { revision } = await app.must('review.get', { sessionId });
    expect(await app.refused('review.correct', { ...asked, revision })).toBe('conflict');
  });
});

describe('typing over words', () => {
  it('changes level and sentence, which say that they were typed and still have their sound', async () => {
    await type('u0', 'moderate', 'max');
    const sentence = withText(/max/i);
    expect(sentence.kind).toBe('typed');
    expect(sentence.evidence.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['spoken', 'entered']));
    expect(levels()).toEqual(['MaxA']);
    expect(line('u0')?.heardAs?.text).toContain('moderate');
    expect(state.issues.filter(({ code }) => code === 'number-lock' || code === 'altered-statement')).toEqual([]);
  });

  it('changes minutes and units; minutes from a typed word count as typed', async () => {
    const before = state.record.ledger.timedMinutes;
    await type('u4', 'Twelve', 'Twenty-five');
    expect(before).toBe(12);
    expect(state.record.ledger).toMatchObject({ timedMinutes: 25, entries: [{ source: 'typed', minutes: 25 }] });
    expect(state.record.charges.result.units).toBe(2);
  });

  it('makes a doubtful word sure', async () => {
    await app.remove();
    const unsure = HEARD.utterances.map((each) => ({
      ...each,
      words: each.words.map((word) => (word.text === 'moderate' ? { ...word, p: 0.2 } : word)),
    }));
    app = startTestCore({
      pipeline: await transcriptPipeline([{ ...HEARD, utterances: unsure }]),
      clinical: createClinicalRules(rules.value),
    });
    await app.must('security.setUp', PERSON);
    const [patient] = await Promise.all([
      app.must('patients.save', {
        ...{ id: null, name: 'Pat', birthDate: null, recordNumber: null, diagnosis: null, affectedSide: null },
        ...{ precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
        ...{ certificationStart: null, certificationEnd: null },
      }),
    ]);
    sessionId = await draftedSession(app, patient.id, tone(22));
    state = await app.must('review.get', { sessionId });
    expect(state.issues.map(({ code }) => code)).toContain('unsure-value');
    await type('u0', 'moderate', 'mod');
    expect(state.issues.map(({ code }) => code)).not.toContain('unsure-value');
  });

  it('is refused when the line reads like that already', async () => {
    const correction = { kind: 'words', utteranceId: 'u0', text: line('u0')!.text } as const;
    expect(await app.refused('review.correct', { sessionId, revision: state.revision, correction })).toBe(
      'invalid_input',
    );
  });

  it('shows the line before and after in the history', async () => {
    await type('u3', 'cook', 'bake');
    const { changes } = await app.must('note.history', { sessionId });
    expect(changes).toMatchObject([
      {
        what: 'words-changed',
        before: 'I want to cook for my family again.',
        after: 'I want to bake for my family again.',
      },
    ]);
  });
});

describe('what the therapist did before', () => {
  it('stays where the sentence, the minutes and the question are still there', async () => {
    const pain = withText(/3\/10/);
    await edit({ kind: 'replace', statementId: pain.id, text: 'Shoulder pain right, 3/10, eased with rest.' });
    await minutes({ kind: 'confirm', entryId: state.record.ledger.entries[0]!.id });
    const question = state.note.questions[0];
    if (question) await edit({ kind: 'answer', questionId: question.id, text: 'As I saw it.' });
    await minutes({ kind: 'add', cpt: '97535', task: 'grooming', minutes: 9 });
    // A new finding before the others moves every id behind it.
    await give('u2', 'therapist');
    expect(text()).toContain('eased with rest');
    if (question) expect(text()).toContain('As I saw it.');
    expect(state.record.ledger.entries.map(({ minutes }) => minutes)).toEqual([12, 9]);
    expect(state.record.ledger.entries.every(({ needsConfirmation }) => !needsConfirmation)).toBe(true);
    expect(state.setAside).toEqual([]);
    expect(text()).not.toMatch(/3\/10\.$/m);
  });

  it('is shown, not dropped, where its basis is gone; and one press puts it back as a typed sentence', async () => {
    const pain = withText(/3\/10/);
    await edit({ kind: 'replace', statementId: pain.id, text: 'Shoulder pain right, 3/10, eased with rest.' });
    await give('u1', 'other');
    expect(text()).not.toContain('eased with rest');
    expect(state.setAside).toMatchObject([
      {
        what: 'sentence',
        text: 'Shoulder pain right, 3/10, eased with rest.',
        before: pain.text,
        sectionId: 'subjective',
      },
    ]);
    const { position } = state.setAside[0]!;
    state = await app.must('review.settle', { sessionId, revision: state.revision, position, keep: true });
    expect(withText(/eased with rest/).kind).toBe('typed');
    expect(state.setAside).toEqual([]);
    state = await app.must('review.undo', { sessionId });
    expect(state.setAside).toHaveLength(1);
    state = await app.must('review.undo', { sessionId });
    expect(state.setAside).toEqual([]);
    expect(text()).toContain('eased with rest');
  });

  it('is dropped by the therapist alone', async () => {
    await edit({ kind: 'replace', statementId: withText(/3\/10/).id, text: 'Mine.' });
    await give('u1', 'other');
    const { position } = state.setAside[0]!;
    state = await app.must('review.settle', { sessionId, revision: state.revision, position, keep: false });
    expect(state.setAside).toEqual([]);
    expect(text()).not.toContain('Mine.');
    expect(await app.refused('review.settle', { sessionId, revision: state.revision, position, keep: false })).toBe(
      'not_found',
    );
  });

  it('a confirmed figure is asked again when its words changed, and the confirmation is shown', async () => {
    await minutes({ kind: 'change', entryId: state.record.ledger.entries[0]!.id, cpt: '97530', minutes: 10 });
    await minutes({ kind: 'add', cpt: '97535', task: 'grooming', minutes: 9 });
    const added = state.record.ledger.entries.at(-1)!.id;
    await minutes({ kind: 'change', entryId: added, cpt: '97535', minutes: 8 });
    await type('u4', 'Twelve', 'Fourteen');
    expect(state.record.ledger.entries.map(({ minutes }) => minutes)).toEqual([14, 8]);
    expect(state.setAside).toMatchObject([{ what: 'minutes', text: '97530, 10 min', sectionId: null }]);
  });

  it('listening counts for what was listened to, not for what stands under its number now', async () => {
    const heard = withText(/3\/10/);
    const clip = { sessionId, startMs: 0, endMs: 22_000 };
    await app.must('review.play', { ...clip, heard: [heard.id, ...heard.factIds] });
    await give('u0', 'other');
    const pain = withText(/3\/10/);
    expect(state.played).toEqual(expect.arrayContaining([pain.id, ...pain.factIds]));
    expect(state.played).toHaveLength(1 + pain.factIds.length);
    await give('u1', 'other');
    expect(state.played).toEqual([]);
  });

  it('listening after a correction is not counted for the state before it', async () => {
    await give('u0', 'other');
    const first = sentences().find(({ factIds }) => factIds.length > 0)!;
    await app.must('review.play', { sessionId, startMs: 0, endMs: 22_000, heard: [first.id, ...first.factIds] });
    state = await app.must('review.undo', { sessionId });
    expect(state.played).toEqual([]);
  });
});

async function settleAndSign(): Promise<void> {
  for (const { id, required } of state.note.questions) {
    if (required) await edit({ kind: 'answer', questionId: id, text: 'Answered by the therapist.' });
  }
  for (const { id, needsConfirmation } of state.record.ledger.entries) {
    if (needsConfirmation) await minutes({ kind: 'confirm', entryId: id });
  }
  await app.must('note.sign', { sessionId, revision: state.revision, passphrase: PASSPHRASE, attested: true });
}

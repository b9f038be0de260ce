/** Sessions with given facts, imported, drafted and signed through the calls a page makes. */
import { wavBytes } from '../../src/audio/wav/writeWav.ts';
import type { PipelinePort, ProcessedSession } from '../../src/main/core/ports.ts';
import type { Fact } from '../../src/shared/domain/facts.ts';
import { processedSession, tone } from './fakeParts.ts';
import { PASSPHRASE, type TestCore } from './testCore.ts';

/** A fact without the fields that every fact has; its words are those of the fake transcript. */
type Bare = Fact extends infer F ? (F extends Fact ? Omit<F, keyof typeof COMMON | 'id'> & Partial<F> : never) : never;
const COMMON = {
  ...{ certainty: 'stated', polarity: 'affirmed', source: 'therapist', rule: 'test' },
  evidence: [{ kind: 'spoken', utteranceId: 'u0', from: 0, to: 2 }],
} as const;

export function facts(...bare: readonly Bare[]): readonly Fact[] {
  return bare.map((fact, index) => ({ ...COMMON, ...fact, id: `f${index}` }) as Fact);
}

/** Each fact in a sentence of its own. */
export function foundIn(found: readonly Fact[]): ProcessedSession {
  const made = processedSession();
  const statements = found.map(({ id }, index) => ({
    ...({ id: `s${index}`, kind: 'heard', text: `Sentence ${index}.`, factIds: [id], anchors: [] } as const),
    evidence: COMMON.evidence,
  }));
  const note = { ...made.note, questions: [], sections: [{ id: 'objective', heading: 'Objective', statements }] };
  return { ...made, facts: found, note };
}

/** Gives the sessions in the order they are processed. */
export function pipelineOf(sessions: readonly (readonly Fact[])[]): PipelinePort {
  let next = 0;
  return {
    async process() {
      const found = sessions[next++];
      if (found === undefined) throw new Error('More sessions than the test has facts for.');
      return { ok: true, value: foundIn(found) };
    },
  };
}

/** A session up to its draft. */
export async function draftedSession(
  app: Pick<TestCore, 'must'>,
  patientId: string,
  sound: Float32Array = tone(1),
): Promise<string> {
  const { id: sessionId } = await app.must('sessions.create', { patientId });
  await app.must('sessions.consent', { sessionId, given: true, by: 'patient', method: 'verbal' });
  const wavBase64 = Buffer.from(wavBytes([sound])).toString('base64');
  await app.must('sessions.importWav', { sessionId, wavBase64 });
  await app.must('pipeline.run', { sessionId });
  while ((await app.must('sessions.get', { sessionId })).state === 'processing') {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return sessionId;
}

export async function sign(app: TestCore, sessionId: string): Promise<void> {
  let { revision, record } = await app.must('review.get', { sessionId });
  for (const { id } of record.ledger.entries.filter((entry) => entry.needsConfirmation)) {
    const change = { kind: 'confirm', entryId: id } as const;
    ({ revision, record } = await app.must('review.ledger', { sessionId, revision, change }));
  }
  await app.must('note.sign', { sessionId, revision, passphrase: PASSPHRASE, attested: true });
}

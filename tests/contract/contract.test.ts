import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AppEvent, CALL_NAMES, type CallName, contract, type ReplyFrame } from '../../src/shared/contract.ts';
import { fail } from '../../src/shared/result.ts';
import { fakeClinical, fakePipeline } from '../support/fakeParts.ts';
import { report, times } from '../support/faultTable.ts';
import { changeDatabase } from '../support/rawDatabase.ts';
import { PASSPHRASE, PERSON, startTestCore, type TestCore } from '../support/testCore.ts';
import { type Connection, TRANSPORTS } from './transports.ts';
import { validBody } from './validBody.ts';

/** Of fuzzed bodies per contract entry and transport. */
const FUZZ_RUNS = times(40, 1000);
const CODES = new Set<string>([
  ...['invalid_input', 'unreadable_audio', 'storage', 'locked', 'wrong_passphrase', 'not_found', 'conflict'],
  ...['consent_required', 'blocked', 'device_unavailable', 'cancelled'],
]);

describe.each(TRANSPORTS)('the contract over $name', (transport) => {
  describe('in use', () => {
    let app: TestCore;
    let page: Connection;
    beforeEach(async () => {
      app = startTestCore();
      page = await transport.connect(app.core);
    });
    afterEach(async () => {
      await page.close();
      await app.remove();
    });
    const ask = (name: CallName, body: unknown, id = 1) => page.send({ v: 1, id, name, body });

    it('answers a call under its number', async () => {
      expect(await ask('app.status', {}, 42)).toMatchObject({ v: 1, id: 42, ok: true, body: { phase: 'firstRun' } });
    });

    it('sends events to the page', async () => {
      const events: AppEvent['kind'][] = [];
      page.onEvent(({ kind }) => void events.push(kind));
      await ask('security.setUp', PERSON);
      await ask('sample.open', {});
      await app.until('processed');
      await ask('app.status', {});
      for (const kind of ['status', 'changed', 'progress', 'processed']) expect(events).toContain(kind);
    });

    it.each([
      [null],
      ['text'],
      [{}],
      [{ v: 2, id: 1, name: 'app.status', body: {} }],
      [{ v: 1, id: -1, name: 'app.status', body: {} }],
      [{ v: 1, id: 1, name: 'app.delete', body: {} }],
      [{ v: 1, id: 1, name: 'constructor', body: {} }],
      [{ v: 1, id: 1, name: '__proto__', body: {} }],
      [{ v: 1, id: 1, name: 'app.status', body: {}, more: 1 }],
    ])('answers a frame it does not know with a typed error: %j', async (frame) => {
      expect(await page.send(frame)).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
      expect(await ask('app.status', {})).toMatchObject({ ok: true });
    });

    it('lets nothing pass while locked that needs the app unlocked', async () => {
      await ask('security.setUp', PERSON);
      await ask('security.lock', {});
      for (const name of CALL_NAMES.filter((each) => contract[each].needs === 'unlocked')) {
        const reply = (await ask(name, validBody(name))) as Extract<ReplyFrame, { ok: false }>;
        expect([name, reply.ok, reply.error?.code]).toEqual([name, false, 'locked']);
      }
    });
  });

  describe('under hostile input', () => {
    let app: TestCore;
    let page: Connection;
    beforeAll(async () => {
      app = startTestCore();
      page = await transport.connect(app.core);
      await app.must('security.setUp', PERSON);
      await app.must('sample.open', {});
      await app.until('processed');
    });
    afterAll(async () => {
      await page.close();
      await app.remove();
    });

    let fuzzed = 0;
    const state = async () => [await app.must('patients.list', {}), (await app.must('app.status', {})).phase];
    const harmless = CALL_NAMES.filter((name) => !['security.lock', 'sample.remove', 'sample.open'].includes(name));

    it.each(harmless)(
      '%s gives a typed answer to anything, and bad input changes nothing',
      async (name) => {
        const before = await state();
        await fc.assert(
          fc.asyncProperty(fc.oneof(fc.jsonValue(), mutated(validBody(name))), async (body) => {
            fc.pre(!contract[name].in.safeParse(body).success);
            const reply = await page.send({ v: 1, id: 7, name, body });
            if ('event' in reply || reply.ok) throw new Error('accepted');
            expect(reply.id).toBe(7);
            expect(CODES).toContain(reply.error.code);
            expect(reply.error.message).toMatch(/^[A-Z].*[.:]?$/s);
          }),
          { numRuns: FUZZ_RUNS },
        );
        expect(await state()).toEqual(before);
        fuzzed += FUZZ_RUNS;
      },
      240_000,
    );

    it('was asked each call', () => {
      expect(fuzzed).toBe(harmless.length * FUZZ_RUNS);
      const told = `${harmless.length} calls, each a typed answer, no state changed`;
      report(`fuzzed messages over ${transport.name}`, fuzzed, told);
    });
  });
});

describe('the router', () => {
  it('turns a bug into an incident without its message, on the screen and in the log', async () => {
    const app = startTestCore({
      documents: {
        text: () => {
          throw new Error('patient said zebrafinch');
        },
        markdown: () => fail('not_found', 'None.'),
        pdf: async () => fail('not_found', 'None.'),
        audit: async () => fail('not_found', 'None.'),
      },
    });
    await app.must('security.setUp', PERSON);
    const { sessionId } = await app.must('sample.open', {});
    await app.until('processed');
    const result = await app.core.call('export.text', { sessionId, sectionId: null });
    if (result.ok) throw new Error('accepted');
    expect(result.error.code).toBe('internal');
    const incident = /Incident ([0-9a-f]{8})\./.exec(result.error.message)?.[1] ?? 'none';
    const log = readFileSync(`${app.folder}/app.log`, 'utf8');
    expect(log).toContain(incident);
    expect(log).toContain('contract.test.ts');
    expect(log).not.toContain('zebrafinch');
    await app.remove();
  });

  it.each([
    ['SQLITE_FULL', 'storage_full'],
    ['SQLITE_CORRUPT', 'storage'],
    ['SQLITE_READONLY', 'storage'],
  ])('tells of a database that answers %s in a sentence, not as a bug', async (fault, code) => {
    const failing = () => {
      throw Object.assign(new Error('of the driver'), { code: fault });
    };
    const app = startTestCore({ clinical: { ...fakeClinical, payers: failing } });
    await app.must('security.setUp', PERSON);
    expect(await app.refused('payers.list', {})).toBe(code);
    await app.remove();
  });

  it('answers at most 64 calls at a time, and works again after that', async () => {
    const app = startTestCore();
    await app.must('security.setUp', PERSON);
    const replies = await Promise.all(
      Array.from({ length: 100 }, () => app.core.call('security.unlock', { passphrase: 'x' })),
    );
    expect(replies.filter((reply) => !reply.ok && reply.error.code === 'conflict')).toHaveLength(36);
    expect((await app.must('app.status', {})).phase).toBe('unlocked');
    await app.remove();
  });

  it('writes a line of the audit trail for each audited call, with ids and no words', async () => {
    const app = startTestCore();
    await app.must('security.setUp', PERSON);
    const { sessionId } = await app.must('sample.open', {});
    await app.until('processed');
    await app.must('review.get', { sessionId });
    await app.must('export.text', { sessionId, sectionId: null });
    await app.refused('review.edit', { sessionId, revision: 99, edit: { kind: 'remove', statementId: 's0' } });
    const rows = await app.must('security.audit', { limit: 100 });
    expect(rows.map(({ event, subject }) => [event, subject === sessionId])).toEqual([
      ['note-copied', true],
      ['note-viewed', true],
      ['sample-opened', true],
      ['set-up', false],
    ]);
    for (const { subject } of rows) expect(subject).toMatch(/^[0-9a-f]{32}$/);
    await app.remove();
  });
});

describe('processing', () => {
  it('reports a failure, keeps the sound, and can be tried again', async () => {
    let attempts = 0;
    const working = fakePipeline();
    const app = startTestCore({
      pipeline: {
        process: (input) =>
          ++attempts === 1 ? Promise.resolve(fail('model_missing', 'No model.')) : working.process(input),
      },
    });
    await app.must('security.setUp', PERSON);
    const { sessionId } = await app.must('sample.open', {});
    expect(await app.until('failed')).toMatchObject({ sessionId, error: { code: 'model_missing' } });
    expect(await app.must('sessions.get', { sessionId })).toMatchObject({ state: 'failed' });
    await app.must('pipeline.run', { sessionId });
    await app.until('processed');
    expect(await app.must('sessions.get', { sessionId })).toMatchObject({ state: 'review' });
    expect(await app.refused('pipeline.run', { sessionId })).toBe('conflict');
    await app.remove();
  });

  it('is cancelled on request, keeps the sound, and can be started again', async () => {
    let runs = 0;
    const app = startTestCore({
      pipeline: {
        process: (input) =>
          ++runs > 1
            ? fakePipeline().process(input)
            : new Promise((resolve) => {
                input.signal.addEventListener('abort', () => resolve(fail('cancelled', 'Cancelled.')));
              }),
      },
    });
    await app.must('security.setUp', PERSON);
    const { sessionId } = await app.must('sample.open', {});
    expect(await app.refused('pipeline.run', { sessionId })).toBe('conflict');
    expect(await app.refused('sample.remove', {})).toBe('conflict');
    await app.must('pipeline.cancel', { sessionId });
    await expect.poll(async () => (await app.must('sessions.get', { sessionId })).state).toBe('stopped');
    expect(app.events.filter(({ kind }) => kind === 'failed')).toEqual([]);
    expect(await app.refused('pipeline.cancel', { sessionId })).toBe('conflict');
    await app.must('pipeline.run', { sessionId });
    await app.until('processed');
    await app.remove();
  });

  it('goes on with the next session when one takes its stage down', async () => {
    let attempts = 0;
    const working = fakePipeline();
    const app = startTestCore({
      pipeline: {
        async process(input) {
          if (++attempts === 1) throw new Error('a bug in a stage');
          return working.process(input);
        },
      },
    });
    await app.must('security.setUp', PERSON);
    const { sessionId } = await app.must('sample.open', {});
    expect(await app.until('failed')).toMatchObject({ sessionId, error: { code: 'internal' } });
    await app.must('pipeline.run', { sessionId });
    await app.until('processed');
    await app.remove();
  });

  it('is given up when it took the app down again and again', async () => {
    const app = startTestCore();
    await app.must('security.setUp', PERSON);
    const { sessionId } = await app.must('sample.open', {});
    await app.until('processed');
    await app.close();
    await changeDatabase(app.folder, PASSPHRASE, (db) => {
      db.prepare("UPDATE session SET state = 'processing' WHERE id = ?").run(sessionId);
      db.prepare("INSERT INTO job VALUES (?, 3, '2026-03-02T14:00:00Z')").run(sessionId);
    });
    const again = startTestCore({}, app.folder);
    await again.must('security.unlock', { passphrase: PASSPHRASE });
    expect(await again.until('failed')).toMatchObject({ sessionId, error: { code: 'internal' } });
    expect(await again.must('sessions.get', { sessionId })).toMatchObject({ state: 'failed' });
    await again.remove();
  });

  it('is cut off by the lock and taken up at the unlock, from its checkpoints', async () => {
    const seen: unknown[] = [];
    const app = startTestCore({
      pipeline: {
        async process(input) {
          seen.push(await input.checkpoints.load('hear', 'k'));
          if (seen.length > 1) return fakePipeline().process(input);
          await input.checkpoints.save('hear', 'k', { done: true });
          return new Promise((resolve) => {
            input.signal.addEventListener('abort', () => resolve(fail('cancelled', 'Cancelled.')));
          });
        },
      },
    });
    await app.must('security.setUp', PERSON);
    const { sessionId } = await app.must('sample.open', {});
    await expect.poll(() => seen.length).toBe(1);
    await app.must('security.lock', {});
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    await app.until('processed');
    expect(seen).toEqual([undefined, { done: true }]);
    expect(await app.must('sessions.get', { sessionId })).toMatchObject({ state: 'review' });
    await app.remove();
  });
});

/** A good body with one field dropped, added or replaced by something else. */
function mutated(body: unknown): fc.Arbitrary<unknown> {
  const fields = Object.keys(body as object);
  const key = fields.length > 0 ? fc.constantFrom(...fields) : fc.constant('extra');
  return fc.oneof(
    key.map((field) => Object.fromEntries(Object.entries(body as object).filter(([name]) => name !== field))),
    fc.tuple(key, fc.jsonValue()).map(([field, value]) => ({ ...(body as object), [field]: value })),
    fc.jsonValue().map((value) => ({ ...(body as object), unexpected: value })),
  );
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sealedSounds } from '../support/fakeParts.ts';
import { PASSPHRASE, PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

describe('the way from first run to a signed note', () => {
  let app: TestCore;
  beforeEach(() => {
    app = startTestCore();
  });
  afterEach(() => app.remove());

  async function openSample(): Promise<string> {
    await app.must('security.setUp', PERSON);
    const { sessionId } = await app.must('sample.open', {});
    await app.until('processed');
    return sessionId;
  }

  it('starts with the set-up, and with nothing else', async () => {
    expect((await app.must('app.status', {})).phase).toBe('firstRun');
    expect(await app.refused('patients.list', {})).toBe('locked');
    expect(await app.refused('security.unlock', { passphrase: PASSPHRASE })).toBe('conflict');
    const { recoveryCode } = await app.must('security.setUp', PERSON);
    expect(recoveryCode).toMatch(/^([0-9A-Z]{4}-){7}[0-9A-Z]{4}$/);
    expect(await app.must('app.status', {})).toMatchObject({ phase: 'unlocked', therapist: { name: 'Dana Example' } });
    expect(await app.refused('security.setUp', PERSON)).toBe('conflict');
  });

  it('makes a draft of the sample, and opens the same session the second time', async () => {
    const sessionId = await openSample();
    const [walter] = await app.must('patients.list', {});
    expect(walter?.patient.isSample).toBe(true);
    expect(walter?.sessions).toMatchObject([{ id: sessionId, state: 'review' }]);
    expect(await app.must('sample.open', {})).toEqual({ sessionId });
  });

  it('refuses the signature until every blocker is settled, then locks the note', async () => {
    const sessionId = await openSample();
    let { revision } = await app.must('review.get', { sessionId });
    const sign = (passphrase: string = PASSPHRASE) => ({ sessionId, revision, passphrase, attested: true as const });
    expect(await app.refused('note.sign', sign())).toBe('blocked');
    const answer = { kind: 'answer', questionId: 'q0', text: 'Says the shoulder is better.' } as const;
    ({ revision } = await app.must('review.edit', { sessionId, revision, edit: answer }));
    const confirm = { kind: 'confirm', entryId: 'm0' } as const;
    ({ revision } = await app.must('review.ledger', { sessionId, revision, change: confirm }));
    expect(await app.refused('note.sign', sign('wrong passphrase'))).toBe('wrong_passphrase');
    app.advance(2000);
    const signed = await app.must('note.sign', sign());
    expect(signed.signature).toMatchObject({ by: 'Dana Example', credentials: 'OTR/L', timeZone: 'America/Chicago' });
    expect(signed.record.session.state).toBe('signed');
    expect(signed.note.sections[0]?.statements[0]?.text).toBe('Says the shoulder is better.');
    const late = { kind: 'add', sectionId: 'objective', text: 'More.' };
    expect(await app.refused('review.edit', { sessionId, revision, edit: late })).toBe('conflict');
    expect(await app.refused('review.undo', { sessionId })).toBe('conflict');
    expect(await app.refused('note.sign', sign())).toBe('conflict');
    expect((await app.must('security.verify', {})).ok).toBe(true);
    expect((await app.must('export.text', { sessionId, sectionId: null })).text).toMatch(/^SIGNED/);
    const pack = await app.must('export.audit', { sessionId });
    expect(Buffer.from(pack.zipBase64, 'base64').toString()).toMatch(/^PK [0-9a-f]{64}$/);
  });

  it('takes a signed correction under the note, and none before the signature or without the passphrase', async () => {
    const sessionId = await openSample();
    const text = 'The left hand was meant.';
    const correction = { sessionId, kind: 'correction', concerns: null, text, passphrase: PASSPHRASE } as const;
    expect(await app.refused('note.addend', correction)).toBe('conflict');
    let { revision } = await app.must('review.get', { sessionId });
    const answer = { kind: 'answer', questionId: 'q0', text: 'Says the shoulder is better.' } as const;
    ({ revision } = await app.must('review.edit', { sessionId, revision, edit: answer }));
    const confirm = { kind: 'confirm', entryId: 'm0' } as const;
    ({ revision } = await app.must('review.ledger', { sessionId, revision, change: confirm }));
    const signed = await app.must('note.sign', { sessionId, revision, passphrase: PASSPHRASE, attested: true });
    expect(await app.refused('note.addend', { ...correction, passphrase: 'wrong passphrase' })).toBe(
      'wrong_passphrase',
    );
    app.advance(2000);
    expect(await app.refused('note.addend', { ...correction, text: '   ' })).toBe('invalid_input');
    const after = await app.must('note.addend', correction);
    expect(after.record.addenda).toMatchObject([{ kind: 'correction', text, by: 'Dana Example' }]);
    const late = { ...correction, kind: 'lateEntry', text: 'Family was taught guarding.' } as const;
    expect(await app.refused('note.addend', late)).toBe('invalid_input');
    expect(await app.refused('note.addend', { ...late, concerns: '2026-03-09' })).toBe('invalid_input');
    expect(await app.refused('note.addend', { ...correction, concerns: '2026-03-01' })).toBe('invalid_input');
    const twice = await app.must('note.addend', { ...late, concerns: '2026-03-01' });
    expect(twice.record.addenda?.[1]).toMatchObject({ kind: 'lateEntry', concerns: '2026-03-01' });
    expect(after.note).toEqual(signed.note);
    expect(after.signature).toEqual(signed.signature);
    expect((await app.must('security.verify', {})).ok).toBe(true);
    expect((await app.must('security.audit', { limit: 3 })).map(({ event }) => event)).toContain('addendum-signed');
    await app.must('sample.remove', {});
  });

  it('lays edits over the draft, takes them back and brings them again', async () => {
    const sessionId = await openSample();
    const first = await app.must('review.get', { sessionId });
    const edit = { kind: 'replace', statementId: 's0', text: 'Changed.' } as const;
    const changed = await app.must('review.edit', { sessionId, revision: first.revision, edit });
    const textOf = (state: typeof first) => state.note.sections[1]?.statements[0]?.text;
    expect(textOf(changed)).toBe('Changed.');
    expect(changed).toMatchObject({ canUndo: true, canRedo: false });
    const undone = await app.must('review.undo', { sessionId });
    expect(textOf(undone)).toBe(textOf(first));
    expect(undone).toMatchObject({ canUndo: false, canRedo: true });
    expect(textOf(await app.must('review.redo', { sessionId }))).toBe('Changed.');
    expect(await app.refused('review.redo', { sessionId })).toBe('conflict');
  });

  it('refuses an edit that was based on an older state', async () => {
    const sessionId = await openSample();
    const { revision } = await app.must('review.get', { sessionId });
    const edit = { kind: 'remove', statementId: 's0' } as const;
    await app.must('review.edit', { sessionId, revision, edit });
    expect(await app.refused('review.edit', { sessionId, revision, edit })).toBe('conflict');
  });

  it('plays a minute at most, and refuses a stretch that ends before it starts', async () => {
    const sessionId = await openSample();
    const clip = await app.must('review.play', { sessionId, startMs: 1000, endMs: 90_000, heard: [] });
    expect(clip).toMatchObject({ startMs: 1000, endMs: 61_000 });
    expect(Buffer.from(clip.wavBase64, 'base64').subarray(0, 4).toString()).toBe('RIFF');
    expect(await app.refused('review.play', { sessionId, startMs: 500, endMs: 400, heard: [] })).toBe('invalid_input');
  });

  it.each([
    ['the whole of it', 0, 2000, ['f0', 's0']],
    ['just after it', 900, 2000, []],
    ['the first half of it', 0, 450, []],
  ] as const)('takes a sentence as heard after %s was played', async (_what, startMs, endMs, played) => {
    const sessionId = await openSample();
    await app.must('review.play', { sessionId, startMs, endMs, heard: ['s0', 'f0', 'nothing'] });
    expect((await app.must('review.get', { sessionId })).played.toSorted()).toEqual(played);
  });

  it('opens the sound once for many sentences, and closes it with the lock', async () => {
    let opened = 0;
    let closed = 0;
    await app.remove();
    app = startTestCore({
      sound: {
        ...sealedSounds,
        async open(sealed) {
          const result = await sealedSounds.open(sealed);
          if (!result.ok) return result;
          opened++;
          const close = async () => {
            closed++;
            await result.value.close();
          };
          return { ok: true, value: { ...result.value, close } };
        },
      },
    });
    const sessionId = await openSample();
    const play = () => app.must('review.play', { sessionId, startMs: 0, endMs: 1000, heard: [] });
    const clips = await Promise.all([play(), play(), play()]);
    expect(new Set(clips.map(({ wavBase64 }) => wavBase64)).size).toBe(1);
    expect([opened, closed]).toEqual([1, 0]);
    await app.must('security.lock', {});
    await expect.poll(() => closed).toBe(1);
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    expect((await play()).wavBase64).toBe(clips[0]?.wavBase64);
    expect([opened, closed]).toEqual([2, 1]);
  });

  it.each([
    ['an unknown code', { kind: 'add', cpt: '00000', task: '', minutes: 5 }, 'invalid_input'],
    ['an entry that is not there', { kind: 'remove', entryId: 'm9' }, 'not_found'],
    ['no minutes at all', { kind: 'add', cpt: '97530', task: '', minutes: 0 }, 'invalid_input'],
    ['half a minute', { kind: 'change', entryId: 'm0', cpt: '97530', minutes: 1.5 }, 'invalid_input'],
    ['more than a day', { kind: 'change', entryId: 'm0', cpt: '97530', minutes: 1441 }, 'invalid_input'],
    ['fewer than none', { kind: 'change', entryId: 'm0', cpt: '97530', minutes: -1 }, 'invalid_input'],
  ])('refuses minutes with %s', async (_what, change, code) => {
    const sessionId = await openSample();
    const { revision } = await app.must('review.get', { sessionId });
    expect(await app.refused('review.ledger', { sessionId, revision, change })).toBe(code);
    expect((await app.must('review.get', { sessionId })).revision).toBe(revision);
  });

  it.each([
    ['a sentence that is not there', { kind: 'replace', statementId: 's9', text: 'x' }],
    ['a section that is not there', { kind: 'add', sectionId: 'nowhere', text: 'x' }],
    ['a question that was not asked', { kind: 'answer', questionId: 'q9', text: 'x' }],
  ])('refuses an edit of %s', async (_what, edit) => {
    const sessionId = await openSample();
    const { revision } = await app.must('review.get', { sessionId });
    expect(await app.refused('review.edit', { sessionId, revision, edit })).toBe('not_found');
  });

  it('takes a tie only between the codes that tie, and signs no older version', async () => {
    const sessionId = await openSample();
    const { revision } = await app.must('review.get', { sessionId });
    expect(await app.refused('review.resolveTie', { sessionId, revision, code: '97110' })).toBe('invalid_input');
    await app.must('review.resolveTie', { sessionId, revision, code: '97535' });
    const sign = { sessionId, revision, passphrase: PASSPHRASE, attested: true };
    expect(await app.refused('note.sign', sign)).toBe('conflict');
    expect(await app.refused('note.sign', { ...sign, attested: false })).toBe('invalid_input');
  });

  it('hands the note out as text, whole or one section, and as a file', async () => {
    const sessionId = await openSample();
    const whole = await app.must('export.text', { sessionId, sectionId: null });
    const part = await app.must('export.text', { sessionId, sectionId: 'subjective' });
    expect(whole.text).toMatch(/^DRAFT\nPatient performed/);
    expect(part.text).toBe('DRAFT');
    const pdf = await app.must('export.pdf', { sessionId });
    expect(Buffer.from(pdf.pdfBase64, 'base64').toString()).toMatch(/^%PDF/);
  });

  it('removes the sample whole, also when it was signed', async () => {
    const sessionId = await openSample();
    await app.must('sample.remove', {});
    expect(await app.must('patients.list', {})).toEqual([]);
    expect(await app.refused('review.get', { sessionId })).toBe('not_found');
  });
});

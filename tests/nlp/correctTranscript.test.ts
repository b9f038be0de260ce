import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadLexicon } from '../../src/main/core/rules/loadLexicon.ts';
import { changedWords, correctTranscript } from '../../src/nlp/correctTranscript.ts';
import { extractFacts } from '../../src/nlp/extractFacts.ts';
import type { Correction } from '../../src/shared/domain/correction.ts';
import { spokenLines } from '../support/spokenLines.ts';
import { RESOURCES } from './rules.ts';

const loaded = loadLexicon(join(RESOURCES, 'lexicon'));
if (!loaded.ok) throw new Error(loaded.error.message);
const lexicon = loaded.value;

const WHO = { by: 'th0', at: '2026-03-02T15:00:00Z' } as const;
const HEARD = spokenLines(
  ['therapist', 'The toilet transfer was min assist today.'],
  ['patient', 'My right shoulder hurts a lot.'],
);
const typed = (utteranceId: string, from: number, to: number, text: string): Correction => ({
  ...{ kind: 'words', utteranceId, from, to, text, before: '', after: '', ...WHO },
});
const given = (utteranceId: string, speaker: 'therapist' | 'patient' | 'caregiver' | 'other'): Correction => ({
  ...{ kind: 'speaker', utteranceIds: [utteranceId], speaker, before: ['patient'], ...WHO },
});
const found = (...corrections: readonly Correction[]) => extractFacts(correctTranscript(HEARD, corrections), lexicon);

describe('words typed over a line', () => {
  it('stand in the sound of the words they replace; the others keep their own time and confidence', () => {
    const line = correctTranscript(HEARD, [typed('u0', 4, 5, 'mod')]).utterances[0]!;
    expect(line.text).toBe('The toilet transfer was mod assist today.');
    expect(line.words[4]).toEqual({ text: 'mod', startMs: 1200, endMs: 1500, p: 1, typed: WHO });
    expect(line.words[5]).toEqual(HEARD.utterances[0]!.words[5]);
  });

  it('keep the first hearing beside them, also after a second correction', () => {
    const [line] = correctTranscript(HEARD, [typed('u0', 4, 5, 'mod'), typed('u0', 4, 5, 'max')]).utterances;
    expect(line?.text).toContain('max assist');
    expect(line?.heardAs?.text).toBe('The toilet transfer was min assist today.');
  });

  it('share the time of what they stand for when they are more words, and fit between others when they are new', () => {
    const more = correctTranscript(HEARD, [typed('u0', 4, 5, 'contact guard')]).utterances[0]!.words;
    expect(more.slice(4, 6).map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [1200, 1375],
      [1375, 1500],
    ]);
    const added = correctTranscript(HEARD, [typed('u0', 6, 6, 'from bed')]).utterances[0]!;
    expect(added.text).toBe('The toilet transfer was min assist from bed today.');
    for (const { startMs, endMs } of added.words.slice(6, 8)) expect([startMs, endMs]).toEqual([1800, 1800]);
  });

  it('leave a line without word times without them, and touch no other line', () => {
    const bare = { ...HEARD, utterances: HEARD.utterances.map((line) => ({ ...line, words: [] })) };
    const [first, second] = correctTranscript(bare, [typed('u0', 4, 5, 'mod')]).utterances;
    expect(first?.words).toEqual([]);
    expect(first?.text).toContain('mod assist');
    expect(second).toEqual(bare.utterances[1]);
  });

  it('are the fewest words that differ', () => {
    expect(changedWords('he had min assist twice', 'he had mod assist twice')).toEqual({ from: 2, to: 3, text: 'mod' });
    expect(changedWords('he had min assist', 'he min assist')).toEqual({ from: 1, to: 2, text: '' });
    expect(changedWords('two two two', 'two two')).toEqual({ from: 2, to: 3, text: '' });
    expect(changedWords('he had  min assist', ' he had min assist')).toBeNull();
  });
});

describe('facts after a correction', () => {
  it('follow the typed words, and say who typed them', () => {
    const level = found(typed('u0', 4, 5, 'mod')).find(({ kind }) => kind === 'observation');
    expect(level).toMatchObject({ assistLevel: 'ModA', typed: WHO });
    expect(found().find(({ kind }) => kind === 'observation')).not.toHaveProperty('typed');
  });

  it('say so for the line that was typed in alone', () => {
    const facts = found(typed('u0', 4, 5, 'mod'));
    expect(facts.filter(({ typed }) => typed !== undefined).map(({ evidence }) => evidence[0].utteranceId)).toEqual([
      'u0',
    ]);
  });

  it('follow the speaker: what the patient said is no finding of the therapist', () => {
    const report = (facts: ReturnType<typeof found>) => facts.filter(({ source }) => source === 'patient');
    expect(report(found()).length).toBeGreaterThan(0);
    expect(report(found(given('u1', 'therapist')))).toEqual([]);
  });

  it('are gone with a line that was given to somebody else in the room', () => {
    expect(
      found(given('u1', 'other'))
        .flatMap(({ evidence }) => evidence)
        .map(({ utteranceId }) => utteranceId),
    ).toEqual(
      found()
        .flatMap(({ evidence }) => evidence)
        .map(({ utteranceId }) => utteranceId)
        .filter((id) => id !== 'u1'),
    );
    expect(found(given('u0', 'other'), given('u1', 'other'))).toEqual([]);
  });

  it('come back when the line is given back', () => {
    expect(found(given('u1', 'other'), given('u1', 'patient'))).toEqual(found());
  });
});

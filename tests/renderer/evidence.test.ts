import { describe, expect, it } from 'vitest';
import { resolveEvidence, spanOfWords, tokensOf } from '../../src/renderer/features/review/evidence.ts';
import { SAMPLE_PATIENT, session } from './support/fakeCore.ts';
import { spoken } from './support/sampleFacts.ts';
import { sampleReview } from './support/sampleReview.ts';

const { record } = sampleReview(SAMPLE_PATIENT, session('s1', SAMPLE_PATIENT.id, 'review'));

function line(quote: string) {
  const { utteranceId } = spoken(quote);
  const found = record.transcript.utterances.find((utterance) => utterance.id === utteranceId);
  if (found === undefined) throw new Error('not in the transcript');
  return found;
}

describe('following evidence to words and sound', () => {
  it('marks exactly the words that were meant', () => {
    const { lines } = resolveEvidence([spoken('two verbal cues')], record);
    expect(lines).toHaveLength(1);
    const [found] = lines;
    const tokens = tokensOf(found?.utterance.text ?? '');
    expect([...(found?.tokens ?? [])].map((index) => tokens[index])).toEqual(['two', 'verbal', 'cues']);
  });

  it('plays the words with a little around them, inside the recording', () => {
    const { clips } = resolveEvidence([spoken('Two out of ten.')], record);
    const { startMs, endMs } = line('Two out of ten.');
    expect(clips).toHaveLength(1);
    expect(clips[0]?.startMs).toBeLessThan(startMs);
    expect(clips[0]?.endMs).toBeGreaterThan(endMs - 1);
    expect(clips[0]?.endMs).toBeLessThanOrEqual(record.session.durationMs);
  });

  it('plays two places far apart one after the other, and two close ones in one go', () => {
    const far = resolveEvidence([spoken('Grooming at the sink,'), spoken('Two out of ten.')], record);
    expect(far.clips.map((clip) => clip.startMs)).toEqual(
      [...far.clips.map((clip) => clip.startMs)].sort((a, b) => a - b),
    );
    expect(far.clips).toHaveLength(2);
    const near = resolveEvidence([spoken('How bad, zero to ten?'), spoken('Two out of ten.')], record);
    expect(near.clips).toHaveLength(1);
  });

  it('follows a rule to the minutes it counted and on to what was said', () => {
    const { lines, rules } = resolveEvidence([{ kind: 'rule', ruleId: 'minutes/total', inputs: ['m0', 'm1'] }], record);
    expect(rules.map((rule) => rule.ruleId)).toEqual(['minutes/total']);
    expect(lines.map((found) => found.utterance.id)).toEqual([line('eleven minutes').id]);
    expect(lines[0]?.tokens.size).toBeGreaterThan(8);
  });

  it('does not walk in circles when rules name each other', () => {
    const entry = record.ledger.entries[0];
    if (entry === undefined) throw new Error('the sample has minutes');
    const circular = {
      ...record,
      ledger: {
        ...record.ledger,
        entries: [{ ...entry, evidence: [{ kind: 'rule', ruleId: 'r', inputs: ['m0'] }] as const }],
      },
    };
    expect(resolveEvidence([{ kind: 'rule', ruleId: 'r', inputs: ['m0'] }], circular).clips).toEqual([]);
  });

  it('leaves out evidence that points at an utterance that is not there', () => {
    const { lines, clips } = resolveEvidence([{ kind: 'spoken', utteranceId: 'u999', from: 0, to: 1 }], record);
    expect(lines).toEqual([]);
    expect(clips).toEqual([]);
  });

  it('takes the whole utterance where a typed transcript has no word times', () => {
    const typed = { ...line('Two out of ten.'), words: [] };
    expect(spanOfWords(typed, 1, 2)).toMatchObject({ startMs: typed.startMs, endMs: typed.endMs });
  });
});

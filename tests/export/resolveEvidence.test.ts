import { describe, expect, it } from 'vitest';
import { type EvidenceContext, resolveEvidence } from '../../src/main/core/export/resolveEvidence.ts';
import type { LedgerEntry } from '../../src/shared/domain/billing.ts';
import type { MinutesFact } from '../../src/shared/domain/facts.ts';
import type { Utterance } from '../../src/shared/domain/utterance.ts';

const spoken = 'Twelve minutes of transfers.'.split(' ');
const utterance: Utterance = {
  id: 'u0',
  speaker: 'therapist',
  speakerP: 1,
  setBy: 'model',
  startMs: 1000,
  endMs: 3000,
  text: spoken.join(' '),
  words: spoken.map((text, index) => ({ text, startMs: 1000 + index * 400, endMs: 1400 + index * 400, p: 0.9 })),
};
const fact: MinutesFact = {
  id: 'f0',
  kind: 'minutes',
  cpt: '97530',
  cptAlternatives: [],
  minutes: 12,
  approximate: false,
  derived: false,
  timed: true,
  task: 'transfers',
  certainty: 'stated',
  polarity: 'affirmed',
  source: 'therapist',
  rule: 'minutes/said',
  evidence: [{ kind: 'spoken', utteranceId: 'u0', from: 0, to: 2 }],
};
const entry: LedgerEntry = {
  id: 'm0',
  source: 'spoken',
  cpt: '97530',
  task: 'transfers',
  minutes: 12,
  timed: true,
  approximate: false,
  needsConfirmation: false,
  evidence: [{ kind: 'rule', ruleId: 'minutes/said', inputs: ['f0'] }],
};
const context: EvidenceContext = { utterances: [utterance], facts: [fact], ledger: [entry] };

describe('following evidence down to sound', () => {
  it('gives the words and the times of exactly the words meant', () => {
    expect(resolveEvidence(fact.evidence, context)).toEqual([
      { kind: 'spoken', utterance: 0, speaker: 'therapist', t0: 1, t1: 1.8, words: 'Twelve minutes' },
    ]);
  });

  it('follows a rule through ledger entry and fact to what was said', () => {
    const resolved = resolveEvidence([{ kind: 'rule', ruleId: 'cms', inputs: ['m0'] }], context);
    expect(resolved.map((each) => each.kind)).toEqual(['rule', 'rule', 'spoken']);
  });

  it('names the same sound once, however many ways lead to it', () => {
    const twice = resolveEvidence([...fact.evidence, { kind: 'rule', ruleId: 'cms', inputs: ['f0', 'm0'] }], context);
    expect(twice.filter((each) => each.kind === 'spoken')).toHaveLength(1);
  });

  it('falls back on the whole utterance when a transcript has no word times', () => {
    const plain = { ...context, utterances: [{ ...utterance, words: [] }] };
    expect(resolveEvidence(fact.evidence, plain)[0]).toMatchObject({ t0: 1, t1: 3, words: 'Twelve minutes' });
  });

  it('does not accept evidence that points at no utterance', () => {
    expect(() => resolveEvidence([{ kind: 'spoken', utteranceId: 'u9', from: 0, to: 1 }], context)).toThrow('u9');
  });

  it('ends on rules that point at each other', () => {
    const loop: LedgerEntry = { ...entry, evidence: [{ kind: 'rule', ruleId: 'loop', inputs: ['m0'] }] };
    const resolved = resolveEvidence([{ kind: 'rule', ruleId: 'start', inputs: ['m0'] }], {
      ...context,
      ledger: [loop],
    });
    expect(resolved).toHaveLength(2);
  });
});

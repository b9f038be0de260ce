import { describe, expect, it } from 'vitest';
import { openPoints } from '../../src/renderer/features/review/openPoints.ts';
import type { ReviewState } from '../../src/shared/contract.ts';
import type { Issue } from '../../src/shared/domain/issue.ts';
import { SAMPLE_PATIENT, session } from './support/fakeCore.ts';
import { sampleReview } from './support/sampleReview.ts';

const base = sampleReview(SAMPLE_PATIENT, session('s1', SAMPLE_PATIENT.id, 'review'));
const blocker = (at: string | undefined, code = 'any'): Issue => ({ severity: 'blocker', code, message: 'x', at });
const resolution = (issue: Issue, more: Partial<ReviewState> = {}) =>
  openPoints({ ...base, issues: [issue], ...more })[0]?.resolution;

describe('the open points of a draft', () => {
  it('come with what stops the signature first', () => {
    expect(openPoints(base).map((point) => point.severity)).toEqual(['blocker', 'blocker', 'warning', 'hint']);
  });

  it('offer to confirm minutes that are not certain', () => {
    expect(resolution(blocker('m0'))).toEqual({ kind: 'confirm', entryId: 'm0' });
  });

  it('lead to the minutes when an entry is certain or has no code to confirm', () => {
    expect(resolution(blocker('m1'))).toEqual({ kind: 'minutes' });
    const entries = base.record.ledger.entries.map((entry) => ({ ...entry, cpt: null }));
    const record = { ...base.record, ledger: { ...base.record.ledger, entries } };
    expect(resolution(blocker('m0'), { record })).toEqual({ kind: 'minutes' });
  });

  it('lead to the blank that a question is about', () => {
    expect(resolution(blocker('ask-response'))).toEqual({ kind: 'answer', questionId: 'ask-response' });
  });

  it('let an unsure sentence be heard, and once it was heard only show it', () => {
    expect(resolution(blocker('s0'))).toMatchObject({ kind: 'listen', heard: ['s0', 'f3'], statementId: 's0' });
    expect(resolution(blocker('s0'), { played: ['s0'] })).toEqual({ kind: 'show', statementId: 's0' });
    expect(resolution(blocker('s1'))).toEqual({ kind: 'show', statementId: 's1' });
  });

  it('let a fact be heard, in the sentence that holds it or by itself', () => {
    expect(resolution(blocker('f2'))).toMatchObject({ kind: 'listen', statementId: 's2' });
    expect(resolution(blocker('f10'))).toMatchObject({ kind: 'listen', statementId: null, heard: ['f10'] });
  });

  it('offer the codes between which the rule ties', () => {
    const result = { ...base.record.charges.result, ties: [{ codes: ['97530', '97535'], units: 1, reason: 'Equal.' }] };
    const record = { ...base.record, charges: { ...base.record.charges, result } };
    expect(resolution(blocker('97530,97535'), { record })).toEqual({ kind: 'tie', codes: ['97530', '97535'] });
  });

  it('let speech that was not written down be heard', () => {
    expect(resolution(blocker('gap-0'))).toMatchObject({ kind: 'listen', clips: base.record.transcript.gaps });
    expect(resolution(blocker('gap-7'))).toEqual({ kind: 'none' });
  });

  it('stay as text when nothing can be done by a press', () => {
    expect(resolution(blocker(undefined))).toEqual({ kind: 'none' });
    expect(resolution(blocker('no-such-thing'))).toEqual({ kind: 'none' });
  });
});

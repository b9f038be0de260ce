import { describe, expect, it } from 'vitest';
import { buildLedger } from '../../../src/nlp/reckon/buildLedger.ts';
import type { LedgerChange, TimerEntry } from '../../../src/shared/domain/billing.ts';
import type { Fact, FactOf } from '../../../src/shared/domain/facts.ts';
import { rules } from '../rules.ts';

function spoken(id: string, cpt: string | null, minutes: number, more: Partial<FactOf<'minutes'>> = {}): Fact {
  return {
    kind: 'minutes',
    id,
    cpt,
    minutes,
    cptAlternatives: [],
    approximate: false,
    derived: false,
    timed: true,
    task: 'transfers',
    certainty: 'stated',
    polarity: 'affirmed',
    source: 'therapist',
    rule: 'minutes/stated',
    evidence: [{ kind: 'spoken', utteranceId: 'u0', from: 0, to: 2 }],
    ...more,
  };
}

const timer = (cpt: string | null, task: string, startMinute: number, endMinute: number): TimerEntry => ({
  cpt,
  task,
  startMs: startMinute * 60_000,
  endMs: endMinute * 60_000,
});
const at = '2026-03-02T15:00:00Z';
const ledgerOf = (facts: readonly Fact[], timers: readonly TimerEntry[] = [], typed: readonly LedgerChange[] = []) =>
  buildLedger(facts, timers, typed, rules.catalogue);

describe('the minutes ledger', () => {
  it('adds what was said per service and keeps untimed minutes out of the timed total', () => {
    const ledger = ledgerOf([
      spoken('f0', '97530', 12),
      spoken('f1', '97010', 10, { timed: false }),
      spoken('f2', '97530', 5),
    ]);
    expect(ledger.timedMinutes).toBe(17);
    expect(ledger.treatmentMinutes).toBe(27);
    expect(ledger.entries.map((entry) => entry.id)).toEqual(['m0', 'm1', 'm2']);
  });

  it('keeps an estimate marked until a person confirms it', () => {
    const about = spoken('f0', '97530', 12, { approximate: true });
    expect(ledgerOf([about]).entries[0]).toMatchObject({ approximate: true, needsConfirmation: true });
    const confirmed = ledgerOf([about], [], [{ kind: 'confirm', entryId: 'm0', by: 't1', at }]).entries[0]!;
    expect(confirmed).toMatchObject({ minutes: 12, approximate: false, needsConfirmation: false });
    expect(confirmed.evidence.at(-1)).toMatchObject({ kind: 'entered', by: 't1' });
  });

  it('asks about a range, a doubtful word and minutes without a code', () => {
    const facts = [
      spoken('f0', '97530', 10, { range: [10, 12] }),
      spoken('f1', '97535', 15, { unsure: true }),
      spoken('f2', null, 8),
    ];
    const ledger = ledgerOf(facts);
    expect(ledger.entries.every((entry) => entry.needsConfirmation)).toBe(true);
    expect(ledger.treatmentMinutes).toBe(25);
  });

  it('takes planned and past minutes for none of today', () => {
    expect(
      ledgerOf([spoken('f0', '97530', 12, { polarity: 'planned' }), spoken('f1', '97530', 9, { polarity: 'past' })])
        .entries,
    ).toEqual([]);
  });

  it('lets a typed figure replace what was said, and a removed entry go, without touching other ids', () => {
    const facts = [spoken('f0', '97530', 12), spoken('f1', '97535', 11)];
    const ledger = ledgerOf(
      facts,
      [],
      [
        { kind: 'remove', entryId: 'm0', by: 't1', at },
        { kind: 'change', entryId: 'm1', cpt: '97112', minutes: 9, by: 't1', at },
        { kind: 'add', cpt: '97535', task: 'dressing', minutes: 20, by: 't1', at },
      ],
    );
    expect(ledger.entries.map(({ id, cpt, minutes, source }) => [id, cpt, minutes, source])).toEqual([
      ['m1', '97112', 9, 'typed'],
      ['t2', '97535', 20, 'typed'],
    ]);
    expect(ledger.timedMinutes).toBe(29);
  });
});

describe('a code that is not the only one that fits', () => {
  const transfer = spoken('f0', '97530', 12, { cptAlternatives: ['97535'], task: 'toilet transfer' });

  it('is used and told, until a person confirms or changes it', () => {
    expect(ledgerOf([transfer]).issues).toEqual([
      {
        severity: 'hint',
        code: 'code-alternatives',
        message: 'toilet transfer: counted as 97530; 97535 could fit as well. Change the code if it does.',
        at: 'm0',
      },
    ]);
    expect(ledgerOf([transfer], [], [{ kind: 'confirm', entryId: 'm0', by: 't1', at }]).issues).toEqual([]);
    const change = { kind: 'change', entryId: 'm0', cpt: '97535', minutes: 12, by: 't1', at } as const;
    expect(ledgerOf([transfer], [], [change]).issues).toEqual([]);
  });

  it('is not told of a code without rivals', () => {
    expect(ledgerOf([spoken('f0', '97530', 12)]).issues).toEqual([]);
  });
});

describe('timers in the ledger', () => {
  it('count whole minutes, cut and not rounded, over pauses of one activity', () => {
    const ledger = ledgerOf([], [timer('97530', 'transfers', 0, 6.9), timer('97530', 'transfers', 10, 15.95)]);
    expect(ledger.entries).toMatchObject([{ source: 'timer', minutes: 12, span: { startMs: 0 } }]);
  });

  it('count no clock minute twice and tell the overlap', () => {
    const ledger = ledgerOf([], [timer('97530', 'transfers', 0, 10), timer('97535', 'grooming', 6, 20)]);
    expect(ledger.entries.map((entry) => entry.minutes)).toEqual([10, 10]);
    expect(ledger.issues).toMatchObject([{ code: 'minutes-overlap' }]);
  });

  it('support spoken minutes of the same service instead of adding to them', () => {
    const ledger = ledgerOf([spoken('f0', '97530', 12)], [timer('97530', 'transfers', 0, 12.5)]);
    expect(ledger.timedMinutes).toBe(12);
    expect(ledger.issues).toEqual([]);
  });

  it('contradict spoken minutes aloud', () => {
    const ledger = ledgerOf([spoken('f0', '97530', 12)], [timer('97530', 'transfers', 0, 8)]);
    expect(ledger.timedMinutes).toBe(12);
    expect(ledger.issues).toMatchObject([{ code: 'minutes-conflict', severity: 'warning' }]);
  });

  it('ask which figure holds where words and timer differ, and are silent once it is settled', () => {
    const facts = [spoken('f0', '97530', 12)];
    const timers = [timer('97530', 'transfers', 0, 8)];
    const entry = ledgerOf(facts, timers).entries[0]!;
    expect(entry).toMatchObject({ minutes: 12, needsConfirmation: true, contradictedBy: { minutes: 8 } });
    const confirmed = ledgerOf(facts, timers, [{ kind: 'confirm', entryId: 'm0', by: 't1', at }]);
    expect(confirmed.entries[0]).toMatchObject({ minutes: 12, needsConfirmation: false });
    expect(confirmed.entries[0]!.contradictedBy).toBeUndefined();
    expect(confirmed.issues).toEqual([]);
    const taken = ledgerOf(facts, timers, [{ kind: 'change', entryId: 'm0', cpt: '97530', minutes: 8, by: 't1', at }]);
    expect(taken.entries).toMatchObject([{ source: 'typed', minutes: 8, needsConfirmation: false }]);
    expect(taken.issues).toEqual([]);
  });

  it('compare several timers of one service together with what was said of it', () => {
    const timers = [timer('97530', 'transfers', 0, 6), timer('97530', 'reaching', 6, 12)];
    const ledger = ledgerOf([spoken('f0', '97530', 12)], timers);
    expect(ledger).toMatchObject({ timedMinutes: 12, issues: [] });
    expect(ledger.entries).toHaveLength(1);
  });

  it('ask about the activity that lost shared minutes to another timer', () => {
    const ledger = ledgerOf([], [timer('97530', 'transfers', 0, 10), timer('97535', 'grooming', 6, 20)]);
    expect(ledger.entries.map(({ needsConfirmation }) => needsConfirmation)).toEqual([false, true]);
  });
});

describe('who furnished the minutes', () => {
  it('is the therapist unless said otherwise, and a typed entry names its own', () => {
    const added = { kind: 'add', cpt: '97535', task: 'dressing', minutes: 9, by: 't1', at } as const;
    const ledger = buildLedger(
      [spoken('f0', '97530', 12)],
      [],
      [{ ...added, provider: 'therapist' }],
      rules.catalogue,
      'assistant',
    );
    expect(ledger.entries.map(({ provider }) => provider)).toEqual(['assistant', 'therapist']);
    expect(ledgerOf([spoken('f0', '97530', 12)]).entries[0]!.provider).toBeUndefined();
  });
});

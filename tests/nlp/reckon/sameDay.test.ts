import { describe, expect, it } from 'vitest';
import { buildLedger } from '../../../src/nlp/reckon/buildLedger.ts';
import { proposeCharges } from '../../../src/nlp/reckon/proposeCharges.ts';
import type { SameDaySession } from '../../../src/shared/domain/billing.ts';
import { medicare, rules } from '../rules.ts';

const at = '2026-03-02T15:00:00Z';

function charges(minutes: Readonly<Record<string, number>>, sameDay: readonly SameDaySession[] = []) {
  const typed = Object.entries(minutes).map(
    ([cpt, count]) => ({ kind: 'add', cpt, task: '', minutes: count, by: 't1', at }) as const,
  );
  return proposeCharges(buildLedger([], [], typed, rules.catalogue), medicare, rules, { sameDay });
}
const units = (proposal: ReturnType<typeof charges>) =>
  Object.fromEntries(proposal.lines.map((line) => [line.code, line.units]));
const morning = (code: string, minutes: number, unitCount: number, timed = true): SameDaySession => ({
  sessionId: 's0',
  lines: [{ code, minutes, units: unitCount, timed }],
});

describe('two sessions of one patient on one day', () => {
  it('are one day for the unit table: 8 in the morning and 8 at noon are one unit, not two', () => {
    const noon = charges({ '97535': 8 }, [morning('97530', 8, 1)]);
    expect(noon.issues.map(({ code }) => code)).toContain('same-day');
    expect(units(noon)).toEqual({ '97535': 0 });
    expect(units(charges({ '97535': 8 }))).toEqual({ '97535': 1 });
  });

  it('give this note what the day allows beyond the other', () => {
    expect(units(charges({ '97535': 11 }, [morning('97530', 12, 1)]))).toEqual({ '97535': 1 });
    expect(units(charges({ '97530': 11 }, [morning('97530', 12, 1)]))).toEqual({ '97530': 1 });
  });

  it('bill an untimed code once', () => {
    expect(units(charges({ '97150': 20 }, [morning('97150', 30, 1, false)]))).toEqual({ '97150': 0 });
  });

  it('say when the other note has more than the day gives it', () => {
    const noon = charges({ '97535': 14, '97112': 14 }, [
      morning('97530', 8, 1),
      { ...morning('97110', 8, 1), sessionId: 's1' },
    ]);
    expect(noon.issues.some(({ code, severity }) => code === 'same-day-conflict' && severity === 'blocker')).toBe(true);
  });

  it('change nothing where there is no other session', () => {
    expect(charges({ '97535': 8 }).sameDay).toBeUndefined();
  });
});

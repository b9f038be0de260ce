/** Round numbers, so that every sum can be done with a pencil; not a payer's figures. */
import type { AccrualEntry, FeeSchedule } from '../../../../src/shared/domain/threshold.ts';

export const FEES: FeeSchedule = {
  year: 2026,
  source: 'test',
  conversionFactor: 10,
  geographic: { work: 1, practiceExpense: 1, malpractice: 1 },
  rows: [
    // Full $20.00, reduced $16.00.
    { code: '97530', workRvu: 1.1, practiceExpenseRvu: 0.8, malpracticeRvu: 0.1 },
    // Full $18.00, reduced $15.00.
    { code: '97535', workRvu: 1.1, practiceExpenseRvu: 0.6, malpracticeRvu: 0.1 },
    // Full $21.00, reduced $17.00: the same practice expense as 97530, the higher fee.
    { code: '97112', workRvu: 1.2, practiceExpenseRvu: 0.8, malpracticeRvu: 0.1 },
  ],
};

type Sketch = Partial<AccrualEntry> & Pick<AccrualEntry, 'kind' | 'date' | 'amountCents'>;

export function accrual(id: string, sketch: Sketch): AccrualEntry {
  const visit = sketch.kind === 'visit' ? { sessionId: `session-${id}`, status: 'pending' } : {};
  return {
    id,
    discipline: 'OT',
    source: 'test',
    by: 'u1',
    at: '2026-03-02T15:00:00Z',
    ...visit,
    ...sketch,
  } as AccrualEntry;
}

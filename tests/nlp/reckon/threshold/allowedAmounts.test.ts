import { describe, expect, it } from 'vitest';
import { allowedOfDay } from '../../../../src/nlp/reckon/threshold/allowedAmounts.ts';
import { rules } from '../../rules.ts';
import { FEES } from './fees.ts';

const RULES = { amounts: rules.allowedAmounts, assistantModifier: 'CO', assistantShare: rules.assistants.payShare };
const line = (code: string, units: number, modifiers: readonly string[] = ['GO']) => ({ code, units, modifiers });
const day = (...lines: ReturnType<typeof line>[]) => allowedOfDay(lines, FEES, RULES);

describe('the allowed amount of a day', () => {
  it('pays the unit with the highest practice expense in full and halves the practice expense of the others', () => {
    expect(day(line('97535', 1), line('97530', 2))).toMatchObject({
      totalCents: 1500 + 2000 + 1600,
      lines: [
        { code: '97535', cents: 1500 },
        { code: '97530', cents: 3600 },
      ],
      missing: [],
    });
  });

  it('lets the higher fee go first where the practice expense is equal', () => {
    expect(day(line('97530', 1), line('97112', 1)).totalCents).toBe(1600 + 2100);
  });

  it('pays the assistant’s units at their share', () => {
    expect(day(line('97530', 1, ['CO', 'GO'])).totalCents).toBe(1700);
    expect(day(line('97530', 1), line('97530', 1, ['CO', 'GO'])).totalCents).toBe(2000 + 1360);
  });

  it('counts nothing for a line without units and says which fee is missing', () => {
    expect(day(line('97530', 1), line('97535', 0)).totalCents).toBe(2000);
    expect(day(line('97530', 1), line('97140', 1))).toMatchObject({ totalCents: 2000, missing: ['97140'] });
    expect(day().totalCents).toBe(0);
  });

  it('shows its sum', () => {
    const { why } = day(line('97535', 1), line('97530', 1));
    expect(why.text).toContain('97535 × 1 $15.00 + 97530 × 1 $20.00 = $35.00');
    expect(why.source).toContain('fees: test');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDocuments } from '../../src/main/core/adapters/documents.ts';
import { noteToJson } from '../../src/main/core/export/noteToJson.ts';
import { noteToText } from '../../src/main/core/export/noteToText.ts';
import { printableSession } from '../../src/main/core/export/printable.ts';
import { releaseRecord } from '../../src/main/core/export/release.ts';
import { proposeCharges } from '../../src/nlp/reckon/proposeCharges.ts';
import type { ChargeProposal } from '../../src/shared/domain/billing.ts';
import type { SessionRecord } from '../../src/shared/domain/record.ts';
import { type Entered, recordOf } from '../nlp/draft/noteOf.ts';
import { toiletTransferAndGrooming } from '../nlp/draft/sessions.ts';
import { commercial, RESOURCES, rules } from '../nlp/rules.ts';

const at = '2026-03-02T15:00:00Z';
const timedCodes = ['97110', '97112', '97116', '97140', '97530', '97535', '97542'];
const days = fc.dictionary(fc.constantFrom(...timedCodes), fc.integer({ min: 1, max: 70 }), { minKeys: 1, maxKeys: 6 });

function dayOf(minutes: Readonly<Record<string, number>>): SessionRecord {
  const typed = Object.entries(minutes).map(
    ([cpt, count]) => ({ kind: 'add', cpt, task: '', minutes: count, by: 't1', at }) as const,
  );
  return recordOf({ ...toiletTransferAndGrooming, facts: [] }, { typed } as Entered);
}

/** "3 units (97110-GO x 2, …)" as it stands in a text. */
function unitsPrinted(text: string): number {
  return [...text.matchAll(/\d{5}(?:-\w\w)* x (\d+)/g)].reduce((sum, match) => sum + Number(match[1]), 0);
}

function tampered(charges: ChargeProposal, index: number): ChargeProposal {
  const lines = charges.lines.map((line, i) => (i === index ? { ...line, units: line.units + 2 } : line));
  return { ...charges, lines };
}

describe('nothing leaves with more units than the minutes allow', () => {
  it('in text and JSON, on random days', () => {
    fc.assert(
      fc.property(days, (minutes) => {
        const record = releaseRecord(dayOf(minutes), rules.unitRules);
        if (!record.ok) throw new Error(record.error.message);
        const total = Object.values(minutes).reduce((sum, count) => sum + count, 0);
        const allowed = total < 8 ? 0 : Math.floor((total + 7) / 15);
        expect(unitsPrinted(noteToText(printableSession(record.value)))).toBeLessThanOrEqual(allowed);
        expect(unitsPrinted(JSON.stringify(noteToJson(record.value)))).toBeLessThanOrEqual(2 * allowed);
        const claimed = record.value.charges.lines.reduce((sum, line) => sum + line.units, 0);
        expect(claimed).toBeLessThanOrEqual(allowed);
      }),
      { numRuns: 300, seed: 41 },
    );
  });

  it('refuses every record in which a line was raised, whoever made it', () => {
    fc.assert(
      fc.property(days, fc.nat(), (minutes, which) => {
        const record = dayOf(minutes);
        const charges = tampered(record.charges, which % record.charges.lines.length);
        const released = releaseRecord({ ...record, charges }, rules.unitRules);
        expect(released).toMatchObject({ ok: false, error: { code: 'blocked' } });
      }),
      { numRuns: 300, seed: 42 },
    );
  });

  it('refuses text and PDF, also of a signed note', async () => {
    const record = dayOf({ '97530': 12, '97535': 11 });
    const signature = {
      ...{
        by: 'J',
        credentials: 'OTR/L',
        licence: null,
        attestation: 'a',
        signedAt: at,
        timeZone: 'UTC',
        noteSha256: 'x',
      },
    };
    const over = { ...record, signature, charges: tampered(record.charges, 0) };
    const documents = createDocuments(RESOURCES, rules.unitRules);
    expect(documents.text(over, null)).toMatchObject({ ok: false, error: { code: 'blocked' } });
    expect(await documents.pdf(over)).toMatchObject({ ok: false, error: { code: 'blocked' } });
    expect(documents.text(record, null).ok).toBe(true);
  });

  it('refuses units on minutes that are not in the ledger, a second line of one code, and an unknown rule', () => {
    const record = dayOf({ '97530': 12, '97535': 11 });
    const { charges } = record;
    const [first] = charges.lines;
    const refused = (more: Partial<ChargeProposal>) =>
      releaseRecord({ ...record, charges: { ...charges, ...more } as ChargeProposal }, rules.unitRules).ok;
    expect(refused({ lines: [{ ...first!, minutes: 40, units: 3 }] })).toBe(false);
    expect(refused({ lines: [first!, first!, ...charges.lines.slice(1)] })).toBe(false);
    expect(refused({ rule: 'eights' as 'cms' })).toBe(false);
    expect(refused({})).toBe(true);
  });

  it('holds each code to itself under the midpoint rule', () => {
    const record = dayOf({ '97110': 7, '97112': 8 });
    const charges = proposeCharges(record.ledger, commercial, rules);
    expect(releaseRecord({ ...record, charges }, rules.unitRules).ok).toBe(true);
    const over = { ...charges, lines: charges.lines.map((line) => ({ ...line, units: 1 })) };
    expect(releaseRecord({ ...record, charges: over }, rules.unitRules).ok).toBe(false);
  });

  it('lets a record without charges leave', () => {
    const record = recordOf({ ...toiletTransferAndGrooming, facts: [] });
    expect(releaseRecord(record, rules.unitRules).ok).toBe(true);
  });

  it('believes no invented session of the same day', () => {
    const record = dayOf({ '97530': 12, '97535': 11 });
    const sameDay = [{ sessionId: 's0', lines: [{ code: '97530', minutes: 90, units: 0, timed: true }] }];
    const lines = record.charges.lines.map((line) => ({ ...line, units: line.units + 1 }));
    const forged = { ...record, charges: { ...record.charges, lines, sameDay } };
    expect(releaseRecord(forged, rules.unitRules).ok).toBe(false);
  });
});

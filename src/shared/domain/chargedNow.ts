/** What is charged for a session: by the newest correction of its minutes, else by the note itself. */
import type { ChargeProposal, MinutesLedger } from './billing.ts';
import type { Addendum, ChargedMinutes, MinutesCorrection } from './note.ts';
import type { SessionRecord } from './record.ts';

export function chargedNow(record: Pick<SessionRecord, 'ledger' | 'charges' | 'addenda'>): ChargedMinutes {
  return correctionsOf(record.addenda).at(-1)?.after ?? chargedMinutes(record.ledger, record.charges);
}

export function correctionsOf(addenda: readonly Addendum[] = []): readonly MinutesCorrection[] {
  return addenda.flatMap(({ minutes }) => minutes ?? []);
}

export function chargedMinutes(ledger: MinutesLedger, charges: ChargeProposal): ChargedMinutes {
  return {
    timedMinutes: ledger.timedMinutes,
    treatmentMinutes: ledger.treatmentMinutes,
    entries: ledger.entries.map(({ id, cpt, task, minutes }) => ({ id, cpt, task, minutes })),
    lines: charges.lines.map(({ code, modifiers, minutes, units }) => ({ code, modifiers, minutes, units })),
  };
}

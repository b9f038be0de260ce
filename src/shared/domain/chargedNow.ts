/** What is charged for a session: by the newest correction of its minutes, else by the note itself. */
import type { Addendum, ChargedLine, ChargedMinutes, MinutesCorrection } from './note.ts';
import type { SessionRecord } from './record.ts';

type Charged = Pick<SessionRecord, 'ledger' | 'charges' | 'reckoning'>;

export function chargedNow(record: Charged & Pick<SessionRecord, 'addenda'>): ChargedMinutes {
  const corrected = correctionsOf(record.addenda).at(-1)?.after;
  if (corrected === undefined) return chargedMinutes(record);
  return { ...corrected, lines: corrected.lines.map((line) => ({ ...line, timed: isTimed(line, record.charges) })) };
}

export function correctionsOf(addenda: readonly Addendum[] = []): readonly MinutesCorrection[] {
  return addenda.flatMap(({ minutes }) => minutes ?? []);
}

/** The addendum that the charges follow now. */
export function newestCorrection({ addenda }: Pick<SessionRecord, 'addenda'>): Addendum | undefined {
  return addenda?.findLast(({ minutes }) => minutes !== undefined);
}

export function chargedMinutes({ ledger, charges, reckoning }: Charged): ChargedMinutes {
  const { threshold = null } = reckoning ?? {};
  return {
    timedMinutes: ledger.timedMinutes,
    treatmentMinutes: ledger.treatmentMinutes,
    entries: ledger.entries.map(({ id, cpt, task, minutes }) => ({ id, cpt, task, minutes })),
    lines: charges.lines.map(({ code, modifiers, minutes, units, timed, why }) => {
      return { code, modifiers, minutes, units, timed, why };
    }),
    ...(charges.sameDay === undefined ? {} : { sameDay: charges.sameDay }),
    ...(threshold === null ? {} : { allowedCents: threshold.todayCents }),
  };
}

/** Whether two say the same minutes and the same lines. */
export function chargesSame(a: ChargedMinutes, b: ChargedMinutes): boolean {
  return JSON.stringify(told(a)) === JSON.stringify(told(b));
}

function told({ timedMinutes, treatmentMinutes, entries, lines }: ChargedMinutes) {
  const bare = lines.map(({ code, modifiers, minutes, units }) => [code, modifiers, minutes, units]);
  return [timedMinutes, treatmentMinutes, entries.map(({ id, cpt, task, minutes }) => [id, cpt, task, minutes]), bare];
}

/** What a line of an older correction does not say stands on the signed lines. */
export function isTimed({ code, timed }: ChargedLine, { lines }: SessionRecord['charges']): boolean {
  return timed ?? lines.find((line) => line.code === code)?.timed ?? true;
}

/** The payers of this installation: shipped ones to read, the clinic's own to write, tried on a sample while typing. */
import { z } from 'zod';
import { call } from './contractCall.ts';
import type { PayerTrial } from './contractDesk.ts';
import type { UnitRule } from './domain/billing.ts';
import type { PayerRules } from './domain/rules.ts';

export interface PayerEntry {
  /** As in force today. */
  readonly rules: PayerRules;
  /** Shipped ones are dated files of the app and are never changed here. */
  readonly origin: 'shipped' | 'own';
  /** Patients who have it as theirs. */
  readonly patients: number;
}

/** Everything the editor of a profile chooses from. */
export interface PayerBook {
  readonly profiles: readonly PayerEntry[];
  /** Sections of the session note in the app's order; a needed one cannot be left out. */
  readonly sections: readonly { readonly id: string; readonly heading: string; readonly isNeeded: boolean }[];
  readonly unitRules: readonly {
    readonly id: UnitRule;
    readonly name: string;
    readonly blockMinutes: number;
    readonly firstUnitMinutes: number;
  }[];
}

/** What a profile that is being typed would do, or what is wrong with it, by field. */
export interface PayerPreview {
  readonly faults: readonly { readonly at: string; readonly message: string }[];
  readonly trial: PayerTrial | null;
}

const text = (max: number) => z.string().trim().max(max);
const codeText = text(8);
const minutes = z
  .array(z.strictObject({ code: z.string().regex(/^[A-Z0-9]{5}$/), minutes: z.number().int().min(0).max(240) }))
  .max(8);
const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** As typed: whether it makes sense is said by field, so that it can be shown while typing. */
const payerInput = z.strictObject({
  /** null: a new one. */
  id: id.nullable(),
  name: text(80),
  unitRule: z.enum(['cms', 'ama']),
  /** Least minutes of the first unit. */
  firstUnitMinutes: z.number().int().min(0).max(240),
  modifiers: z.array(codeText).max(12),
  assistantModifier: codeText.nullable(),
  modifierOrder: z.array(codeText).max(24),
  threshold: z.boolean(),
  pairEdits: z.boolean(),
  /** The contract's clause on functional reporting; null: nothing of it is shown. */
  clause: text(200).nullable(),
  notPaidSeparately: z.array(codeText).max(40),
  replacedCodes: z.array(z.strictObject({ from: codeText, to: codeText })).max(20),
  sections: z.array(z.strictObject({ id, heading: text(60) })).max(12),
  effectiveFrom: text(10),
  source: z.strictObject({ title: text(200), section: text(200) }),
});
export type PayerInput = z.infer<typeof payerInput>;

export const payerCalls = {
  'payers.book': call<PayerBook>()({ in: z.strictObject({}), needs: 'unlocked' }),
  /** Keeps nothing. */
  'payers.preview': call<PayerPreview>()({ in: z.strictObject({ profile: payerInput, minutes }), needs: 'unlocked' }),
  /** A new profile, or a known one anew: with a later day the former version stays for the days before. */
  'payers.keep': call<PayerBook>()({
    in: z.strictObject({ profile: payerInput }),
    needs: 'unlocked',
    audit: 'payer-kept',
  }),
  /** Refused while a patient has it. */
  'payers.drop': call<PayerBook>()({
    in: z.strictObject({ payerId: id }),
    needs: 'unlocked',
    audit: 'payer-dropped',
  }),
} as const;

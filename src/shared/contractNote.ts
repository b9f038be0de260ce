/** Signing a note and what is put under it, and who may sign here. */
import { z } from 'zod';
import { call } from './contractCall.ts';
import { modifierCode, pairId, reason as thresholdReason } from './contractEpisode.ts';
import type { ReviewState } from './contractViews.ts';
import { ADDENDUM_KINDS, type ChargedMinutes } from './domain/note.ts';
import type { Why } from './domain/why.ts';

const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/);
const text = (max: number) => z.string().max(max);
const isoDate = z.iso.date();
const passphrase = text(256).min(1, 'Enter the passphrase.');

const minutes = z.number().int().min(1).max(600);
const minutesChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('change'), entryId: id, cpt: text(8), minutes }),
  z.strictObject({ kind: z.literal('add'), cpt: text(8), task: text(200), minutes }),
  z.strictObject({ kind: z.literal('remove'), entryId: id }),
]);
const correction = z.strictObject({
  changes: z.array(minutesChange).min(1, 'Change at least one entry.').max(40),
  /** A code for the unit that the rule leaves open between codes. */
  choices: z.array(text(8)).max(10),
  /** About modifiers that only the corrected minutes call for. */
  answers: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('threshold'), accepted: z.boolean(), reason: thresholdReason }),
        z.strictObject({ kind: z.literal('distinct'), questionId: pairId, modifier: modifierCode.nullable() }),
      ]),
    )
    .max(20)
    .optional(),
});

/** A modifier that the corrected minutes call for and the signed ones did not. */
export type ModifierQuestion =
  | { readonly kind: 'threshold'; readonly id: 'threshold'; readonly why: Why }
  | { readonly kind: 'distinct'; readonly id: string; readonly modifiers: readonly string[]; readonly why: Why };

/** What a correction of minutes would come to. */
export interface MinutesPreview {
  readonly before: ChargedMinutes;
  readonly after: ChargedMinutes;
  /** Codes between which a unit is still open. */
  readonly open: readonly (readonly string[])[];
  /** To be answered before the addendum is signed. */
  readonly asked: readonly ModifierQuestion[];
  /** Modifiers that stand on a line now and did not before, each with its reason. */
  readonly added: readonly { readonly code: string; readonly modifier: string; readonly why: string }[];
  /** What another note of the patient's day has too much of then. */
  readonly remarks: readonly string[];
}

export type MinutesInput = z.infer<typeof correction>;

export const noteCalls = {
  'note.previewMinutes': call<MinutesPreview>()({
    in: z.strictObject({ sessionId: id, minutes: correction }),
    needs: 'unlocked',
  }),
  /** An assistant signs for their minutes, a student for their part of the note; a therapist co-signs after that. */
  'note.contribute': call<ReviewState>()({
    in: z.strictObject({
      sessionId: id,
      revision: z.number().int(),
      personId: id,
      /** The therapist who is to co-sign; absent: any. */
      coSignerId: id.nullish(),
      passphrase,
      attested: z.literal(true, 'Read and tick the attestation.'),
    }),
    needs: 'unlocked',
    audit: 'contribution-signed',
  }),
  'note.sign': call<ReviewState>()({
    in: z.strictObject({
      sessionId: id,
      revision: z.number().int(),
      /** One of `people.list`; without it the user of the installation. */
      personId: id.nullish(),
      passphrase,
      attested: z.literal(true, 'Read and tick the attestation.'),
    }),
    needs: 'unlocked',
    audit: 'note-signed',
  }),
  /** Puts a signed addendum under a signed note. */
  'note.addend': call<ReviewState>()({
    in: z
      .strictObject({
        sessionId: id,
        kind: z.enum(ADDENDUM_KINDS),
        /** The day a late entry is about; null with any other kind. */
        concerns: isoDate.nullable(),
        text: text(2000).trim().min(1, 'Enter what is to be added or corrected.'),
        /** Minutes put right, with a correction only. */
        minutes: correction.nullish(),
        passphrase,
      })
      .refine(
        ({ kind, concerns }) => (kind === 'lateEntry') === (concerns !== null),
        'Enter the day the entry is about.',
      )
      .refine(
        ({ kind, minutes: corrected }) => !corrected || kind === 'correction',
        'Minutes are put right by a correction.',
      ),
    needs: 'unlocked',
    audit: 'addendum-signed',
  }),
} as const;

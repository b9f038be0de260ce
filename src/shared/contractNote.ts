/** Signing a note and what is put under it, and who may sign here. */
import { z } from 'zod';
import { call } from './contractCall.ts';
import type { ReviewState, Signer } from './contractViews.ts';
import { ADDENDUM_KINDS } from './domain/note.ts';

const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/);
const text = (max: number) => z.string().max(max);
const nothing = z.strictObject({});
const isoDate = z.iso.date();
const passphrase = text(256).min(1, 'Enter the passphrase.');
const newPassphrase = z.string().min(12, 'Take at least 12 characters: four words are easy to keep.').max(256);

export const noteCalls = {
  'people.list': call<readonly Signer[]>()({ in: nothing, needs: 'unlocked' }),
  /** A colleague who signs here: with a passphrase of their own, which opens nothing. */
  'people.add': call<Signer>()({
    in: z.strictObject({
      name: text(120).trim().min(1, 'Enter the name as it should stand under a note.'),
      credentials: text(40).trim().min(1, 'Enter the credentials, for example COTA/L.'),
      licence: text(40).nullable(),
      passphrase: newPassphrase,
    }),
    needs: 'unlocked',
    audit: 'signer-added',
  }),
  /** An assistant signs for their minutes; a therapist co-signs after that. */
  'note.contribute': call<ReviewState>()({
    in: z.strictObject({
      sessionId: id,
      revision: z.number().int(),
      personId: id,
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
        passphrase,
      })
      .refine(
        ({ kind, concerns }) => (kind === 'lateEntry') === (concerns !== null),
        'Enter the day the entry is about.',
      ),
    needs: 'unlocked',
    audit: 'addendum-signed',
  }),
} as const;

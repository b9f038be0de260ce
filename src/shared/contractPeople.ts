/** Colleagues who sign at this installation, kept up to date: each change is confirmed by the colleague. */
import { z } from 'zod';
import { call } from './contractCall.ts';
import type { Signer } from './contractViews.ts';

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

const newPassphrase = z.string().min(12, 'Take at least 12 characters: four words are easy to keep.').max(256);
const person = {
  name: z.string().trim().min(1, 'Enter the name as it should stand under a note.').max(120),
  credentials: z.string().trim().min(1, 'Enter the credentials, for example COTA/L.').max(40),
  licence: z.string().max(40).nullable(),
};

export const peopleCalls = {
  'people.list': call<readonly Signer[]>()({ in: z.strictObject({}), needs: 'unlocked' }),
  /** A colleague who signs here: with a passphrase of their own, which opens nothing. */
  'people.add': call<Signer>()({
    in: z.strictObject({ ...person, passphrase: newPassphrase }),
    needs: 'unlocked',
    audit: 'signer-added',
  }),
  /** What stands under later signatures; what was signed keeps its words. */
  'people.change': call<Signer>()({
    in: z.strictObject({
      personId: id,
      ...person,
      /** The colleague's own: nobody changes what another person signs as. */
      passphrase: z.string().min(1, 'Enter the passphrase.').max(256),
      newPassphrase: newPassphrase.nullable(),
    }),
    needs: 'unlocked',
    audit: 'signer-changed',
  }),
  /** Signs here no longer. Refused while a note waits for them to co-sign it. */
  'people.leave': call<null>()({ in: z.strictObject({ personId: id }), needs: 'unlocked', audit: 'signer-left' }),
} as const;

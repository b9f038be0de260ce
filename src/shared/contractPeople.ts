/** People who work at this installation: each change is confirmed by the one it is about. */
import { z } from 'zod';
import { call } from './contractCall.ts';
import type { PersonHere, Signer } from './contractViews.ts';

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

const passphrase = z.string().min(1, 'Enter the passphrase.').max(256);
const newPassphrase = z.string().min(12, 'Take at least 12 characters: four words are easy to keep.').max(256);
const person = {
  name: z.string().trim().min(1, 'Enter the name as it should stand under a note.').max(120),
  credentials: z.string().trim().min(1, 'Enter the credentials, for example COTA/L.').max(40),
  licence: z.string().max(40).nullable(),
};

export const peopleCalls = {
  'people.list': call<readonly Signer[]>()({ in: z.strictObject({}), needs: 'unlocked' }),
  /** All who are here now, the front desk among them, with what they may do. */
  'people.here': call<readonly PersonHere[]>()({ in: z.strictObject({}), needs: 'unlocked' }),
  /** A colleague with a passphrase of their own, which opens nothing until they are let in. */
  'people.add': call<Signer>()({
    in: z.strictObject({ ...person, passphrase: newPassphrase, isFrontDesk: z.boolean().optional() }),
    needs: 'unlocked',
    audit: 'signer-added',
  }),
  /** What stands under later signatures; what was signed keeps its words. */
  'people.change': call<Signer>()({
    in: z.strictObject({
      personId: id,
      ...person,
      /** The colleague's own: nobody changes what another person signs as. */
      passphrase,
      newPassphrase: newPassphrase.nullable(),
    }),
    needs: 'unlocked',
    audit: 'signer-changed',
  }),
  /** From now on their passphrase opens the app too. */
  'people.letIn': call<PersonHere>()({
    in: z.strictObject({ personId: id, passphrase, /** Of whoever is in charge. */ ownPassphrase: passphrase }),
    needs: 'unlocked',
    audit: 'person-let-in',
  }),
  /** Somebody new, who may open the app from the start: nobody is added unless both passphrases are good. */
  'people.letInNew': call<PersonHere>()({
    in: z.strictObject({
      ...person,
      /** What they are meant to be; refused where the credentials say something else. */
      role: z.enum(['therapist', 'assistant', 'student', 'frontDesk']),
      passphrase: newPassphrase,
      ownPassphrase: passphrase,
    }),
    needs: 'unlocked',
    audit: 'person-let-in',
  }),
  /** Their passphrase opens the app no longer; they still sign. */
  'people.keepOut': call<PersonHere>()({
    in: z.strictObject({ personId: id }),
    needs: 'unlocked',
    audit: 'person-kept-out',
  }),
  /** Signs here no longer. Refused while a note waits for them to co-sign it. */
  'people.leave': call<null>()({ in: z.strictObject({ personId: id }), needs: 'unlocked', audit: 'signer-left' }),
} as const;

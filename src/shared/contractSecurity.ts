/** Setting up, letting in, locking, and the proof that nothing was altered. */
import { z } from 'zod';
import { call } from './contractCall.ts';
import type {
  AuditReport,
  AuditRow,
  AutoLockSetting,
  PinView,
  ScreenCaptureSetting,
  VerifyReport,
} from './contractViews.ts';

const text = (max: number) => z.string().max(max);
const nothing = z.strictObject({});
export const passphrase = text(256).min(1, 'Enter the passphrase.');
const pin = z.string().regex(/^\d{6,12}$/, 'A PIN has 6 to 12 digits.');
const newPassphrase = z.string().min(12, 'Take at least 12 characters: four words are easy to keep.').max(256);

export const securityCalls = {
  'security.setUp': call<{ readonly recoveryCode: string }>()({
    in: z.strictObject({
      name: text(120).trim().min(1, 'Enter your name as it should stand under a note.'),
      credentials: text(40).trim().min(1, 'Enter your credentials, for example OTR/L.'),
      licence: text(40).nullable(),
      passphrase: newPassphrase,
    }),
    needs: 'setUp',
    audit: 'set-up',
  }),
  'security.unlock': call<null>()({ in: z.strictObject({ passphrase }), needs: 'open', audit: 'unlock' }),
  /** Unlocks with the code printed at set-up and sets a new passphrase; the code stays good. */
  'security.recover': call<null>()({
    in: z.strictObject({ recoveryCode: text(80).min(1, 'Enter the recovery code.'), passphrase: newPassphrase }),
    needs: 'open',
    audit: 'recovery-code-used',
  }),
  /** A PIN for this computer: 'unavailable' where the operating system keeps no key for it. */
  'security.pin': call<PinView>()({ in: nothing, needs: 'open' }),
  'security.setPin': call<PinView>()({
    in: z.strictObject({ passphrase, pin }),
    needs: 'unlocked',
    audit: 'pin-set',
  }),
  'security.removePin': call<PinView>()({ in: nothing, needs: 'unlocked', audit: 'pin-removed' }),
  'security.unlockWithPin': call<null>()({ in: z.strictObject({ pin }), needs: 'open', audit: 'unlock' }),
  'security.lock': call<null>()({ in: nothing, needs: 'open', audit: 'lock' }),
  /** Somebody touched the page: puts the automatic lock off. */
  'security.active': call<null>()({ in: nothing, needs: 'open' }),
  'security.autoLock': call<AutoLockSetting>()({ in: nothing, needs: 'unlocked' }),
  'security.setAutoLock': call<AutoLockSetting>()({
    in: z.strictObject({ minutes: z.number().int().min(1).max(60) }),
    needs: 'unlocked',
    audit: 'auto-lock-set',
  }),
  'security.screenCapture': call<ScreenCaptureSetting>()({ in: nothing, needs: 'unlocked' }),
  'security.setScreenCapture': call<ScreenCaptureSetting>()({
    in: z.strictObject({ isAllowed: z.boolean() }),
    needs: 'unlocked',
    audit: 'screen-capture-set',
  }),
  'security.verify': call<VerifyReport>()({ in: nothing, needs: 'unlocked' }),
  'security.audit': call<readonly AuditRow[]>()({
    in: z.strictObject({ limit: z.number().int().min(1).max(1000) }),
    needs: 'unlocked',
  }),
  /** Every signed note with its links, in the clear, to be checked without the app (resources/verify). */
  'security.chain': call<{ readonly fileName: string; readonly jsonBase64: string }>()({
    in: nothing,
    needs: 'unlocked',
    audit: 'chain-exported',
  }),
  /** What was done in a period, days included: how often each thing, by whom. Ids, no words. */
  'security.auditReport': call<AuditReport>()({
    in: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
    needs: 'unlocked',
    audit: 'audit-reported',
  }),
} as const;

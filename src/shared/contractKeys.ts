/** Keys that work while another program is in front. */
import { z } from 'zod';
import { call } from './contractCall.ts';
import { GLOBAL_ACTIONS, isGlobalKey } from './domain/globalKeys.ts';

const combination = z
  .string()
  .max(60)
  .refine(isGlobalKey, 'Hold two of Ctrl, Alt and Shift with a letter, digit or function key, or take F13 to F24.');

export const keyCalls = {
  /** Whether the system gives it is told by `AppStatus.globalKeys` a moment later. */
  'keys.set': call<null>()({
    in: z.strictObject({ action: z.enum(GLOBAL_ACTIONS), accelerator: combination.nullable() }),
    needs: 'unlocked',
    audit: 'keys-set',
  }),
} as const;

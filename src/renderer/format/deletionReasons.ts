/** Why something was deleted, as the end of "because …". */
import type { DeletionReason } from '../../shared/contractKeeping.ts';

export const DELETION_REASONS: Readonly<Record<DeletionReason, string>> = {
  retention: 'its time was over',
  request: 'somebody asked for it',
  'consent-withdrawn': 'the consent was taken back',
  'not-in-backup': 'the backup held none',
};

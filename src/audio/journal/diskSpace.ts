/** How much room a recording needs and when to stop for lack of it, as outcomes and not as surprises. */
import { fail, ok, type Result } from '../../shared/result.ts';

const MB = 1_000_000;
/** Twice the planned sound (recording and the copy made of it) and half a gigabyte for everything else. */
const PLANNED_FACTOR = 2;
const RESERVE_BYTES = 500 * MB;
const WARN_BELOW_BYTES = 1000 * MB;
const STOP_BELOW_BYTES = 200 * MB;

export type SpaceLeft = 'enough' | 'low' | 'none';

export interface PlannedSound {
  readonly channelCount: number;
  readonly sampleRateHz: number;
  readonly seconds: number;
}

export function checkSpaceFor(planned: PlannedSound, freeBytes: number): Result<null> {
  const soundBytes = planned.channelCount * planned.sampleRateHz * 2 * planned.seconds;
  const neededBytes = PLANNED_FACTOR * soundBytes + RESERVE_BYTES;
  if (freeBytes >= neededBytes) return ok(null);
  const missing = Math.ceil((neededBytes - freeBytes) / MB);
  return fail('storage_full', `The disk is too full to record: free ${missing} MB more, then try again.`);
}

export function spaceLeft(freeBytes: number): SpaceLeft {
  if (freeBytes < STOP_BELOW_BYTES) return 'none';
  return freeBytes < WARN_BELOW_BYTES ? 'low' : 'enough';
}

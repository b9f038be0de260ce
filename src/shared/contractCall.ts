/** What one entry of the contract is made of. */
import type { z } from 'zod';

/** 'open': always; 'setUp': only before the first set-up; 'locked' or 'unlocked' otherwise. */
export type CallNeeds = 'open' | 'setUp' | 'unlocked';

export interface CallSpec<In extends z.ZodType, Out> {
  readonly in: In;
  readonly needs: CallNeeds;
  /** Changes stored data: calls of this kind run one at a time and are audited under this event name. */
  readonly audit?: string;
  readonly out?: Out;
}

export function call<Out>() {
  return <In extends z.ZodType>(spec: Omit<CallSpec<In, Out>, 'out'>): CallSpec<In, Out> => spec;
}

/** Two recordings of one visit, put together into one session. */
import { z } from 'zod';
import { call } from './contractCall.ts';
import type { SessionHeader } from './domain/record.ts';
import type { IsoDate, IsoInstant, Ms } from './time.ts';

/** Two unsigned recordings of a patient that follow each other on one day. */
export interface SessionPair {
  readonly firstId: string;
  readonly secondId: string;
  readonly dateOfService: IsoDate;
  readonly firstAt: IsoInstant;
  readonly secondAt: IsoInstant;
  readonly firstMs: Ms;
  readonly secondMs: Ms;
  /** By the clock, between the end of the first and the start of the second. */
  readonly betweenMs: Ms;
  /** Why they cannot be put together as they are, and what to do; null: they can. */
  readonly refusal: string | null;
}

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

export const mergeCalls = {
  'sessions.pairs': call<readonly SessionPair[]>()({ in: z.strictObject({ patientId: id }), needs: 'unlocked' }),
  /** The second's sound, marks and timers follow the first's in one session, whose note is then to be written anew. */
  'sessions.merge': call<SessionHeader>()({
    in: z.strictObject({ firstId: id, secondId: id }),
    needs: 'unlocked',
    audit: 'sessions-merged',
  }),
} as const;

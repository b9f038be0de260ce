/**
 * Works through a recording while it goes on, so that little is left to do after the stop. It decides nothing: after the
 * stop the whole way is gone again, and what was worked out for the same sound is not worked out twice. Whatever goes
 * wrong here costs time and nothing else.
 */
import { unpacked } from '../../../audio/frontEnd/packedSound.ts';
import { PACKING_SPAN_MS } from '../../../audio/transcribe/packChunks.ts';
import { type TranscribeDeps, transcribeSounds } from '../../../audio/transcribe/transcribeSounds.ts';
import { AppFailure } from '../../../shared/result.ts';
import type { FrontEndClient } from '../host/frontEndClient.ts';
import type { SoundInput } from './graph.ts';

export interface WorkAheadDeps extends TranscribeDeps {
  readonly hearAhead: FrontEndClient['hearAhead'];
  /** Resolves early when the signal fires. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

const LOOK_EVERY_MS = 60_000;
/** Who spoke, and in which noise, is hardly decided anew by what comes later than this. */
const SETTLED_MS = 30_000;

/** Ends when the signal fires or something fails. */
export async function workAhead(sound: SoundInput, deps: WorkAheadDeps, signal: AbortSignal): Promise<void> {
  let doneToMs = 0;
  try {
    for (;;) {
      await deps.wait(LOOK_EVERY_MS, signal);
      if (signal.aborted) return;
      const { heardToMs, sounds } = await deps.hearAhead(sound, doneToMs, signal);
      const toMs = Math.max(doneToMs, Math.floor((heardToMs - SETTLED_MS) / PACKING_SPAN_MS) * PACKING_SPAN_MS);
      const settled = sounds
        .filter(({ segment }) => segment.startMs < toMs)
        .map((one) => ({ ...one, samples: unpacked(one.samples) }));
      await transcribeSounds(settled, deps, { ownTerms: sound.ownTerms, signal });
      doneToMs = toMs;
    }
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error;
  }
}

/**
 * The pipeline for the app: its code is loaded and its processes start with the first session, and a missing model is
 * that session's answer instead of a reason not to start the app.
 */

import { ok, type Result } from '../../../shared/result.ts';
import type { PipelineOptions, SessionPipeline } from '../pipeline/sessionPipeline.ts';
import type { PipelineInput, PipelinePort, SealedSound } from '../ports.ts';
import type { SoundDescriptor } from '../sound/soundDescriptor.ts';

export interface LazyPipeline extends PipelinePort {
  close(): Promise<void>;
}

export function createLazyPipeline(options: PipelineOptions): LazyPipeline {
  let pipeline: Promise<Result<SessionPipeline>> | null = null;

  async function started(): Promise<Result<SessionPipeline>> {
    pipeline ??= import('../pipeline/sessionPipeline.ts').then((module) => module.createSessionPipeline(options));
    const made = await pipeline;
    // A model that was missing may be there the next time.
    if (!made.ok) pipeline = null;
    return made;
  }

  return {
    async process(input: PipelineInput) {
      const made = await started();
      if (!made.ok) return made;
      const { session, patient, therapist, payerId, sound, enrolment, geometry, timers } = input;
      const run = await made.value.process({
        sound: {
          session: journal(sound),
          enrolment: enrolment === null ? null : journal(enrolment),
          geometry,
          channel: null,
        },
        soundKey: `${sound.trackId} ${enrolment?.trackId ?? ''}`,
        subject: { session, patient, therapist, payerId },
        entered: { timers, typed: [], tieChoices: [] },
        checkpoints: input.checkpoints,
        signal: input.signal,
        onProgress: ({ stageId, ...progress }) => input.onProgress({ stage: stageId, ...progress }),
      });
      if (!run.ok) return run;
      const { heard, transcript, facts, ledger, charges, note } = run.value.graph;
      return ok({ frontEnd: heard.frontEnd, transcript, facts, ledger, charges, note });
    },
    close: async () => {
      const made = await pipeline;
      if (made?.ok) await made.value.close();
    },
  };
}

function journal({ folder, sessionKey }: SealedSound): SoundDescriptor {
  return { kind: 'journal', folder, sessionKey };
}

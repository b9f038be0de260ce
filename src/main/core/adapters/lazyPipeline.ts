/**
 * The pipeline for the app: its code is loaded and its processes start with the first session, and a missing model is
 * that session's answer instead of a reason not to start the app. Another recogniser than before gets a pipeline of its own;
 * the former one ends when its last session is done.
 */

import { ok, type Result } from '../../../shared/result.ts';
import type { SoundInput } from '../pipeline/graph.ts';
import type { PipelineOptions, SessionPipeline } from '../pipeline/sessionPipeline.ts';
import type { PipelineInput, PipelinePort, ProcessedSession, SealedSound } from '../ports.ts';
import type { RecogniserPlace } from '../recognisers/recogniserPlace.ts';
import type { SoundDescriptor } from '../sound/soundDescriptor.ts';
import type { StartWorkAhead } from './microphones.ts';

export interface LazyPipeline extends PipelinePort {
  readonly workAhead: StartWorkAhead;
  close(): Promise<void>;
}

export type LazyPipelineOptions = Omit<PipelineOptions, 'recogniser'> & {
  /** Asked before each session. */
  chosenRecogniser(): Promise<RecogniserPlace>;
};

interface Running {
  readonly recogniser: RecogniserPlace;
  readonly pipeline: Promise<Result<SessionPipeline>>;
  sessions: number;
}

export function createLazyPipeline({ chosenRecogniser, ...options }: LazyPipelineOptions): LazyPipeline {
  let running: Running | null = null;

  async function started(): Promise<Running> {
    const recogniser = await chosenRecogniser();
    if (running && running.recogniser.folder !== recogniser.folder) {
      const former = running;
      running = null;
      if (former.sessions === 0) await end(former);
    }
    running ??= {
      recogniser,
      pipeline: import('../pipeline/sessionPipeline.ts').then((module) =>
        module.createSessionPipeline({ ...options, recogniser }),
      ),
      sessions: 0,
    };
    running.sessions++;
    return running;
  }

  async function done(mine: Running, isUsable: boolean): Promise<void> {
    mine.sessions--;
    // A model that was missing may be there the next time.
    if (!isUsable && running === mine) running = null;
    if (running !== mine && mine.sessions === 0) await end(mine);
  }

  return {
    async process(input: PipelineInput) {
      const mine = await started();
      const made = await mine.pipeline;
      try {
        return made.ok ? await run(made.value, input) : made;
      } finally {
        await done(mine, made.ok);
      }
    },
    workAhead: ({ folder, sessionKey, enrolmentFolder, geometry, ownTerms }) => {
      const stopping = new AbortController();
      // The recording zeroes its key when it stops: this copy is for the work beside it alone.
      const key = Uint8Array.from(sessionKey);
      const sound: SoundInput = {
        session: journal({ folder, sessionKey: key }),
        enrolment: enrolmentFolder === null ? null : journal({ folder: enrolmentFolder, sessionKey: key }),
        geometry,
        channel: null,
        ownTerms,
      };
      const work = async (): Promise<void> => {
        const mine = await started();
        const made = await mine.pipeline;
        try {
          if (made.ok) await made.value.workAhead(sound, stopping.signal);
        } finally {
          key.fill(0);
          await done(mine, made.ok);
        }
      };
      const finished = work();
      return {
        async close() {
          stopping.abort();
          await finished;
        },
      };
    },
    close: async () => {
      if (running) await end(running);
    },
  };
}

async function end({ pipeline }: Running): Promise<void> {
  const made = await pipeline;
  if (made.ok) await made.value.close();
}

async function run(pipeline: SessionPipeline, input: PipelineInput): Promise<Result<ProcessedSession>> {
  const { session, patient, therapist, payerId, sound, enrolment, geometry, ownTerms, timers } = input;
  // Whoever answered for the patient is there, and agreed to be heard.
  const hasCompanion = session.consent.kind === 'given' && session.consent.by === 'caregiver';
  const outcome = await pipeline.process({
    sound: {
      session: journal(sound),
      enrolment: enrolment === null ? null : journal(enrolment),
      geometry,
      channel: null,
      hasCompanion,
      ownTerms,
    },
    soundKey: [sound.trackId, enrolment?.trackId ?? '', hasCompanion, ...ownTerms].join(' '),
    subject: { session, patient, therapist, payerId },
    entered: { timers, typed: [], tieChoices: [] },
    checkpoints: input.checkpoints,
    signal: input.signal,
    onProgress: ({ stageId, ...progress }) => input.onProgress({ stage: stageId, ...progress }),
  });
  if (!outcome.ok) return outcome;
  const { heard, transcript, facts, ledger, charges, note } = outcome.value.graph;
  return ok({ frontEnd: heard.frontEnd, transcript, facts, ledger, charges, note });
}

function journal({ folder, sessionKey }: Pick<SealedSound, 'folder' | 'sessionKey'>): SoundDescriptor {
  return { kind: 'journal', folder, sessionKey };
}

/**
 * The pipeline for the app: its code is loaded and its processes start with the first session, and a missing model is
 * that session's answer instead of a reason not to start the app. Another recogniser than before gets a pipeline of its own;
 * the former one ends when its last session is done.
 */

import { isCompanionHeard } from '../../../shared/domain/record.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { SoundInput } from '../pipeline/graph.ts';
import type { PipelineOptions, SessionPipeline } from '../pipeline/sessionPipeline.ts';
import type {
  HearAgainPort,
  HeardReadings,
  PipelineInput,
  PipelinePort,
  ProcessedSession,
  SealedSound,
} from '../ports.ts';
import type { RecogniserPlace } from '../recognisers/recogniserPlace.ts';
import type { SoundDescriptor } from '../sound/soundDescriptor.ts';
import type { StartWorkAhead } from './microphones.ts';

export interface LazyPipeline extends PipelinePort, HearAgainPort {
  readonly workAhead: StartWorkAhead;
  close(): Promise<void>;
}

export type LazyPipelineOptions = Omit<PipelineOptions, 'recogniser'> & {
  /** Asked before each session. */
  chosenRecogniser(): Promise<RecogniserPlace>;
  /** For a line that is to be heard again by another one. */
  recogniserNamed(name: string): Promise<Result<RecogniserPlace>>;
};

interface Running {
  readonly recogniser: RecogniserPlace;
  readonly pipeline: Promise<Result<SessionPipeline>>;
  sessions: number;
}

export function createLazyPipeline(all: LazyPipelineOptions): LazyPipeline {
  const { chosenRecogniser, recogniserNamed, ...options } = all;
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
    async hear({ recogniser: name, span, sound, enrolment, geometry, ownTerms, hasCompanion }) {
      const place = name === null ? ok(await chosenRecogniser()) : await recogniserNamed(name);
      if (!place.ok) return place;
      const input: SoundInput = {
        session: journal(sound),
        enrolment: enrolment === null ? null : journal(enrolment),
        geometry,
        channel: null,
        hasCompanion,
        ownTerms,
      };
      const signal = new AbortController().signal;
      const hear = async (made: SessionPipeline): Promise<Result<HeardReadings>> =>
        ok({ recogniser: place.value.name, readings: await made.hearAgain({ sound: input, span, signal }) });
      const chosen = await started();
      const made = await chosen.pipeline;
      try {
        if (!made.ok) return made;
        if (place.value.folder === chosen.recogniser.folder) return await hear(made.value);
        const { createSessionPipeline } = await import('../pipeline/sessionPipeline.ts');
        const other = await createSessionPipeline({ ...options, recogniser: place.value });
        if (!other.ok) return other;
        try {
          return await hear(other.value);
        } finally {
          await other.value.close();
        }
      } finally {
        await done(chosen, made.ok);
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
  const { session, patient, therapist, payerId, ownPayers, sound, enrolment, geometry, ownTerms, timers } = input;
  const hasCompanion = isCompanionHeard(session.consent);
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
    subject: { session, patient, therapist, payerId, ownPayers },
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

/** What `note` and `transcribe` share: which sound, which array, which enrolment. */
import { availableParallelism } from 'node:os';
import { ok, type Result } from '../../../shared/result.ts';
import { readArray } from '../../core/input/readArray.ts';
import { readOwnTerms } from '../../core/input/readOwnTerms.ts';
import { findInstallation } from '../../core/installation.ts';
import type { SoundInput } from '../../core/pipeline/graph.ts';
import type { StageProgress } from '../../core/pipeline/orchestrator.ts';
import { createSessionPipeline, type SessionPipeline } from '../../core/pipeline/sessionPipeline.ts';
import { libraryFolder } from '../../core/recognisers/modelLibrary.ts';
import { findRecogniser } from '../../core/recognisers/recogniserPlace.ts';
import { defaultDataFolder } from '../../core/security/dataFolder.ts';
import { describeWav, type WavDescription } from '../../core/sound/describeWav.ts';
import { type Arguments, type OptionSpec, usageError } from '../command.ts';
import type { Output } from '../output.ts';
import { userPath } from '../paths.ts';

export const SOUND_OPTIONS = {
  array: { value: 'FILE', help: 'microphone positions (JSON, metres); without it the beams work blind' },
  model: { value: 'NAME', help: 'an imported recogniser (see "models"); the bundled one unless given' },
  companion: {
    value: null,
    help: 'somebody came with the patient: a third voice near the pair is kept, as the caregiver’s',
  },
  terms: { value: 'FILE', help: 'terms of your own, one a line, preferred where the recogniser is in doubt' },
  enrol: { value: 'FILE.wav', help: 'the therapist alone for about ten seconds, same microphones' },
} as const satisfies Record<string, OptionSpec>;

/** Nothing else runs beside a command: all cores, as far as the recogniser gains from them. */
export const RECOGNISER_THREADS = Math.min(4, availableParallelism());

export interface SoundRequest extends WavDescription {
  readonly input: SoundInput;
}

/** Checks every file before any work is done. */
export async function readSoundRequest(arguments_: Arguments): Promise<Result<SoundRequest>> {
  const path = userPath(arguments_.positionals[0] ?? '');
  const session = await describeWav(path);
  if (!session.ok) return session;
  const enrolPath = arguments_.option('enrol');
  if (enrolPath !== null) {
    const enrolment = await describeWav(userPath(enrolPath));
    if (!enrolment.ok) return enrolment;
  }
  const arrayPath = arguments_.option('array');
  const geometry = arrayPath === null ? ok(null) : await readArray(userPath(arrayPath));
  if (!geometry.ok) return geometry;
  const channel = readChannel(arguments_.option('channel'), session.value.channelCount);
  if (!channel.ok) return channel;
  const termsPath = arguments_.option('terms');
  const ownTerms = termsPath === null ? ok([]) : await readOwnTerms(userPath(termsPath), findInstallation().resources);
  if (!ownTerms.ok) return ownTerms;
  return ok({
    input: {
      session: { kind: 'wav', path },
      enrolment: enrolPath === null ? null : { kind: 'wav', path: userPath(enrolPath) },
      geometry: geometry.value,
      channel: channel.value,
      hasCompanion: arguments_.has('companion'),
      ownTerms: ownTerms.value,
    },
    ...session.value,
  });
}

function readChannel(text: string | null, channelCount: number): Result<number | null> {
  if (text === null) return ok(null);
  const channel = Number(text);
  if (/^\d+$/.test(text) && channel < channelCount) return ok(channel);
  return usageError(
    channelCount === 1
      ? 'The recording has one channel: --channel can only be 0.'
      : `The recording has ${channelCount} channels: --channel goes from 0 to ${channelCount - 1}.`,
  );
}

/** Opens the pipeline for one command, with Ctrl-C as cancel, and closes it whatever happens. */
export async function withPipeline<T>(
  arguments_: Arguments,
  work: (pipeline: SessionPipeline, signal: AbortSignal) => Promise<Result<T>>,
): Promise<Result<T>> {
  const installation = findInstallation();
  const name = arguments_.option('model');
  const recogniser =
    name === null ? ok(undefined) : await findRecogniser(installation, libraryFolder(defaultDataFolder()), name);
  if (!recogniser.ok) return recogniser;
  const opened = await createSessionPipeline({
    installation,
    recogniser: recogniser.value,
    threads: RECOGNISER_THREADS,
  });
  if (!opened.ok) return opened;
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    return await work(opened.value, controller.signal);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    await opened.value.close();
  }
}

export function progressLine(output: Output): (progress: StageProgress) => void {
  return ({ stageId, stageIndex, stageCount, share }) =>
    output.progress(`${stageIndex + 1}/${stageCount} ${stageId} ${Math.round(share * 100)} %`);
}

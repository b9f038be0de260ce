/**
 * How fast a recogniser is on this machine: the sample session's sound, in pieces as long as the final pass makes them,
 * read in the engine's own process exactly as a session is. Loading is timed apart, with a first short piece. The fastest
 * piece counts: whatever else runs on the machine only makes the others slower.
 */
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { openWav } from '../../../audio/wav/openWav.ts';
import type { RecogniserTime } from '../../../shared/contract.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { createEngineClient } from '../host/engineClient.ts';
import type { ProcessHost } from '../host/processHost.ts';
import type { Installation } from '../installation.ts';
import type { RecogniserPlace } from './recogniserPlace.ts';

const PIECE_S = 26;
const PIECES = 3;
const FIRST_PIECE_S = 4;
const SAMPLE_RATE_HZ = 16000;

export interface TimingOptions {
  readonly installation: Installation;
  readonly threads: number;
  readonly host?: ProcessHost;
  readonly signal?: AbortSignal;
}

/** @throws AppFailure (model_altered, cancelled) from the engine */
export async function timeRecogniser(place: RecogniserPlace, options: TimingOptions): Promise<Result<RecogniserTime>> {
  const { installation, threads, host, signal } = options;
  const sound = await readSpeech(installation);
  if (!sound.ok) return sound;
  const engine = createEngineClient({
    configuration: {
      modelsFolder: place.folder,
      modelId: place.modelId,
      threads,
      vocabularyFile: join(installation.resources, 'asr/vocabulary.json'),
    },
    host,
  });
  try {
    const started = performance.now();
    await engine.recognise({ samples: sound.value.slice(0, FIRST_PIECE_S * SAMPLE_RATE_HZ) }, signal);
    const loadMs = performance.now() - started;
    const length = PIECE_S * SAMPLE_RATE_HZ;
    let fastestMs = Infinity;
    for (let piece = 0; piece < PIECES; piece++) {
      const from = performance.now();
      await engine.recognise({ samples: sound.value.slice(piece * length, (piece + 1) * length) }, signal);
      fastestMs = Math.min(fastestMs, performance.now() - from);
    }
    return ok({
      realTimeFactor: round(fastestMs / 1000 / PIECE_S, 3),
      loadMs: Math.round(loadMs),
      threads,
      processor: processorName(),
      measuredAt: new Date().toISOString(),
    });
  } finally {
    await engine.close();
  }
}

/** A time holds for the processor it was taken on. */
export function processorName(): string {
  return `${cpus()[0]?.model.trim() ?? 'unknown'} × ${availableParallelism()}`;
}

async function readSpeech(installation: Installation): Promise<Result<Float32Array>> {
  const wav = await openWav(join(installation.resources, 'sample/gym-session/session.wav'));
  if (!wav.ok) return wav;
  const [samples = new Float32Array(0)] = await wav.value.read(0, PIECES * PIECE_S * SAMPLE_RATE_HZ);
  await wav.value.close();
  return ok(samples);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

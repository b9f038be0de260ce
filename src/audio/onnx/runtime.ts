/**
 * The one door to onnxruntime-node: telemetry off before the native library loads, threads and spinning chosen
 * in one place. Only worker processes call this; running a graph blocks the calling thread.
 */
import './telemetry.ts';
import { createRequire } from 'node:module';
import type * as Ort from 'onnxruntime-node';
import { assertTelemetryIsOff } from './telemetry.ts';

export type { InferenceSession, Tensor } from 'onnxruntime-node';

let loaded: typeof Ort | undefined;

/** The binding, loaded on first use with telemetry off. */
export function ort(): typeof Ort {
  if (!loaded) {
    assertTelemetryIsOff();
    loaded = createRequire(import.meta.url)('onnxruntime-node') as typeof Ort;
  }
  return loaded;
}

export interface SessionOptions {
  readonly threads: number;
  /** Busy-waiting between operators: faster on an idle machine, harmful while something else records. */
  readonly spinning?: boolean;
  /** Gives memory back between operators: a sixth less for a large graph whose input lengths vary, at hardly any time. */
  readonly givesMemoryBack?: boolean;
}

/** Opens a graph file. @throws when the file is no valid graph: check it with the manifest first. */
export async function openGraph(file: string, options: SessionOptions): Promise<Ort.InferenceSession> {
  return ort().InferenceSession.create(file, {
    executionProviders: ['cpu'],
    intraOpNumThreads: options.threads,
    interOpNumThreads: 1,
    enableCpuMemArena: !options.givesMemoryBack,
    graphOptimizationLevel: 'all',
    extra: { session: { intra_op: { allow_spinning: options.spinning ? '1' : '0' } } },
  });
}

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
let opening: Promise<unknown> = Promise.resolve();

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
  /**
   * The runtime's blocked attention sums in blocks as large as the processor's second-level cache: the last digits, and
   * after 8-bit rounding the third, depend on the machine. Without it only the instruction set matters.
   */
  readonly blockedAttention?: boolean;
}

/** Read by the runtime whenever a session is created, from the environment and from nowhere else. */
const BLOCKED_ATTENTION_OFF = 'ORT_DISABLE_FLASH_ATTENTION';

/** Opens a graph, a file or its bytes. @throws when it is no valid graph: check a file with the manifest first. */
export function openGraph(graph: string | Uint8Array, options: SessionOptions): Promise<Ort.InferenceSession> {
  const session = opening.then(() => createSession(graph, options));
  // One after the other: the environment holds for one session at a time.
  opening = session.catch(() => undefined);
  return session;
}

async function createSession(graph: string | Uint8Array, options: SessionOptions): Promise<Ort.InferenceSession> {
  process.env[BLOCKED_ATTENTION_OFF] = (options.blockedAttention ?? true) ? '0' : '1';
  const settings: Ort.InferenceSession.SessionOptions = {
    executionProviders: ['cpu'],
    intraOpNumThreads: options.threads,
    interOpNumThreads: 1,
    enableCpuMemArena: !options.givesMemoryBack,
    graphOptimizationLevel: 'all',
    extra: { session: { intra_op: { allow_spinning: options.spinning ? '1' : '0' } } },
  };
  return typeof graph === 'string'
    ? ort().InferenceSession.create(graph, settings)
    : ort().InferenceSession.create(graph, settings);
}

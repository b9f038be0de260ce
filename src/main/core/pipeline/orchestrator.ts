/**
 * Runs a table of stages over a graph of results: checks each stage's promise, saves after each, resumes from what was
 * saved, reports progress and times, and stops at once when cancelled. It knows nothing about sound or notes.
 */
import { type AppError, AppFailure, fail, ok, type Result } from '../../../shared/result.ts';
import { type CheckpointStore, checkpointKey } from './checkpoint.ts';
import type { Stage } from './stage.ts';

export interface StageProgress {
  readonly stageId: string;
  readonly stageIndex: number;
  readonly stageCount: number;
  readonly share: number;
}

export interface StageTime {
  readonly stageId: string;
  readonly wallMs: number;
  readonly wasResumed: boolean;
}

export interface RunOptions {
  readonly signal: AbortSignal;
  readonly checkpoints: CheckpointStore;
  /** Milliseconds from a monotonic clock. */
  readonly now: () => number;
  readonly onProgress?: (progress: StageProgress) => void;
}

export interface RunOutcome<Graph> {
  readonly graph: Graph;
  readonly times: readonly StageTime[];
}

/** Names the stages that ask for something nobody before them makes. A table like that is a bug, not bad input. */
function assertOrder<Graph>(stages: readonly Stage<Graph>[], given: readonly (keyof Graph)[]): void {
  const known = new Set<keyof Graph>(given);
  for (const stage of stages) {
    const missing = stage.needs.filter((need) => !known.has(need));
    if (missing.length > 0)
      throw new Error(`Stage ${stage.id} needs ${missing.join(', ')}, which no stage before it makes`);
    known.add(stage.ensures);
  }
}

/**
 * @param initial what is given, with a key for each that changes when its content does
 * @returns the full graph, or the first expected failure; a bug inside a stage is thrown on
 */
export async function runStages<Graph extends object>(
  stages: readonly Stage<Graph>[],
  initial: { readonly values: Partial<Graph>; readonly keys: Partial<Record<keyof Graph, string>> },
  options: RunOptions,
): Promise<Result<RunOutcome<Graph>>> {
  assertOrder(stages, Object.keys(initial.values) as (keyof Graph)[]);
  const graph: Partial<Graph> = { ...initial.values };
  const keys: Partial<Record<keyof Graph, string>> = { ...initial.keys };
  const times: StageTime[] = [];
  for (const [stageIndex, stage] of stages.entries()) {
    if (options.signal.aborted) return cancelled();
    const report = (share: number): void =>
      options.onProgress?.({
        stageId: stage.id,
        stageIndex,
        stageCount: stages.length,
        share: Math.min(1, Math.max(0, share)),
      });
    const key = checkpointKey(
      stage.id,
      stage.version,
      stage.needs.map((need) => keys[need] ?? String(need)),
    );
    const startedAt = options.now();
    report(0);
    const saved = stage.isSaved ? await options.checkpoints.load(stage.id, key) : undefined;
    if (saved !== undefined) {
      graph[stage.ensures] = saved as Graph[keyof Graph];
    } else {
      const outcome = await attempt(stage, graph as Graph, { signal: options.signal, progress: report });
      if (!outcome.ok) return outcome;
      if (outcome.value === undefined)
        throw new Error(`Stage ${stage.id} promised ${String(stage.ensures)} and gave nothing`);
      graph[stage.ensures] = outcome.value;
      if (stage.isSaved) await options.checkpoints.save(stage.id, key, outcome.value);
    }
    keys[stage.ensures] = key;
    times.push({ stageId: stage.id, wallMs: options.now() - startedAt, wasResumed: saved !== undefined });
    report(1);
  }
  return ok({ graph: graph as Graph, times });
}

async function attempt<Graph>(
  stage: Stage<Graph>,
  graph: Graph,
  context: { readonly signal: AbortSignal; progress(share: number): void },
): Promise<Result<Graph[keyof Graph]>> {
  try {
    const value = await stage.run(graph, context);
    return context.signal.aborted ? cancelled() : ok(value);
  } catch (error) {
    if (context.signal.aborted) return cancelled();
    if (error instanceof AppFailure) return { ok: false, error: error.error };
    throw error;
  }
}

function cancelled(): { readonly ok: false; readonly error: AppError } {
  return fail('cancelled', 'Stopped. The recording is untouched and can be processed again.', { retryable: true });
}

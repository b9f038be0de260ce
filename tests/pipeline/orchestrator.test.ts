import { describe, expect, it } from 'vitest';
import type { CheckpointStore } from '../../src/main/core/pipeline/checkpoint.ts';
import { runStages, type StageProgress } from '../../src/main/core/pipeline/orchestrator.ts';
import { defineStage, type Stage } from '../../src/main/core/pipeline/stage.ts';
import { failure } from '../../src/shared/result.ts';

interface Toy {
  sound: number;
  words: string;
  note: string;
}
const stage = defineStage<Toy>();

function table(calls: string[], version = 1): readonly Stage<Toy>[] {
  return [
    stage({
      id: 'write-down',
      version,
      needs: ['sound'],
      ensures: 'words',
      isSaved: true,
      run: async ({ sound }) => {
        calls.push('write-down');
        return `heard ${sound}`;
      },
    }),
    stage({
      id: 'draft',
      version: 1,
      needs: ['words'],
      ensures: 'note',
      isSaved: false,
      run: async ({ words }) => {
        calls.push('draft');
        return words.toUpperCase();
      },
    }),
  ];
}

function memoryCheckpoints(): CheckpointStore & { readonly saved: Map<string, unknown> } {
  const saved = new Map<string, unknown>();
  return {
    saved,
    load: async (stageId, key) => saved.get(`${stageId}:${key}`),
    save: async (stageId, key, value) => void saved.set(`${stageId}:${key}`, value),
  };
}

function options(checkpoints = memoryCheckpoints(), signal = new AbortController().signal) {
  let time = 0;
  return { signal, checkpoints, now: () => (time += 5) };
}

const given = (sound: number) => ({ values: { sound }, keys: { sound: `sound-${sound}` } });

describe('the orchestrator', () => {
  it('runs the stages in the order of the table and reports a time for each', async () => {
    const calls: string[] = [];
    const outcome = await runStages(table(calls), given(3), options());
    expect(outcome.ok && outcome.value.graph.note).toBe('HEARD 3');
    expect(calls).toEqual(['write-down', 'draft']);
    expect(outcome.ok && outcome.value.times.map((time) => [time.stageId, time.wasResumed])).toEqual([
      ['write-down', false],
      ['draft', false],
    ]);
  });

  it('takes a saved stage from its checkpoint and only repeats what was not saved', async () => {
    const checkpoints = memoryCheckpoints();
    await runStages(table([]), given(3), options(checkpoints));
    const calls: string[] = [];
    const again = await runStages(table(calls), given(3), options(checkpoints));
    expect(calls).toEqual(['draft']);
    expect(again.ok && again.value.graph.note).toBe('HEARD 3');
  });

  it('does not use a checkpoint of another sound or of an older version of the stage', async () => {
    const checkpoints = memoryCheckpoints();
    await runStages(table([]), given(3), options(checkpoints));
    const calls: string[] = [];
    await runStages(table(calls), given(4), options(checkpoints));
    await runStages(table(calls, 2), given(3), options(checkpoints));
    expect(calls.filter((call) => call === 'write-down')).toHaveLength(2);
  });

  it('hands an expected failure of a stage on as a value and keeps the stages before it', async () => {
    const checkpoints = memoryCheckpoints();
    const stages = [
      ...table([]).slice(0, 1),
      stage({
        id: 'draft',
        version: 1,
        needs: ['words'],
        ensures: 'note',
        isSaved: false,
        run: async () => {
          throw failure('model_missing', 'The model is missing.');
        },
      }),
    ];
    const outcome = await runStages(stages, given(1), options(checkpoints));
    expect(outcome).toEqual({ ok: false, error: { code: 'model_missing', message: 'The model is missing.' } });
    expect(checkpoints.saved.size).toBe(1);
  });

  it('throws a bug inside a stage on instead of hiding it', async () => {
    const broken = [
      stage({
        id: 'broken',
        version: 1,
        needs: ['sound'],
        ensures: 'words',
        isSaved: false,
        run: () => Promise.reject(new TypeError('bug')),
      }),
    ];
    await expect(runStages(broken, given(1), options())).rejects.toThrow('bug');
  });

  it('stops before the next stage when cancelled', async () => {
    const controller = new AbortController();
    const calls: string[] = [];
    const stages = table(calls);
    const outcome = await runStages(stages, given(1), {
      ...options(memoryCheckpoints(), controller.signal),
      onProgress: (progress: StageProgress) => progress.stageId === 'draft' && controller.abort(),
    });
    expect(!outcome.ok && outcome.error.code).toBe('cancelled');
  });

  it('refuses a table in which a stage needs what nobody makes', async () => {
    const wrong = table([]).toReversed();
    await expect(runStages(wrong, given(1), options())).rejects.toThrow('needs words');
  });
});

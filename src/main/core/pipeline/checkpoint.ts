import { createHash } from 'node:crypto';

/** Where finished stage results survive a crash. Values are structured-clone data (typed arrays included). */
export interface CheckpointStore {
  load(stageId: string, key: string): Promise<unknown>;
  save(stageId: string, key: string, value: unknown): Promise<void>;
}

/** For one-shot runs (command line): nothing is kept. */
export const noCheckpoints: CheckpointStore = {
  load: async () => undefined,
  save: async () => {},
};

/** A key that changes with anything that may change the result: the stage, its version, the keys of what it used. */
export function checkpointKey(stageId: string, version: number, inputKeys: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([stageId, version, inputKeys]))
    .digest('hex');
}

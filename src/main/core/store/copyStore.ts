/** A whole copy of the database under the same key, made by a thread of its own while the store stays in use. */
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

export interface CopyOrder {
  readonly file: string;
  readonly key: Uint8Array;
  /** A file that is not there yet. */
  readonly to: string;
}

export interface CopyAnswer {
  readonly error: { readonly code: string | null; readonly message: string } | null;
}

/** Takes the key over and zeroes it. @throws an error with SQLite's code when the disk or the file fails */
export async function copyStore(order: CopyOrder): Promise<void> {
  const entry = fileURLToPath(new URL('../../workers/copyStore.thread.ts', import.meta.url));
  const worker = new Worker(entry, { workerData: order });
  order.key.fill(0);
  const [answer] = (await once(worker, 'message')) as [CopyAnswer];
  if (answer.error) throw Object.assign(new Error(answer.error.message), { code: answer.error.code ?? undefined });
}

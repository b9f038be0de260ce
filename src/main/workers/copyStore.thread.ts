/** Copies the open database into a new file beside the core's own thread: a year of sessions takes seconds, and pages go on. */
import { parentPort, workerData } from 'node:worker_threads';
import type { CopyAnswer, CopyOrder } from '../core/store/copyStore.ts';
import { openDatabase } from '../core/store/openDatabase.ts';

const { file, key, to } = workerData as CopyOrder;

function copy(): CopyAnswer {
  const db = openDatabase(file, key);
  key.fill(0);
  if (!db.ok) return { error: { code: null, message: db.error.message } };
  try {
    db.value.prepare('VACUUM INTO ?').run(to);
    return { error: null };
  } catch (error) {
    return { error: { code: (error as { code?: string }).code ?? null, message: String(error) } };
  } finally {
    db.value.close();
  }
}

parentPort?.postMessage(copy());

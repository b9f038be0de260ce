/**
 * A core in a process of its own that treats one patient after another: one treatment per line on its input, or without
 * end after "forever". Tells each acknowledged step and each failure as a line of JSON. It is made to be killed.
 */
import { createInterface } from 'node:readline';
import { PASSPHRASE, PERSON, startTestCore } from './testCore.ts';
import { treat } from './treatment.ts';

const [folder = ''] = process.argv.slice(2);
const say = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const { core } = startTestCore({ now: () => new Date() }, folder);

/** Killed while it checked a passphrase, the app counts that as a wrong one: then there is a wait, as for anybody. */
async function enter(): Promise<void> {
  const status = await core.call('app.status', {});
  const isNew = status.ok && status.value.phase === 'firstRun';
  const entered = isNew
    ? await core.call('security.setUp', PERSON)
    : await core.call('security.unlock', { passphrase: PASSPHRASE });
  if (entered.ok) return;
  if (entered.error.waitMs === undefined) throw new Error(entered.error.message);
  await new Promise((resolve) => setTimeout(resolve, entered.error.waitMs));
  return enter();
}
await enter();
say({ ready: true });

/** A failed call is tried this often again: a single failure of the disk must not end a treatment. */
const MAX_TRIES = 5;

async function once(): Promise<void> {
  let failures = 0;
  const isWhole = await treat(core, {
    acknowledged: say,
    failed: (failure) => {
      say({ failure });
      failures++;
      return failures < MAX_TRIES;
    },
  });
  say({ isWhole });
}

for await (const line of createInterface({ input: process.stdin })) {
  do await once();
  while (line === 'forever');
}

/** Writes sessions with two rows each as fast as it can and reports every id after its commit; killed by the test. */
import { openStore } from '../../src/main/core/store/createStore.ts';
import { sampleSession } from './support.ts';

const [file = '', database = '', audit = ''] = process.argv.slice(2);
const opened = openStore(file, { database: Buffer.from(database, 'hex'), audit: Buffer.from(audit, 'hex') });
if (!opened.ok) throw new Error(opened.error.message);
const store = opened.value;
for (let i = 0; ; i++) {
  const id = `${process.pid}-${i}`;
  store.atomically(() => {
    const header = sampleSession(id, 'p1');
    store.sessions.add({ header, userId: 'u1', wrappedKey: new Uint8Array(60), at: header.dateOfService });
    store.audit.append({ at: header.dateOfService, user: 'u1', event: 'session-created', subject: id });
  });
  process.stdout.write(`${id}\n`);
}

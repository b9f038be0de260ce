import { describe, expect, it } from 'vitest';
import { createProcessBroker } from '../../src/main/shell/electron/processBroker.ts';
import { createBrokeredProcessHost } from '../../src/main/workers/core/brokeredProcessHost.ts';
import { createFakeElectron } from '../support/fakeElectron.ts';

const WORKERS = '/app/main/workers';

/** Core side and main side joined directly, as the two processes' messages join them. */
function joined() {
  const fake = createFakeElectron();
  const host = createBrokeredProcessHost((message) => broker.receive(message));
  const broker = createProcessBroker(
    { utilityProcess: fake.electron.utilityProcess, workersFolder: WORKERS },
    (message) => host.receive(message),
  );
  return { host, broker, fake };
}

describe('a worker process under Electron', () => {
  it('is started with its arguments, telemetry off, nothing written to the screen', () => {
    const { host, fake } = joined();
    host.fork(`${WORKERS}/engine.process.js`, ['{"threads":1}']);
    expect(fake.children[0]).toMatchObject({ file: `${WORKERS}/engine.process.js`, args: ['{"threads":1}'] });
    expect(fake.children[0]!.options).toMatchObject({
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ORT_DISABLE_TELEMETRY: '1' },
    });
  });

  it('talks with the core both ways, and its process number becomes known', () => {
    const { host, fake } = joined();
    const worker = host.fork(`${WORKERS}/engine.process.js`, []);
    const heard: unknown[] = [];
    worker.onMessage((message) => void heard.push(message));
    const samples = new Float32Array([0.5]);
    worker.post({ samples });
    expect(fake.children[0]!.sent).toEqual([{ message: { samples }, ports: [] }]);
    fake.children[0]!.emit('spawn');
    fake.children[0]!.emit('message', { kind: 'ready' });
    expect(worker.pid).toBe(4711);
    expect(heard).toEqual([{ kind: 'ready' }]);
  });

  it('reports its end exactly once, with the last it wrote to its error stream, also to who asks late', () => {
    const { host, fake } = joined();
    const worker = host.fork(`${WORKERS}/engine.process.js`, []);
    const exits: unknown[] = [];
    worker.onExit((exit) => void exits.push(exit));
    fake.children[0]!.stderr.emit('data', `${'x'.repeat(5000)}the end`);
    fake.children[0]!.emit('exit', 134);
    fake.children[0]!.emit('exit', 134);
    expect(exits).toEqual([{ code: 134, signal: null, errorTail: `${'x'.repeat(1993)}the end` }]);
    worker.onExit((exit) => void exits.push(exit));
    expect(exits).toHaveLength(2);
    worker.post('too late');
    expect(fake.children[0]!.sent).toEqual([]);
  });

  it('is killed when asked', () => {
    const { host, fake } = joined();
    host.fork(`${WORKERS}/engine.process.js`, []).kill();
    expect(fake.children[0]!.isKilled).toBe(true);
  });

  it.each([
    '/tmp/evil.process.js',
    `${WORKERS}/../evil.process.js`,
    `${WORKERS}/core/deeper.process.js`,
    `${WORKERS}/engine.js`,
    `${WORKERS}/engine.process.js/../../evil.process.js`,
    'engine.process.js',
    '',
  ])('is not started from %j: it ends at once instead', (entryFile) => {
    const { host, fake } = joined();
    const exits: unknown[] = [];
    host.fork(entryFile, []).onExit((exit) => void exits.push(exit));
    expect(fake.children).toEqual([]);
    expect(exits).toHaveLength(1);
  });
});

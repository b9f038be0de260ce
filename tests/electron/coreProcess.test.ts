import { describe, expect, it } from 'vitest';
import { type CoreProcess, startCoreProcess } from '../../src/main/shell/electron/coreProcess.ts';
import type { MessagePortMain } from '../../src/main/shell/electron/electronApi.ts';
import { createFakeElectron, FakePort, settle } from '../support/fakeElectron.ts';

const INSTALLATION = { root: '/app', models: '/app/models', resources: '/app/resources' };
const WORKERS = '/app/main/workers';

function started(store: 'working' | 'failing' | 'none' = 'none') {
  const fake = createFakeElectron();
  const heard: string[] = [];
  const waits: { readonly milliseconds: number; readonly then: () => void }[] = [];
  let nowMs = 0;
  const core: CoreProcess = startCoreProcess(
    {
      utilityProcess: fake.electron.utilityProcess,
      entryFile: `${WORKERS}/core.process.js`,
      workersFolder: WORKERS,
      dataFolder: '/data',
      installation: INSTALLATION,
      keyStore:
        store === 'none'
          ? null
          : {
              backend: 'keychain',
              seal: async (secret) => {
                if (store === 'failing') throw new Error('the person said no');
                return secret.toReversed();
              },
              open: async (sealed) => sealed.toReversed(),
            },
      isPackaged: true,
      now: () => nowMs,
      wait: (milliseconds, then) => void waits.push({ milliseconds, then }),
    },
    {
      onReady: (isRestart) => void heard.push(isRestart ? 'ready again' : 'ready'),
      onKeys: (keys) => void heard.push(`keys ${keys.mark}`),
      onCapture: (isAllowed) => void heard.push(isAllowed ? 'shown' : 'kept out'),
      onRecording: (recording) => void heard.push(recording ? 'recording' : 'not recording'),
      onGone: (message) => void heard.push(`gone: ${message}`),
    },
  );
  return {
    core,
    heard,
    waits,
    fake,
    child: () => fake.children.filter((child) => child.file.endsWith('core.process.js')).at(-1)!,
    advance: (milliseconds: number) => {
      nowMs += milliseconds;
    },
  };
}

describe('the core process', () => {
  it('is told where the data lies and which key store there is, with telemetry off', () => {
    const { child } = started('working');
    expect(child().sent[0]!.message).toEqual({
      kind: 'start',
      dataFolder: '/data',
      installation: INSTALLATION,
      keyStore: 'keychain',
    });
    expect(child().options.env).toMatchObject({ ORT_DISABLE_TELEMETRY: '1' });
  });

  it('gets a page only after it said it is ready', () => {
    const { core, child } = started();
    const port = new FakePort() as unknown as MessagePortMain;
    expect(core.connect(port)).toBe(false);
    child().emit('message', { kind: 'ready' });
    expect(core.connect(port)).toBe(true);
    expect(child().sent.at(-1)).toEqual({ message: { kind: 'page' }, ports: [port] });
  });

  it('opens the microphone permission by its word alone, and its end takes it back', () => {
    const { core, child } = started();
    expect(core.hasConsent()).toBe(false);
    child().emit('message', { kind: 'consent', isGiven: true });
    expect(core.hasConsent()).toBe(true);
    child().emit('exit', 1);
    expect(core.hasConsent()).toBe(false);
  });

  it('gets the key store’s answers', async () => {
    const { child } = started('working');
    child().emit('message', { kind: 'ask', id: 7, what: 'seal', bytes: new Uint8Array([1, 2]) });
    await settle();
    expect(child().sent.at(-1)!.message).toEqual({ kind: 'answer', id: 7, bytes: new Uint8Array([2, 1]) });
  });

  it.each(['failing', 'none'] as const)('hears "no" from a key store that is %s', async (store) => {
    const { child } = started(store);
    child().emit('message', { kind: 'ask', id: 7, what: 'seal', bytes: new Uint8Array([1, 2]) });
    await settle();
    expect(child().sent.at(-1)!.message).toEqual({ kind: 'answer', id: 7, bytes: null });
  });

  it('is started again after it died, three times in a minute, then given up', () => {
    const { child, waits, heard, fake } = started();
    for (const milliseconds of [500, 2000, 8000]) {
      child().emit('exit', 139);
      expect(waits.at(-1)!.milliseconds).toBe(milliseconds);
      waits.at(-1)!.then();
    }
    child().emit('exit', 139);
    expect(waits).toHaveLength(3);
    expect(fake.children).toHaveLength(4);
    expect(heard.filter((each) => each.startsWith('gone'))).toHaveLength(1);
  });

  it('may die once an hour for ever', () => {
    const { child, waits, heard, advance } = started();
    for (let hour = 0; hour < 10; hour += 1) {
      child().emit('exit', 139);
      waits.at(-1)!.then();
      advance(3_600_000);
    }
    expect(waits.map(({ milliseconds }) => milliseconds)).toEqual(Array(10).fill(500));
    expect(heard.some((each) => each.startsWith('gone'))).toBe(false);
  });

  it('says that it is back, so that pages are loaded anew', () => {
    const { child, waits, heard } = started();
    child().emit('message', { kind: 'ready' });
    child().emit('exit', 1);
    waits.at(-1)!.then();
    child().emit('message', { kind: 'ready' });
    expect(heard).toEqual(['ready', 'not recording', 'kept out', 'ready again']);
  });

  it('is not started again once it was asked to close', async () => {
    const { core, child, waits, fake } = started();
    child().emit('exit', 1);
    await core.close();
    for (const { then } of waits) then();
    expect(fake.children).toHaveLength(1);
  });

  it('is ended by force when it does not close', () => {
    const { core, child, waits } = started();
    void core.close();
    expect(child().isKilled).toBe(false);
    waits.at(-1)!.then();
    expect(child().isKilled).toBe(true);
  });

  it('takes its workers with it', () => {
    const { child, fake } = started();
    child().emit('message', { kind: 'fork', id: 1, entryFile: `${WORKERS}/engine.process.js`, args: [] });
    const worker = fake.children.at(-1)!;
    expect(worker.file).toBe(`${WORKERS}/engine.process.js`);
    child().emit('exit', 1);
    expect(worker.isKilled).toBe(true);
  });
});

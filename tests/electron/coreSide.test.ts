import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { consentAfter } from '../../src/main/workers/core/consentGate.ts';
import type { FromCore, ToCore } from '../../src/main/workers/core/coreMessages.ts';
import { openPageChannel } from '../../src/main/workers/core/pageChannel.ts';
import { type CoreStart, type RunningCore, runCore } from '../../src/main/workers/core/runCore.ts';
import type { AppEvent, AppStatus, CallName } from '../../src/shared/contract.ts';
import { type GlobalAction, NO_GLOBAL_KEYS } from '../../src/shared/domain/globalKeys.ts';
import { fail, ok, type Result } from '../../src/shared/result.ts';
import { FakePort, settle } from '../support/fakeElectron.ts';

function fakeCore(answer: (name: CallName) => Result<unknown> = (name) => ok(`done ${name}`)) {
  const calls: { name: CallName; body: unknown }[] = [];
  const listeners = new Set<(event: AppEvent) => void>();
  let isClosed = false;
  const refused: (readonly GlobalAction[])[] = [];
  const core: RunningCore = {
    call: async (name, body) => {
      calls.push({ name, body });
      return answer(name);
    },
    onEvent: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    keysRefused: (actions) => void refused.push(actions),
    close: async () => {
      isClosed = true;
    },
  };
  return {
    core,
    calls,
    refused,
    listeners,
    isClosed: () => isClosed,
    emit: (event: AppEvent) => {
      for (const listener of [...listeners]) listener(event);
    },
  };
}

const status = (
  phase: AppStatus['phase'],
  isRecording = false,
  globalKeys: AppStatus['globalKeys'] = null,
): AppEvent => ({
  kind: 'status',
  status: {
    phase,
    version: '0',
    shell: 'test',
    therapist: null,
    recording: isRecording
      ? { sessionId: 's', state: 'recording', elapsedMs: 0, channels: 4, message: null, preview: 'off', ask: null }
      : null,
    microphone: null,
    unlockWaitSeconds: 0,
    isCaptureAllowed: false,
    globalKeys,
    access: null,
  },
});

describe('a page’s channel', () => {
  it('answers each call under its number, good or bad', async () => {
    const { core } = fakeCore((name) => (name === 'app.status' ? ok({ phase: 'locked' }) : fail('locked', 'Locked.')));
    const port = new FakePort();
    openPageChannel(core, port);
    port.emit('message', { data: { v: 1, id: 3, name: 'app.status', body: {} } });
    port.emit('message', { data: { v: 1, id: 4, name: 'patients.list', body: {} } });
    await settle();
    expect(port.sent).toEqual([
      { v: 1, id: 3, ok: true, body: { phase: 'locked' } },
      { v: 1, id: 4, ok: false, error: { code: 'locked', message: 'Locked.' } },
    ]);
  });

  it.each([
    null,
    undefined,
    7,
    'app.status',
    [],
    {},
    { v: 2, id: 1, name: 'app.status', body: {} },
    { v: 1, id: -1, name: 'app.status', body: {} },
    { v: 1, id: 1.5, name: 'app.status', body: {} },
    { v: 1, id: Number.NaN, name: 'app.status', body: {} },
    { v: 1, id: 1, name: 'app.nonsense', body: {} },
    { v: 1, id: 1, name: '__proto__', body: {} },
    { v: 1, id: 1, name: ['app.status'], body: {} },
    { v: 1, id: 1, name: 'app.status', body: {}, extra: true },
  ])('does nothing for a frame that is none: %j', async (data) => {
    const { core, calls } = fakeCore();
    const port = new FakePort();
    openPageChannel(core, port);
    port.emit('message', { data });
    await settle();
    expect(calls).toEqual([]);
    expect(port.sent).toEqual([
      expect.objectContaining({ ok: false, error: expect.objectContaining({ code: 'invalid_input' }) }),
    ]);
  });

  it('passes events on until it is closed, from either side', async () => {
    const { core, emit, listeners } = fakeCore();
    const port = new FakePort();
    openPageChannel(core, port);
    emit(status('locked'));
    expect(port.sent).toEqual([{ v: 1, event: status('locked') }]);
    port.close();
    emit(status('unlocked'));
    expect(port.sent).toHaveLength(1);
    expect(listeners.size).toBe(0);
  });

  it('drops the answer to a page that left', async () => {
    const { core } = fakeCore();
    const port = new FakePort();
    openPageChannel(core, port);
    port.emit('message', { data: { v: 1, id: 1, name: 'app.status', body: {} } });
    port.close();
    await settle();
    expect(port.sent).toEqual([]);
  });
});

describe('the core’s process', () => {
  async function started(created: Result<RunningCore> | 'throws', keyStore: string | null = null) {
    const parent = new EventEmitter();
    const installation = { root: '/app', models: '/app/models', resources: '/app/resources' };
    const told: FromCore[] = [];
    const exits: number[] = [];
    const starts: CoreStart[] = [];
    runCore(
      { postMessage: (message) => void told.push(message as FromCore), on: parent.on.bind(parent) },
      async (start) => {
        starts.push(start);
        if (created === 'throws') throw new Error('/home/secret/path');
        return created;
      },
      (code) => void exits.push(code),
    );
    const say = async (message: ToCore, ports: readonly unknown[] = []): Promise<void> => {
      parent.emit('message', { data: message, ports });
      await settle();
    };
    await say({ kind: 'start', dataFolder: '/data', installation, keyStore });
    return { told, exits, starts, say };
  }

  it('says ready when the core stands', async () => {
    const { told, starts } = await started(ok(fakeCore().core), 'keychain');
    expect(told).toEqual([{ kind: 'ready' }]);
    expect(starts[0]).toMatchObject({
      dataFolder: '/data',
      installation: { root: '/app' },
      secretStore: { backend: 'keychain' },
    });
  });

  it('gives the core no key store where there is none', async () => {
    expect((await started(ok(fakeCore().core))).starts[0]!.secretStore).toBeNull();
  });

  it('passes a refusal on in plain words', async () => {
    expect((await started(fail('conflict', 'OT Scribe is open already.'))).told).toEqual([
      { kind: 'refused', message: 'OT Scribe is open already.' },
    ]);
  });

  it('tells nothing of what a bug says', async () => {
    const { told } = await started('throws');
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain('secret');
  });

  it('serves one page: a new one takes the place of the old', async () => {
    const { say } = await started(ok(fakeCore().core));
    const [first, second] = [new FakePort(), new FakePort()];
    await say({ kind: 'page' }, [first]);
    await say({ kind: 'page' }, [second]);
    expect([first.isClosed, second.isClosed]).toEqual([true, false]);
    second.emit('message', { data: { v: 1, id: 1, name: 'app.status', body: {} } });
    await settle();
    expect(second.sent).toEqual([{ v: 1, id: 1, ok: true, body: 'done app.status' }]);
  });

  it('tells the shell of consent given over a page, and of its end', async () => {
    const { core, emit } = fakeCore();
    const { say, told } = await started(ok(core));
    const port = new FakePort();
    await say({ kind: 'page' }, [port]);
    const body = { sessionId: 's', given: true, by: 'patient', method: 'verbal' };
    port.emit('message', { data: { v: 1, id: 1, name: 'sessions.consent', body } });
    await settle();
    expect(told.at(-1)).toEqual({ kind: 'consent', isGiven: true });
    emit(status('locked'));
    expect(told).toContainEqual({ kind: 'consent', isGiven: false });
  });

  it('does not take a refused consent call for consent', async () => {
    const { core } = fakeCore(() => fail('not_found', 'No such session.'));
    const { say, told } = await started(ok(core));
    const port = new FakePort();
    await say({ kind: 'page' }, [port]);
    port.emit('message', { data: { v: 1, id: 1, name: 'sessions.consent', body: { given: true } } });
    await settle();
    expect(told.filter(({ kind }) => kind === 'consent')).toEqual([]);
  });

  it('tells the shell of a recording', async () => {
    const { core, emit } = fakeCore();
    const { told } = await started(ok(core));
    emit(status('unlocked', true));
    expect(told.at(-1)).toMatchObject({ kind: 'recording', recording: { state: 'recording' } });
  });

  it('obeys the tray while something is recorded, and not otherwise', async () => {
    const made = fakeCore();
    const { say } = await started(ok(made.core));
    await say({ kind: 'command', command: 'mark' });
    expect(made.calls).toEqual([]);
    made.emit(status('unlocked', true));
    await say({ kind: 'command', command: 'mark' });
    await say({ kind: 'command', command: 'pauseOrResume' });
    await say({ kind: 'command', command: 'stop' });
    expect(made.calls.map(({ name }) => name)).toEqual(['recording.mark', 'recording.pause', 'recording.stop']);
  });

  it('tells the shell the global keys once, again when they change, and never “none” because of a lock', async () => {
    const made = fakeCore();
    const { told } = await started(ok(made.core));
    const keys = { ...NO_GLOBAL_KEYS, mark: 'F13' };
    made.emit(status('locked'));
    made.emit(status('unlocked', false, { keys, refused: [] }));
    made.emit(status('unlocked', false, { keys, refused: ['mark'] }));
    made.emit(status('locked', false, null));
    made.emit(status('unlocked', false, { keys: { ...keys, stop: 'F14' }, refused: [] }));
    expect(told.filter(({ kind }) => kind === 'keys')).toEqual([
      { kind: 'keys', keys },
      { kind: 'keys', keys: { ...keys, stop: 'F14' } },
    ]);
  });

  it('tells the core which keys the system did not give', async () => {
    const made = fakeCore();
    const { say } = await started(ok(made.core));
    await say({ kind: 'keysRefused', actions: ['mark'] });
    expect(made.refused).toEqual([['mark']]);
  });

  it('locks when asked, closes the core before it ends', async () => {
    const made = fakeCore();
    const { say, exits } = await started(ok(made.core));
    await say({ kind: 'lock' });
    expect(made.calls).toEqual([{ name: 'security.lock', body: {} }]);
    await say({ kind: 'close' });
    expect(made.isClosed()).toBe(true);
    expect(exits).toEqual([0]);
  });
});

describe('consent', () => {
  const given = { kind: 'call', name: 'sessions.consent', body: { given: true } } as const;

  it('stands after it was given and not before', () => {
    expect(consentAfter(false, { kind: 'call', name: 'recording.start', body: {} })).toBe(false);
    expect(consentAfter(false, given)).toBe(true);
    expect(consentAfter(true, { kind: 'call', name: 'enrolment.record', body: {} })).toBe(true);
  });

  it.each([
    { kind: 'call', name: 'sessions.consent', body: { given: false } },
    { kind: 'call', name: 'sessions.create', body: {} },
    { kind: 'call', name: 'recording.stop', body: {} },
    { kind: 'call', name: 'sample.open', body: {} },
    { kind: 'event', event: status('locked') },
  ] as const)('ends with %j', (signal) => {
    expect(consentAfter(true, signal)).toBe(false);
  });

  it('outlasts a lock while the recording goes on', () => {
    expect(consentAfter(true, { kind: 'event', event: status('locked', true) })).toBe(true);
  });

  it('is never given by an event', () => {
    expect(consentAfter(false, { kind: 'event', event: status('unlocked', true) })).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { HostedProcess, ProcessExit, ProcessHost } from '../../src/main/core/host/processHost.ts';
import { createRestartPolicy } from '../../src/main/core/host/restartPolicy.ts';
import { createSupervisedWorker } from '../../src/main/core/host/supervisedWorker.ts';
import type { ToWorker } from '../../src/main/core/host/workerProtocol.ts';

const contract = { double: { in: z.number(), out: z.number(), progress: z.string() } };
const KILLED: ProcessExit = { code: null, signal: 'SIGKILL', errorTail: '' };

interface FakeProcess extends HostedProcess {
  readonly received: ToWorker[];
  say(message: unknown): void;
  die(): void;
}

/** Processes that exist only as listeners; `script` decides what each of them does with a message. */
function fakeHost(script: (process: FakeProcess, message: ToWorker, life: number) => void) {
  const processes: FakeProcess[] = [];
  const host: ProcessHost = {
    fork: () => {
      const life = processes.length;
      let onMessage: (message: unknown) => void = () => undefined;
      let onExit: ((exit: ProcessExit) => void) | undefined;
      const fake: FakeProcess = {
        pid: 1000 + life,
        received: [],
        post: (message) => {
          fake.received.push(message as ToWorker);
          queueMicrotask(() => script(fake, message as ToWorker, life));
        },
        onMessage: (listener) => (onMessage = listener),
        onExit: (listener) => (onExit = listener),
        kill: () => fake.die(),
        say: (message) => onMessage(message),
        die: () => {
          onExit?.(KILLED);
          onExit = undefined;
        },
      };
      processes.push(fake);
      return fake;
    },
  };
  return { host, processes };
}

function workerOn(host: ProcessHost, more: { waitsMs?: readonly number[]; stuckMs?: number } = {}) {
  return createSupervisedWorker({
    host,
    contract,
    entryFile: 'worker.ts',
    args: [],
    title: 'The worker',
    restartPolicy: createRestartPolicy(more.waitsMs ?? [1, 1, 1]),
    stuckMs: more.stuckMs,
  });
}

function double(process: FakeProcess, message: ToWorker): void {
  if (message.kind === 'request') process.say({ kind: 'reply', id: message.id, body: 2 * (message.body as number) });
  if (message.kind === 'close') process.die();
}

describe('a supervised worker', () => {
  it('starts with the first call and serves all from one process', async () => {
    const { host, processes } = fakeHost(double);
    const worker = workerOn(host);
    expect(processes).toHaveLength(0);
    expect(await Promise.all([worker.call('double', 1), worker.call('double', 2)])).toEqual([2, 4]);
    expect(processes).toHaveLength(1);
  });

  it('gives its process up where it may rest, which is no crash, and takes a new one for the next call', async () => {
    const { host, processes } = fakeHost(double);
    const worker = workerOn(host, { waitsMs: [] });
    expect(await worker.call('double', 1)).toBe(2);
    worker.rest();
    expect(processes[0]!.received.at(-1)).toEqual({ kind: 'close' });
    expect(worker.pid).toBeUndefined();
    worker.rest();
    expect(await worker.call('double', 3)).toBe(6);
    expect(processes).toHaveLength(2);
  });

  it('does not rest while a call is in hand', async () => {
    const { host, processes } = fakeHost(double);
    const worker = workerOn(host);
    const answer = worker.call('double', 2);
    worker.rest();
    expect(await answer).toBe(4);
    expect(processes).toHaveLength(1);
  });

  it('hands over one call at a time', async () => {
    let inHand = 0;
    const { host } = fakeHost((process, message) => {
      if (message.kind !== 'request') return;
      expect(++inHand).toBe(1);
      setTimeout(() => {
        inHand--;
        double(process, message);
      }, 1);
    });
    const worker = workerOn(host);
    expect(await Promise.all([1, 2, 3].map((value) => worker.call('double', value)))).toEqual([2, 4, 6]);
  });

  it('repeats the unfinished call in a new process after a crash, and keeps the order', async () => {
    const { host, processes } = fakeHost((process, message, life) => {
      if (life === 0) process.die();
      else double(process, message);
    });
    const worker = workerOn(host);
    expect(await Promise.all([worker.call('double', 3), worker.call('double', 4)])).toEqual([6, 8]);
    expect(processes).toHaveLength(2);
    expect(processes[1]!.received.map((message) => message.kind === 'request' && message.body)).toEqual([3, 4]);
  });

  it('gives up the call that was in hand at three crashes, and goes on with the others', async () => {
    const { host } = fakeHost((process, message) => {
      if (message.kind === 'request' && message.body === 13) process.die();
      else double(process, message);
    });
    const worker = workerOn(host);
    const poison = worker.call('double', 13);
    const next = worker.call('double', 5);
    const failure = await poison.catch((error: unknown) => error);
    expect(failure).toHaveProperty('error.code', 'internal');
    expect(failure).not.toHaveProperty('error.retryable', true);
    expect(await next).toBe(10);
  });

  it('fails every waiting call, as worth another try, when it crashes too often', async () => {
    const { host } = fakeHost((process) => process.die());
    const worker = workerOn(host, { waitsMs: [1] });
    const calls = await Promise.allSettled([worker.call('double', 1), worker.call('double', 2)]);
    for (const call of calls) {
      expect(call).toMatchObject({ status: 'rejected', reason: { error: { code: 'internal', retryable: true } } });
    }
  });

  it('kills a worker that says nothing, and repeats its call', async () => {
    const { host, processes } = fakeHost((process, message, life) => {
      if (life > 0) double(process, message);
    });
    const worker = workerOn(host, { stuckMs: 20 });
    expect(await worker.call('double', 7)).toBe(14);
    expect(processes).toHaveLength(2);
  });

  it('passes on failures with their code, and progress as it comes', async () => {
    const { host } = fakeHost((process, message) => {
      if (message.kind !== 'request') return;
      process.say({ kind: 'progress', id: message.id, body: 'half' });
      process.say({ kind: 'failure', id: message.id, error: { code: 'model_missing', message: 'It is missing.' } });
    });
    const heard: unknown[] = [];
    const call = workerOn(host).call('double', 1, { onProgress: (item) => heard.push(item) });
    await expect(call).rejects.toMatchObject({ error: { code: 'model_missing', message: 'It is missing.' } });
    expect(heard).toEqual(['half']);
  });

  it('ends a worker that speaks nonsense, and repeats its call in a new one', async () => {
    const { host, processes } = fakeHost((process, message, life) => {
      if (life === 0) process.say({ kind: 'gibberish' });
      else double(process, message);
    });
    expect(await workerOn(host).call('double', 4)).toBe(8);
    expect(processes).toHaveLength(2);
  });

  it('refuses an answer that is not what was promised', async () => {
    const { host } = fakeHost((process, message) => {
      if (message.kind === 'request') process.say({ kind: 'reply', id: message.id, body: 'many' });
    });
    await expect(workerOn(host).call('double', 1)).rejects.toMatchObject({ error: { code: 'internal' } });
  });
});

describe('cancelling', () => {
  it('takes a waiting call out and tells the worker about the one in hand', async () => {
    const { host, processes } = fakeHost((process, message) => {
      if (message.kind === 'cancel') {
        process.say({ kind: 'failure', id: message.id, error: { code: 'cancelled', message: 'Stopped.' } });
      } else if (message.kind === 'request' && message.body === 3) double(process, message);
    });
    const worker = workerOn(host);
    const first = new AbortController();
    const second = new AbortController();
    const calls = [
      worker.call('double', 1, { signal: first.signal }),
      worker.call('double', 2, { signal: second.signal }),
      worker.call('double', 3),
    ];
    second.abort();
    first.abort();
    await expect(calls[0]).rejects.toMatchObject({ error: { code: 'cancelled' } });
    await expect(calls[1]).rejects.toMatchObject({ error: { code: 'cancelled' } });
    expect(await calls[2]).toBe(6);
    expect(processes[0]!.received.map(({ kind }) => kind)).toEqual(['request', 'cancel', 'request']);
  });

  it('does not even start for a signal that has already fired', async () => {
    const { host, processes } = fakeHost(double);
    const call = workerOn(host).call('double', 1, { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ error: { code: 'cancelled' } });
    expect(processes).toHaveLength(0);
  });
});

describe('closing', () => {
  it('ends the process and is no crash', async () => {
    const { host, processes } = fakeHost(double);
    const worker = workerOn(host);
    await worker.call('double', 1);
    await worker.close();
    expect(processes).toHaveLength(1);
    expect(processes[0]!.received.at(-1)).toEqual({ kind: 'close' });
    await expect(worker.call('double', 1)).rejects.toMatchObject({ error: { code: 'cancelled' } });
  });

  it('may be asked twice, before and after it has ended', async () => {
    const { host } = fakeHost(double);
    const worker = workerOn(host);
    await worker.call('double', 1);
    await Promise.all([worker.close(), worker.close()]);
    await worker.close();
  });

  it('is done at once when no process was ever needed', async () => {
    const { host, processes } = fakeHost(double);
    await workerOn(host).close();
    expect(processes).toHaveLength(0);
  });

  it('lets go of calls that are still waiting', async () => {
    const { host } = fakeHost((process, message) => {
      if (message.kind === 'close') process.die();
    });
    const worker = workerOn(host);
    const calls = [worker.call('double', 1), worker.call('double', 2)];
    await worker.close();
    for (const call of calls) await expect(call).rejects.toMatchObject({ error: { code: 'cancelled' } });
  });
});

describe('the restart policy', () => {
  it('waits longer each time and gives up at the fourth crash within a minute', () => {
    const policy = createRestartPolicy();
    expect([0, 1000, 2000, 3000].map((nowMs) => policy.afterCrash(nowMs))).toEqual([500, 2000, 8000, null]);
  });

  it('forgets crashes after a minute', () => {
    const policy = createRestartPolicy();
    for (const nowMs of [0, 1000, 2000]) policy.afterCrash(nowMs);
    expect(policy.afterCrash(62_500)).toBe(500);
  });
});

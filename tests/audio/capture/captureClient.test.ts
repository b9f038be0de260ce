/** The core's side of the capture process, against processes that die, hang and refuse. */
import { describe, expect, it } from 'vitest';
import type { CaptureNotice } from '../../../src/audio/capture/captureNotice.ts';
import { startCapture } from '../../../src/main/core/capture/captureClient.ts';
import type { CaptureCommand, CaptureMessage } from '../../../src/main/core/capture/captureProtocol.ts';
import type { HostedProcess, ProcessExit, ProcessHost } from '../../../src/main/core/host/processHost.ts';
import { settle } from '../../support/fakeCapture.ts';

/** A capture process in which the test says what is answered. */
class FakeProcess implements HostedProcess {
  readonly pid: number;
  readonly commands: CaptureCommand[] = [];
  refuses: readonly CaptureCommand['kind'][] = [];
  isGone = false;
  #onMessage: (message: unknown) => void = () => undefined;
  #onExit: (exit: ProcessExit) => void = () => undefined;

  constructor(pid: number) {
    this.pid = pid;
  }

  post(message: unknown): void {
    const command = message as CaptureCommand;
    this.commands.push(command);
    setImmediate(() => {
      if (this.isGone) return;
      const error = { code: 'device_unavailable', message: 'No.' } as const;
      this.say(
        this.refuses.includes(command.kind)
          ? { kind: 'failed', id: command.id, error }
          : { kind: 'done', id: command.id, value: { storedSamples: 1600 * this.commands.length } },
      );
    });
  }

  say(message: CaptureMessage): void {
    this.#onMessage(message);
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#onMessage = listener;
    setImmediate(() => listener({ kind: 'ready' }));
  }

  onExit(listener: (exit: ProcessExit) => void): void {
    this.#onExit = listener;
  }

  kill(): void {
    if (this.isGone) return;
    this.isGone = true;
    setImmediate(() => this.#onExit({ code: null, signal: 'SIGKILL', errorTail: '' }));
  }
}

class FakeHost implements ProcessHost {
  readonly processes: FakeProcess[] = [];
  /** For the processes to come, in order. */
  refusals: (readonly CaptureCommand['kind'][])[] = [];

  fork(): FakeProcess {
    const child = new FakeProcess(100 + this.processes.length);
    child.refuses = this.refusals.shift() ?? [];
    this.processes.push(child);
    return child;
  }
}

async function started(host: FakeHost) {
  const notices: CaptureNotice[] = [];
  const result = await startCapture({
    host,
    folder: '/nowhere',
    sessionKey: Buffer.alloc(32),
    trackId: 't',
    deviceId: 'mic',
    channels: 4,
    onEvent: (notice) => notices.push(notice),
    restartPolicy: restartsOf(3),
  });
  if (!result.ok) throw new Error(result.error.message);
  return { handle: result.value, kinds: () => notices.map((notice) => notice.kind) };
}

function restartsOf(count: number) {
  let left = count;
  return { afterCrash: () => (left-- > 0 ? 0 : null) };
}

/** Long enough for a few timers of 0 ms and all that hangs on them. */
async function turns(count = 60): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe('a recording whose process dies', () => {
  it('goes on in a new process, once', async () => {
    const host = new FakeHost();
    const { handle, kinds } = await started(host);
    host.processes[0]!.kill();
    await turns();
    expect(kinds()).toEqual(['interrupted', 'restored']);
    expect(host.processes).toHaveLength(2);
    expect(handle.status().state).toBe('recording');
    expect(handle.pid()).toBe(101);
  });

  it('is given up when no new process can record, without more and more of them', async () => {
    const host = new FakeHost();
    const { handle, kinds } = await started(host);
    host.refusals = [['start'], ['start'], ['start']];
    host.processes[0]!.kill();
    await turns();
    expect(kinds()).toEqual(['interrupted', 'gaveUp']);
    expect(host.processes).toHaveLength(4);
    expect(host.processes.every((child) => child.isGone)).toBe(true);
    expect(handle.status().state).toBe('interrupted');
    expect(await handle.resume()).toMatchObject({ ok: true });
    expect(handle.status().state).toBe('recording');
  });

  it('in a pause stays paused, and goes on when it is resumed', async () => {
    const host = new FakeHost();
    const { handle, kinds } = await started(host);
    await handle.pause();
    host.processes[0]!.kill();
    await turns();
    expect(host.processes).toHaveLength(1);
    expect(kinds()).toEqual([]);
    expect(await handle.resume()).toEqual({ ok: true, value: null });
    expect(host.processes).toHaveLength(2);
  });

  it('while the pause is being asked for is a pause and never turns into a recording', async () => {
    const host = new FakeHost();
    const { handle } = await started(host);
    const pausing = handle.pause();
    host.processes[0]!.kill();
    expect(await pausing).toEqual({ ok: true, value: null });
    await turns();
    expect(host.processes).toHaveLength(1);
    expect(handle.status().state).toBe('paused');
  });

  it('can be stopped at once, with what is stored', async () => {
    const host = new FakeHost();
    const { handle } = await started(host);
    host.processes[0]!.say({
      kind: 'notice',
      notice: { kind: 'meters', storedSamples: 8000, peakDbFs: [], rmsDbFs: [], verdicts: [] },
    });
    host.processes[0]!.kill();
    await settle();
    expect(await handle.stop()).toEqual({ ok: true, value: { samples: 8000 } });
    await turns();
    expect(handle.status().state).toBe('stopped');
    expect(host.processes.filter((child) => !child.isGone)).toEqual([]);
  });
});

describe('a recording that ends by itself', () => {
  it('keeps its length, and its process goes with the stop', async () => {
    const host = new FakeHost();
    const { handle } = await started(host);
    host.processes[0]!.say({ kind: 'notice', notice: { kind: 'stopped', storedSamples: 9600, error: null } });
    expect(host.processes[0]!.isGone).toBe(false);
    expect(await handle.stop()).toEqual({ ok: true, value: { samples: 9600 } });
    expect(host.processes[0]!.isGone).toBe(true);
  });
});

describe('a recording that cannot start', () => {
  it('says why and leaves no process behind', async () => {
    const host = new FakeHost();
    host.refusals = [['start']];
    await expect(started(host)).rejects.toThrow('No.');
    expect(host.processes[0]!.isGone).toBe(true);
  });
});

describe('a pause that is refused', () => {
  it('leaves the recording as it was', async () => {
    const host = new FakeHost();
    const { handle } = await started(host);
    host.processes[0]!.refuses = ['pause'];
    expect(await handle.pause()).toMatchObject({ ok: false });
    expect(handle.status().state).toBe('recording');
  });
});

import { describe, expect, it } from 'vitest';
import type { HostedProcess, ProcessExit } from '../../src/main/core/host/processHost.ts';
import type { ToWorker } from '../../src/main/core/host/workerProtocol.ts';
import type { LiveLine, LiveNews } from '../../src/main/core/live/liveContract.ts';
import { createPreviewStarter } from '../../src/main/core/live/livePreview.ts';

const LINE: LiveLine = {
  startMs: 0,
  endMs: 900,
  speaker: 'patient',
  text: 'Right here.',
  words: [{ text: 'Right', startMs: 0, endMs: 400, p: 0.9 }],
};

class FakeLive implements HostedProcess {
  readonly pid = 7;
  readonly received: ToWorker[] = [];
  #say: (message: unknown) => void = () => undefined;
  #exit: (exit: ProcessExit) => void = () => undefined;
  post(message: unknown): void {
    this.received.push(message as ToWorker);
    if ((message as ToWorker).kind === 'close') this.die();
  }
  onMessage(listener: (message: unknown) => void): void {
    this.#say = listener;
  }
  onExit(listener: (exit: ProcessExit) => void): void {
    this.#exit = listener;
  }
  kill(): void {
    this.die();
  }
  die(): void {
    this.#exit({ code: null, signal: 'SIGKILL', errorTail: '' });
  }
  tell(news: LiveNews): void {
    this.#say({ kind: 'progress', id: 0, body: news });
  }
  fail(): void {
    this.#say({ kind: 'failure', id: 0, error: { code: 'model_missing', message: 'A model is missing.' } });
  }
}

function preview() {
  const lives: FakeLive[] = [];
  const host = {
    fork: () => {
      lives.push(new FakeLive());
      return lives.at(-1)!;
    },
  };
  const start = createPreviewStarter({ host, configuration: { modelsFolder: 'm', resourcesFolder: 'r', threads: 1 } });
  const told: string[] = [];
  const sessionKey = new Uint8Array(32).fill(3);
  const live = start(
    { folder: '/s', sessionKey, enrolmentFolder: null, geometry: null },
    { line: ({ text }) => void told.push(text), state: (state) => void told.push(state) },
  );
  const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 5));
  return { live, lives, told, sessionKey, settle };
}

describe('the preview beside a recording', () => {
  it('passes words on as they come, and tells when it falls behind', async () => {
    const { lives, told } = preview();
    lives[0]!.tell({ kind: 'pace', pace: 'ready' });
    lives[0]!.tell({ kind: 'line', line: LINE });
    lives[0]!.tell({ kind: 'alive' });
    lives[0]!.tell({ kind: 'pace', pace: 'behind' });
    expect(told).toEqual(['on', 'Right here.', 'behind']);
  });

  it('is off, and no more than that, when it cannot work', async () => {
    const { lives, told, settle } = preview();
    lives[0]!.fail();
    await settle();
    expect(told).toEqual(['off']);
  });

  it('starts again after a crash', async () => {
    const { lives, told } = preview();
    lives[0]!.tell({ kind: 'pace', pace: 'ready' });
    lives[0]!.die();
    await expect.poll(() => lives.length, { timeout: 3000 }).toBe(2);
    lives[1]!.tell({ kind: 'pace', pace: 'ready' });
    expect(told).toEqual(['on', 'starting', 'on']);
  });

  it('ends with the recording, says nothing after it, and keeps no key', async () => {
    const { live, lives, told, sessionKey, settle } = preview();
    const request = lives[0]!.received[0] as Extract<ToWorker, { kind: 'request' }>;
    const sent = (request.body as { sessionKey: Uint8Array }).sessionKey;
    expect(sent).toEqual(sessionKey);
    await live.close();
    lives[0]!.tell({ kind: 'line', line: LINE });
    await settle();
    expect(told).toEqual([]);
    expect(sent.every((byte) => byte === 0)).toBe(true);
    expect(sessionKey.every((byte) => byte === 3)).toBe(true);
  });
});

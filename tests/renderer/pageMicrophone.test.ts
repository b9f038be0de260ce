import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSoundSender } from '../../src/renderer/microphone/soundSender.ts';
import type { Client } from '../../src/renderer/transport/client.ts';
import { fail, ok } from '../../src/shared/result.ts';

afterEach(() => vi.unstubAllGlobals());

interface Sent {
  readonly stream: string;
  readonly sequence: number;
  readonly pcmBase64: string;
}

function senderTo(answer: (sent: Sent, calls: number) => ReturnType<typeof fail> | { ok: true; value: null }) {
  const sent: Sent[] = [];
  const call = async (_name: string, body: unknown) => {
    sent.push(body as Sent);
    return answer(body as Sent, sent.length);
  };
  return { sent, sender: createSoundSender({ call } as unknown as Pick<Client, 'call'>, 'stream') };
}

const frame = (value: number): ArrayBuffer => new Uint8Array([value, 0]).buffer;

describe('frames of sound on their way to the core', () => {
  it('go in order, one after the other, each with its number', async () => {
    const { sent, sender } = senderTo(() => ok(null));
    for (let i = 0; i < 5; i += 1) sender.push(frame(i));
    await vi.waitFor(() => expect(sent).toHaveLength(5));
    expect(sent.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3, 4]);
    expect(sent.map(({ pcmBase64 }) => atob(pcmBase64).charCodeAt(0))).toEqual([0, 1, 2, 3, 4]);
  });

  it('wait through a broken connection and are sent again', async () => {
    const { sent, sender } = senderTo((_, calls) =>
      calls === 1 ? fail('internal', 'Lost.', { retryable: true }) : ok(null),
    );
    sender.push(frame(0));
    sender.push(frame(1));
    await vi.waitFor(() => expect(sent).toHaveLength(3), { timeout: 3000 });
    expect(sent.map(({ sequence }) => sequence)).toEqual([0, 0, 1]);
  });

  it('are let go when nobody wants them', async () => {
    const { sent, sender } = senderTo(() => fail('conflict', 'No sound is wanted.'));
    sender.push(frame(0));
    sender.push(frame(1));
    await vi.waitFor(() => expect(sent).toHaveLength(2));
    sender.close();
    sender.push(frame(2));
    expect(sent).toHaveLength(2);
  });
});

describe('the module in the audio thread', () => {
  it('posts tenths of a second, interleaved, at full scale and not beyond', async () => {
    const posted: Int16Array[] = [];
    vi.stubGlobal(
      'AudioWorkletProcessor',
      class {
        readonly port = { postMessage: (buffer: ArrayBuffer) => void posted.push(new Int16Array(buffer)) };
      },
    );
    type Processor = new () => { process(inputs: Float32Array[][]): boolean };
    const registered: Processor[] = [];
    vi.stubGlobal('registerProcessor', (_name: string, processor: Processor) => void registered.push(processor));
    await import('../../src/renderer/microphone/captureWorklet.ts');
    const processor = new registered[0]!();
    const left = new Float32Array(128).fill(0.5);
    const right = new Float32Array(128).fill(-2);
    for (let quantum = 0; quantum < 25; quantum += 1) expect(processor.process([[left, right]])).toBe(true);
    expect(posted.map((frame) => frame.length)).toEqual([3200, 3200]);
    expect([...posted[1]!.slice(0, 4)]).toEqual([16_384, -32_768, 16_384, -32_768]);
    expect(processor.process([[]])).toBe(true);
  });
});

/**
 * Hands frames of sound to the core in their order, a few at a time. While the connection is broken they wait here, so a
 * short break costs nothing; each carries its number, so what is lost in a long one shows as a gap.
 */
import { base64FromBytes } from '../format/base64.ts';
import type { Client } from '../transport/client.ts';

export interface SoundSender {
  push(pcm: ArrayBuffer): void;
  close(): void;
}

/** A minute: then the oldest is given up, and the core marks the gap. */
const MOST_WAITING = 600;
const RETRY_MS = 500;

export function createSoundSender(client: Pick<Client, 'call'>, stream: string): SoundSender {
  const waiting: { readonly sequence: number; readonly pcm: ArrayBuffer }[] = [];
  let nextSequence = 0;
  let isSending = false;
  let isClosed = false;

  async function send(): Promise<void> {
    if (isSending) return;
    isSending = true;
    while (!isClosed && waiting[0] !== undefined) {
      const { sequence, pcm } = waiting[0];
      const pcmBase64 = base64FromBytes(new Uint8Array(pcm));
      const sent = await client.call('microphone.sound', { stream, sequence, pcmBase64 });
      if (!sent.ok && sent.error.retryable === true) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      // Sound that nobody wants is not kept: it belongs to the moment before the start or after the stop.
      else if (waiting[0]?.sequence === sequence) waiting.shift();
    }
    isSending = false;
  }

  return {
    push(pcm) {
      waiting.push({ sequence: nextSequence, pcm });
      nextSequence += 1;
      if (waiting.length > MOST_WAITING) waiting.shift();
      void send();
    },
    close() {
      isClosed = true;
      waiting.length = 0;
    },
  };
}

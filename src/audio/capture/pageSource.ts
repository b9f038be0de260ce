/**
 * Sound that a page hears (getUserMedia): for systems without a recorder program. The page hands over whole frames;
 * what it hears while paused, or before it was asked, goes nowhere.
 */
import { ok } from '../../shared/result.ts';
import { BYTES_PER_SAMPLE, type CaptureFormat, type CaptureSource, type CaptureSourceEvent } from './captureSource.ts';

export interface PageSource extends CaptureSource {
  /** @param pcm interleaved S16LE at the format's rate; @param lostMs what is missing before it */
  feed(pcm: Uint8Array, lostMs: number): void;
}

export function createPageSource(format: CaptureFormat): PageSource {
  const frameBytes = format.channelCount * BYTES_PER_SAMPLE;
  let listener: (event: CaptureSourceEvent) => void = () => undefined;
  let isRunning = false;

  return {
    async start(onEvent) {
      listener = onEvent;
      isRunning = true;
      return ok(null);
    },
    async pause() {
      isRunning = false;
    },
    async resume() {
      isRunning = true;
      return ok(null);
    },
    async stop() {
      isRunning = false;
      listener = () => undefined;
    },
    feed(pcm, lostMs) {
      // Anything but whole sample frames would shift the microphones against each other from here on.
      if (!isRunning || pcm.length === 0 || pcm.length % frameBytes !== 0) return;
      if (lostMs > 0) listener({ kind: 'overrun', lostMs });
      listener({ kind: 'sound', pcm });
    },
  };
}

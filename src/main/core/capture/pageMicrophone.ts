/**
 * The microphone of the page: what the core wants it to hear now, and the way of its sound into the capture process.
 * At most one recording or voice sample takes it at a time.
 */
import { fail, ok, type Result } from '../../../shared/result.ts';

/** Names of devices that a page hears, as opposed to those of a recorder program. */
export const PAGE_DEVICE = 'page:';

export interface WantedMicrophone {
  /** As the page named it, without the prefix. */
  readonly deviceId: string;
  readonly channels: number;
}

export interface PageSound {
  /** New each time the page opens the microphone. */
  readonly stream: string;
  /** From 0, no number left out. */
  readonly sequence: number;
  readonly pcm: Uint8Array;
}

export type FeedSound = (pcm: Uint8Array, lostMs: number) => void;

export interface PageMicrophone {
  wanted(): WantedMicrophone | null;
  onChange(listener: () => void): void;
  /** Asks the page for this microphone, or with null to let it go. */
  want(microphone: WantedMicrophone | null): void;
  /** Where its sound goes from now on. */
  connect(feed: FeedSound | null): void;
  hear(sound: PageSound): Result<null>;
}

const SAMPLES_PER_MS = 16;
const BYTES_PER_SAMPLE = 2;

export function createPageMicrophone(): PageMicrophone {
  const listeners: (() => void)[] = [];
  let wanted: WantedMicrophone | null = null;
  let feed: FeedSound | null = null;
  let stream = '';
  let nextSequence = 0;

  return {
    wanted: () => wanted,
    onChange: (listener) => void listeners.push(listener),
    want(microphone) {
      wanted = microphone;
      for (const listener of listeners) listener();
    },
    connect(to) {
      feed = to;
    },
    hear({ stream: from, sequence, pcm }) {
      if (wanted === null || feed === null) return fail('conflict', 'No sound is wanted at the moment.');
      if (from !== stream) {
        stream = from;
        nextSequence = sequence;
      }
      // Sent again after a broken connection although it had arrived.
      if (sequence < nextSequence) return ok(null);
      const frameMs = pcm.length / (wanted.channels * BYTES_PER_SAMPLE * SAMPLES_PER_MS);
      feed(pcm, (sequence - nextSequence) * frameMs);
      nextSequence = sequence + 1;
      return ok(null);
    },
  };
}

export function pageDeviceOf(deviceId: string): string | null {
  return deviceId.startsWith(PAGE_DEVICE) ? deviceId.slice(PAGE_DEVICE.length) : null;
}

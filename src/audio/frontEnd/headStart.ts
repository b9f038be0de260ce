/**
 * What has been heard of a recording that still goes on. Everything here is computed again from the sound when it is
 * not there: it saves the waiting after the stop and changes no result.
 */
import type { SegmentSound } from '../../shared/domain/audio.ts';
import type { ArrayTracker } from './arrayTracker.ts';

/** A piece's sound at the recogniser's level, and its voice. */
export interface PieceSound {
  readonly samples: Float32Array;
  readonly beam: SegmentSound['segment']['beam'];
  readonly voice: Float32Array;
}

export class HeadStart {
  #setting = '';
  #tracker: ArrayTracker | null = null;
  #pieces = new Map<string, PieceSound>();
  #touched = new Map<string, PieceSound>();

  /** @param setting everything that the numbers of a block depend on beside the sound: another one starts over */
  tracker(setting: string, open: () => ArrayTracker): ArrayTracker {
    if (setting !== this.#setting || !this.#tracker) {
      this.#setting = setting;
      this.#tracker = open();
      this.#pieces.clear();
      this.#touched.clear();
    }
    return this.#tracker;
  }

  /** @param key everything that the sound of a piece depends on within one setting */
  async piece(key: string, hear: () => Promise<PieceSound>): Promise<PieceSound> {
    const known = this.#pieces.get(key) ?? this.#touched.get(key);
    const sound = known ?? (await hear());
    this.#touched.set(key, sound);
    return sound;
  }

  /** After each pass: what the newest one did not ask for is given up. */
  endPass(): void {
    this.#pieces = this.#touched;
    this.#touched = new Map();
  }
}

/**
 * Runs in the browser's audio thread: what the microphones deliver goes out as tenths of a second of interleaved S16LE,
 * untouched. It must never wait for anything, so it only fills a buffer and posts it.
 */

/** The audio thread's own globals; the DOM library does not know them. */
declare const AudioWorkletProcessor: new () => { readonly port: MessagePort };
declare function registerProcessor(name: string, processor: unknown): void;

const FRAME_SAMPLES = 1600;
const FULL_SCALE = 32_768;

class CaptureProcessor extends AudioWorkletProcessor {
  #frame: Int16Array<ArrayBuffer> | null = null;
  #filled = 0;

  /** @param inputs inputs, then channels, then 128 samples */
  process(inputs: readonly (readonly Float32Array[])[]): boolean {
    const channels = inputs[0] ?? [];
    const count = channels[0]?.length ?? 0;
    for (let i = 0; i < count; i += 1) {
      this.#frame ??= new Int16Array(FRAME_SAMPLES * channels.length);
      for (let c = 0; c < channels.length; c += 1) {
        const value = Math.round((channels[c]?.[i] ?? 0) * FULL_SCALE);
        this.#frame[this.#filled * channels.length + c] = Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, value));
      }
      this.#filled += 1;
      if (this.#filled === FRAME_SAMPLES) this.#send();
    }
    return true;
  }

  #send(): void {
    const { buffer } = this.#frame!;
    this.port.postMessage(buffer, [buffer]);
    this.#frame = null;
    this.#filled = 0;
  }
}

registerProcessor('capture', CaptureProcessor);

export {};

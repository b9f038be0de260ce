/** Port of the speech detector: keeps the model runtime out of the pure code. */

/** Samples per decision at 16 kHz: 32 ms. */
export const VAD_STEP = 512;

export interface VadModel {
  /** Starts detectors with a memory of their own for signals that will be fed side by side. */
  open(streamCount: number): VadStreams;
}

export interface VadStreams {
  /**
   * Probability of speech for each step of each signal.
   * @param signals one per stream, equally long, a multiple of VAD_STEP; calls continue the sound before
   */
  process(signals: readonly Float32Array[]): Promise<Float32Array[]>;
}

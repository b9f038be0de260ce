/** Stand-ins for the speech detector and the voice embedding: loudness is speech, spectral colour is the voice. */

import segmenter from '../../resources/audio/segmenter.json' with { type: 'json' };
import type { VoiceModel } from '../../src/audio/diarise/voiceModel.ts';
import { BIN_COUNT, Stft } from '../../src/audio/dsp/stft.ts';
import type { SoundModels } from '../../src/audio/frontEnd/analyseSound.ts';
import { VAD_STEP, type VadModel } from '../../src/audio/vad/vadModel.ts';

/** @param rmsThreshold steps louder than this are speech */
export function loudnessVad(rmsThreshold: number): VadModel {
  return {
    open: () => ({
      process: (signals) =>
        Promise.resolve(
          signals.map((signal) =>
            Float32Array.from({ length: Math.floor(signal.length / VAD_STEP) }, (_, k) => {
              const step = signal.subarray(k * VAD_STEP, (k + 1) * VAD_STEP);
              return Math.sqrt(step.reduce((sum, v) => sum + v * v, 0) / VAD_STEP) > rmsThreshold ? 0.98 : 0.02;
            }),
          ),
        ),
    }),
  };
}

/** Power spectrum in eight bands, as a unit vector: sounds of one colour are alike. */
export const colourVoice: VoiceModel = {
  embed(samples) {
    const spectrogram = new Stft().analyse([samples], 1 + Math.max(0, Math.floor((samples.length - 1024) / 256)));
    const bands = new Float32Array(8);
    spectrogram.re.forEach((re, i) => {
      bands[Math.min(7, Math.floor(((i % BIN_COUNT) * 8) / BIN_COUNT))]! += re ** 2 + spectrogram.im[i]! ** 2;
    });
    const length = Math.hypot(...bands) || 1;
    return Promise.resolve(bands.map((band) => band / length));
  },
};

export function fakeModels(rmsThreshold = 0.002): SoundModels {
  return { vad: loudnessVad(rmsThreshold), voice: colourVoice, segmenter };
}

export const quietly = { signal: { aborted: false }, progress: () => undefined };

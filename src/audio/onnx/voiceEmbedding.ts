/**
 * GE2E speaker embedding behind the VoiceModel port (models/speaker-ge2e, Apache-2.0). Windows of 1.615 s every
 * 0.8 s at -30 dBFS; their mean is the voice. Sound shorter than a window is repeated to fill it.
 */

import { meanVoice, type VoiceModel } from '../diarise/voiceModel.ts';
import { amplitude, meanPower, powerDb } from '../dsp/decibels.ts';
import { openGraph, ort } from './runtime.ts';

const WINDOW = 25840;
const WINDOW_STEP = 12800;
const LEVEL_DBFS = -30;
/** Half a minute says all there is to say about a voice. */
const MAX_WINDOWS = 36;

export async function openVoiceEmbedding(file: string): Promise<VoiceModel> {
  const session = await openGraph(file, { threads: 1 });
  return {
    async embed(samples) {
      const voices: Float32Array[] = [];
      for (const window of windowsOf(samples)) {
        const outputs = await session.run({ audio: new (ort().Tensor)('float32', window, [1, WINDOW]) });
        voices.push(Float32Array.from(outputs.embedding!.data as Float32Array));
      }
      return meanVoice(voices);
    },
  };
}

function windowsOf(samples: Float32Array): Float32Array[] {
  const gain = amplitude(LEVEL_DBFS - powerDb(meanPower(samples)));
  const windows: Float32Array[] = [];
  const last = Math.max(0, samples.length - WINDOW);
  for (let at = 0; windows.length < MAX_WINDOWS; at += WINDOW_STEP) {
    const from = Math.min(at, last);
    windows.push(Float32Array.from({ length: WINDOW }, (_, i) => gain * (samples[(from + i) % samples.length] ?? 0)));
    if (at >= last) break;
  }
  return windows;
}

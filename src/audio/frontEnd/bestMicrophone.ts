/** The microphone on which a stretch of speech stands out most from the quiet around it: the fallback of every beam. */
import type { MicrophoneTrack } from './blockTrack.ts';

/** @returns position among the track's channels */
export function bestMicrophone(track: MicrophoneTrack, speech: readonly number[], quiet: readonly number[]): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < track.channelCount; c++) {
    const noise = quiet.length > 0 ? meanPowerOf(track, quiet, c) : 1;
    const ratio = (meanPowerOf(track, speech, c) + 1e-20) / (noise + 1e-20);
    if (ratio > most) {
      most = ratio;
      best = c;
    }
  }
  return best;
}

function meanPowerOf(track: MicrophoneTrack, blocks: readonly number[], channel: number): number {
  let power = 0;
  for (const b of blocks) power += 10 ** (track.channelLevelDb[b * track.channelCount + channel]! / 10);
  return power / Math.max(1, blocks.length);
}

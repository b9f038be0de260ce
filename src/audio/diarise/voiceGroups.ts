/**
 * Two voices or one? Used when nothing else tells who speaks. Splits pieces into the two most different groups and
 * believes in them only when they are far apart: calling one person two is the worse mistake.
 */
import { meanVoice, voiceSimilarity } from './voiceModel.ts';

/** Embeddings of one voice agree better than this even over short, noisy stretches. */
const SAME_VOICE = 0.68;
/** Speech each group must have before it counts as a person. */
const MIN_GROUP_MS = 2000;
const ROUNDS = 10;

export interface VoicedStretch {
  readonly voice: Float32Array;
  readonly durationMs: number;
}

/** Group 0 or 1 per stretch, or null when it sounds like one person; group 0 speaks the most. */
export function twoVoices(stretches: readonly VoicedStretch[]): number[] | null {
  const seeds = leastAlike(stretches);
  if (!seeds) return null;
  let centres = seeds.map((i) => stretches[i]!.voice);
  let groups: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    groups = stretches.map(({ voice }) =>
      voiceSimilarity(voice, centres[0]!) >= voiceSimilarity(voice, centres[1]!) ? 0 : 1,
    );
    centres = [0, 1].map((k) => {
      const members = stretches.filter((_, i) => groups[i] === k).map(({ voice }) => voice);
      return members.length > 0 ? meanVoice(members) : centres[k]!;
    });
  }
  const spokenMs = [0, 1].map((k) =>
    stretches.reduce((sum, stretch, i) => sum + (groups[i] === k ? stretch.durationMs : 0), 0),
  );
  if (voiceSimilarity(centres[0]!, centres[1]!) > SAME_VOICE || Math.min(...spokenMs) < MIN_GROUP_MS) return null;
  return spokenMs[0]! >= spokenMs[1]! ? groups : groups.map((k) => 1 - k);
}

function leastAlike(stretches: readonly VoicedStretch[]): [number, number] | null {
  let pair: [number, number] | null = null;
  let least = 1;
  for (let i = 0; i < stretches.length; i++) {
    for (let j = i + 1; j < stretches.length; j++) {
      const likeness = voiceSimilarity(stretches[i]!.voice, stretches[j]!.voice);
      if (likeness < least) {
        least = likeness;
        pair = [i, j];
      }
    }
  }
  return pair;
}

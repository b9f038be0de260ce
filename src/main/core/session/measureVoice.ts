/**
 * How much speech a short take holds and how far it stands out, from its level alone: frames well above the quietest
 * tenth count as speech. Meant for one person reading in a pause of the noise, not for finding speech in a session.
 */
export interface VoiceLevels {
  readonly speechMs: number;
  readonly clippedShare: number;
  /** Level of the speech over the level between the words. */
  readonly speechToNoiseDb: number;
  /** Level of the quietest tenth, dB of full scale. */
  readonly noiseDb: number;
  /** Median level of the speech, dB of full scale. */
  readonly speechDb: number;
  /** Median length of a stretch without a pause. */
  readonly phraseMs: number;
}

const FRAME_MS = 20;
const OVER_NOISE_DB = 6;
/** Three tenths of a second. */
const JOINT_FRAMES = 15;
/** Below this nobody spoke into the microphone, however quiet the room is. */
const LEAST_SPEECH_DB = -55;
const CLIPPED = 0.999;
const SILENCE_DB = -120;

export function measureVoice(channels: readonly Float32Array[], sampleRateHz: number): VoiceLevels {
  const length = channels[0]?.length ?? 0;
  const frameLength = Math.round((FRAME_MS * sampleRateHz) / 1000);
  const levels: number[] = [];
  for (let start = 0; start + frameLength <= length; start += frameLength) {
    levels.push(levelDb(channels, start, frameLength));
  }
  const noiseDb = percentile(levels, 0.1);
  const isLoud = (level: number) => level > Math.max(noiseDb + OVER_NOISE_DB, LEAST_SPEECH_DB);
  const speech = levels.filter(isLoud);
  return {
    speechMs: spokenFrames(levels.map(isLoud)) * FRAME_MS,
    clippedShare: clippedShare(channels),
    speechToNoiseDb: speech.length === 0 ? 0 : percentile(speech, 0.5) - noiseDb,
    noiseDb,
    speechDb: percentile(speech, 0.5),
    phraseMs: phraseFrames(levels.map(isLoud)) * FRAME_MS,
  };
}

/** Median over the phrases; 0 when nobody spoke. */
function phraseFrames(loud: readonly boolean[]): number {
  const lengths: number[] = [];
  let start = -1;
  let lastLoud = Number.NEGATIVE_INFINITY;
  for (const [frame, isLoud] of loud.entries()) {
    if (!isLoud) continue;
    if (frame - lastLoud > JOINT_FRAMES) {
      if (start >= 0) lengths.push(lastLoud - start + 1);
      start = frame;
    }
    lastLoud = frame;
  }
  if (start >= 0) lengths.push(lastLoud - start + 1);
  return lengths.length === 0 ? 0 : percentile(lengths, 0.5);
}

/** Speech with the short quiet within it: closures of stop consonants and the joints between words. */
function spokenFrames(loud: readonly boolean[]): number {
  let spoken = 0;
  let lastLoud = Number.NEGATIVE_INFINITY;
  for (const [frame, isLoud] of loud.entries()) {
    if (!isLoud) continue;
    spoken += frame - lastLoud <= JOINT_FRAMES ? frame - lastLoud : 1;
    lastLoud = frame;
  }
  return spoken;
}

function levelDb(channels: readonly Float32Array[], start: number, length: number): number {
  let energy = 0;
  for (const channel of channels) {
    for (let i = start; i < start + length; i++) energy += (channel[i] ?? 0) ** 2;
  }
  return Math.max(SILENCE_DB, 10 * Math.log10(energy / (length * channels.length) + 1e-12));
}

function clippedShare(channels: readonly Float32Array[]): number {
  const worst = channels.map((channel) => {
    let clipped = 0;
    for (const sample of channel) if (Math.abs(sample) >= CLIPPED) clipped++;
    return channel.length === 0 ? 0 : clipped / channel.length;
  });
  return Math.max(0, ...worst);
}

function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) return SILENCE_DB;
  const ordered = values.toSorted((a, b) => a - b);
  return ordered[Math.min(ordered.length - 1, Math.floor(share * ordered.length))] ?? SILENCE_DB;
}

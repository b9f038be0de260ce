/** Port of the voice embedding: it confirms who speaks, it never decides alone (short noisy turns mislead it). */
export interface VoiceModel {
  /** Unit-length vector of the voice in mono sound at 16 kHz; any length, at least a few hundred milliseconds. */
  embed(samples: Float32Array): Promise<Float32Array>;
}

/** Cosine of two unit-length embeddings. */
export function voiceSimilarity(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Unit-length mean of embeddings. */
export function meanVoice(voices: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(voices[0]?.length ?? 0);
  for (const voice of voices) for (let i = 0; i < mean.length; i++) mean[i]! += voice[i]!;
  const length = Math.sqrt(mean.reduce((sum, value) => sum + value * value, 0)) || 1;
  return mean.map((value) => value / length);
}

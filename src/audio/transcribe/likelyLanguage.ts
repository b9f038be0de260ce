/** The language a multilingual Whisper takes the sound for: the likeliest of its language tokens, among these alone. */
import type { HeardLanguage } from './recogniser.ts';

/** @param logits of the place after the start token; null where the model has no languages to choose from */
export function likelyLanguage(
  logits: Float32Array,
  languages: Readonly<Record<string, number>>,
): HeardLanguage | null {
  const scored = Object.entries(languages).map(([code, token]) => ({ code, score: logits[token]! }));
  if (scored.length < 2) return null;
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  const total = scored.reduce((sum, { score }) => sum + Math.exp(score - best.score), 0);
  return { code: best.code, p: 1 / total };
}

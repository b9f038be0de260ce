/** How often words were right, by the confidence they carry: an honest confidence is right as often as it says. */
import { alignWords, comparableWords } from './wordErrors.ts';

export interface SaidWord {
  readonly text: string;
  readonly p: number;
}

interface Judged {
  readonly p: number;
  readonly isRight: boolean;
}

const EDGES = [0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0001];

/** @param comparable brings reference and words to one spelling */
export function judgeWords(
  reference: string,
  words: readonly SaidWord[],
  comparable: (text: string) => readonly string[] = comparableWords,
): Judged[] {
  const parts = words.flatMap((word, owner) => comparable(word.text).map((text) => ({ text, owner })));
  const said = comparable(reference);
  const wrong = new Set<number>();
  for (const [r, h] of alignWords(
    said,
    parts.map(({ text }) => text),
  )) {
    if (h !== null && (r === null || said[r] !== parts[h]!.text)) wrong.add(parts[h]!.owner);
  }
  const owners = new Set(parts.map(({ owner }) => owner));
  return words.flatMap(({ p }, owner) => (owners.has(owner) ? [{ p, isRight: !wrong.has(owner) }] : []));
}

/** Markdown, with the expected calibration error: the mean distance between confidence and share of right words. */
export function reliabilityTable(judged: readonly Judged[]): string {
  const lines = ['| confidence | words | mean confidence | right |', '| --- | --- | --- | --- |'];
  let distance = 0;
  for (let bin = 0; bin + 1 < EDGES.length; bin++) {
    const inside = judged.filter(({ p }) => p >= EDGES[bin]! && p < EDGES[bin + 1]!);
    if (inside.length === 0) continue;
    const confidence = inside.reduce((sum, { p }) => sum + p, 0) / inside.length;
    const right = inside.filter(({ isRight }) => isRight).length / inside.length;
    distance += (inside.length / judged.length) * Math.abs(confidence - right);
    const range = `${EDGES[bin]}–${Math.min(1, EDGES[bin + 1]!)}`;
    lines.push(`| ${[range, inside.length, confidence.toFixed(2), right.toFixed(2)].join(' | ')} |`);
  }
  return `${lines.join('\n')}\n\nExpected calibration error ${distance.toFixed(3)} on ${judged.length} words.`;
}

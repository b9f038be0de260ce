/** Comparing tasks by their words: "sit-to-stand from mat" and "the sit to stands" are the same doing. */
const EMPTY = new Set(
  'a an the of to in on at for from with and or his her their patient by into onto off up down during while training task activity'.split(
    ' ',
  ),
);

export function taskWords(task: string): ReadonlySet<string> {
  const words = task
    .toLowerCase()
    .replace(/[-–]/g, ' ')
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1 && !EMPTY.has(word))
    .map((word) => word.replace(/(?:ing|s)$/, '').replace(/([^aeiou])\1$/, '$1'));
  return new Set(words.filter((word) => word !== ''));
}

/** Share of the shorter task's words that the other one has, 0 to 1. */
export function taskOverlap(one: string, other: string): number {
  const a = taskWords(one);
  const b = taskWords(other);
  const shorter = Math.min(a.size, b.size);
  if (shorter === 0) return 0;
  return [...a].filter((word) => b.has(word)).length / shorter;
}

/** True when every word of the phrase stands in the text. */
export function isNamedIn(phrase: string, text: string): boolean {
  const wanted = taskWords(phrase);
  const present = taskWords(text);
  return wanted.size > 0 && [...wanted].every((word) => present.has(word));
}

/** Word errors between a reference and a hypothesis, for the bench: lower case, no punctuation, common spellings unified. */

const SAME: Readonly<Record<string, string>> = {
  mister: 'mr',
  missus: 'mrs',
  doctor: 'dr',
  okay: 'ok',
  "can't": 'cannot',
  colour: 'color',
  honour: 'honor',
  favour: 'favor',
  neighbour: 'neighbor',
  grey: 'gray',
  towards: 'toward',
};

export function comparableWords(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/[’`]/g, "'")
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .split(' ')
    .map((word) => word.replace(/^'+|'+$/g, ''))
    .filter(Boolean)
    .map((word) => SAME[word] ?? word);
}

/** Substitutions, insertions and deletions of the best alignment. */
export function wordErrors(reference: readonly string[], hypothesis: readonly string[]): number {
  let row = Array.from({ length: hypothesis.length + 1 }, (_, index) => index);
  reference.forEach((word, r) => {
    const next = [r + 1];
    hypothesis.forEach((other, h) => {
      next.push(Math.min(row[h]! + (word === other ? 0 : 1), row[h + 1]! + 1, next[h]! + 1));
    });
    row = next;
  });
  return row[hypothesis.length]!;
}

/** Pairs of positions of the best alignment, in order; null where a word has no partner. */
export function alignWords(
  reference: readonly string[],
  hypothesis: readonly string[],
): readonly (readonly [number | null, number | null])[] {
  const width = hypothesis.length + 1;
  const cost = new Uint16Array((reference.length + 1) * width);
  const at = (r: number, h: number): number => cost[r * width + h]!;
  for (let r = 0; r <= reference.length; r++) {
    for (let h = 0; h < width; h++) {
      if (r === 0 || h === 0) cost[r * width + h] = r + h;
      else {
        const change = reference[r - 1] === hypothesis[h - 1] ? 0 : 1;
        cost[r * width + h] = Math.min(at(r - 1, h - 1) + change, at(r - 1, h) + 1, at(r, h - 1) + 1);
      }
    }
  }
  const pairs: [number | null, number | null][] = [];
  let [r, h] = [reference.length, hypothesis.length];
  while (r > 0 || h > 0) {
    const change = r > 0 && h > 0 && reference[r - 1] === hypothesis[h - 1] ? 0 : 1;
    if (r > 0 && h > 0 && at(r, h) === at(r - 1, h - 1) + change) pairs.push([--r, --h]);
    else if (r > 0 && at(r, h) === at(r - 1, h) + 1) pairs.push([--r, null]);
    else pairs.push([null, --h]);
  }
  return pairs.reverse();
}

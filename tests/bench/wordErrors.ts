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

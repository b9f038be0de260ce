/** Which words of two sentences are the same: the longest run of words they have in common, in order. Pure. */
export interface WordRun {
  readonly text: string;
  readonly isSame: boolean;
}

/** Both sentences as runs of words that stand in the other one too, and of words that do not. */
export function wordChanges(
  before: string,
  after: string,
): { readonly before: readonly WordRun[]; readonly after: readonly WordRun[] } {
  const [was, is] = [before, after].map((text) => text.split(' '));
  const common = commonWords(was!, is!);
  return {
    before: runs(was!, new Set(common.map(([i]) => i))),
    after: runs(is!, new Set(common.map(([, j]) => j))),
  };
}

/** Places of the common words in both, by the table of longest common subsequences. */
function commonWords(was: readonly string[], is: readonly string[]): readonly (readonly [number, number])[] {
  const length = Array.from({ length: was.length + 1 }, () => new Array<number>(is.length + 1).fill(0));
  for (let i = was.length - 1; i >= 0; i--) {
    for (let j = is.length - 1; j >= 0; j--) {
      const [down, right, both] = [length[i + 1]![j]!, length[i]![j + 1]!, length[i + 1]![j + 1]!];
      length[i]![j] = was[i] === is[j] ? both + 1 : Math.max(down, right);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < was.length && j < is.length; ) {
    if (was[i] === is[j]) pairs.push([i++, j++]);
    else if (length[i + 1]![j]! >= length[i]![j + 1]!) i++;
    else j++;
  }
  return pairs;
}

function runs(words: readonly string[], same: ReadonlySet<number>): readonly WordRun[] {
  const all: WordRun[] = [];
  words.forEach((word, i) => {
    const isSame = same.has(i);
    const last = all.at(-1);
    if (last?.isSame === isSame) all[all.length - 1] = { text: `${last.text} ${word}`, isSame };
    else all.push({ text: word, isSame });
  });
  return all;
}

/**
 * Merges of a byte-level vocabulary, from the order of its tokens: a token came from the two parts that it falls into when
 * only earlier tokens may be used (as in transformers' converter from tiktoken).
 *
 * Several published tokenizer.json of Whisper, the bundled one among them, lost the first merge, "Ġ t", when they were
 * converted. Reading is not touched by that, but every word that begins with a t then falls into pieces the model was never
 * trained on when it is written into a prompt.
 */

interface MergedVocabulary {
  readonly vocab: Readonly<Record<string, number>>;
  /** "left right", or a pair in newer files. */
  readonly merges: readonly (string | readonly [string, string])[];
}

/** The last merge that makes a token, or null when no two earlier tokens do. */
export function mergeOf(
  token: string,
  idOf: (token: string) => number | undefined,
): readonly [left: string, right: string] | null {
  const ownId = idOf(token) ?? 0;
  const parts = [...token];
  while (parts.length > 2) {
    let best = ownId;
    let at = -1;
    for (let index = 0; index + 1 < parts.length; index++) {
      const id = idOf(parts[index]! + parts[index + 1]!);
      if (id !== undefined && id < best) [best, at] = [id, index];
    }
    if (at < 0) return null;
    parts.splice(at, 2, parts[at]! + parts[at + 1]!);
  }
  const [left, right] = parts;
  return left !== undefined && right !== undefined ? [left, right] : null;
}

/** The same model with the merges that its vocabulary shows and its list lacks, each in its place. */
export function withMissingMerges<V extends MergedVocabulary>(model: V, special: ReadonlySet<string>): V {
  const made = new Set(model.merges.map((merge) => resultOf(merge)));
  const orphans = Object.keys(model.vocab).filter(
    (token) => token.length > 1 && !made.has(token) && !special.has(token),
  );
  if (orphans.length === 0) return model;
  const idOf = (token: string): number | undefined => model.vocab[token];
  const isPair = Array.isArray(model.merges[0]);
  const found = orphans.flatMap((token) => {
    const merge = mergeOf(token, idOf);
    return merge ? [isPair ? merge : merge.join(' ')] : [];
  });
  const rank = (merge: MergedVocabulary['merges'][number]): number => idOf(resultOf(merge)) ?? Infinity;
  return { ...model, merges: [...model.merges, ...found].sort((a, b) => rank(a) - rank(b)) };
}

function resultOf(merge: MergedVocabulary['merges'][number]): string {
  return typeof merge === 'string' ? merge.replace(' ', '') : merge[0] + merge[1];
}

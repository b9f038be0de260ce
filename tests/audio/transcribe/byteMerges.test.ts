import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { mergeOf, withMissingMerges } from '../../../src/audio/transcribe/byteMerges.ts';
import { openWhisperTokenizer } from '../../../src/audio/transcribe/whisperTokenizer.ts';

const vocab = { a: 0, b: 1, c: 2, ab: 3, abc: 4, ca: 5 };
const none = new Set<string>();

describe('the merge that makes a token', () => {
  const idOf = (token: string): number | undefined => ({ ...vocab, cab: 6, xyz: 7 })[token];

  it('joins what the bytes fall into by the earlier merges', () => {
    expect(mergeOf('ab', idOf)).toEqual(['a', 'b']);
    expect(mergeOf('abc', idOf)).toEqual(['ab', 'c']);
    expect(mergeOf('cab', idOf)).toEqual(['c', 'ab']);
  });

  it('does not exist for a single byte or a token whose parts are none', () => {
    expect(mergeOf('a', idOf)).toBeNull();
    expect(mergeOf('xyz', idOf)).toBeNull();
  });
});

describe('merges that a file lost', () => {
  it('are put back in their place, in the form of the others', () => {
    expect(withMissingMerges({ vocab, merges: ['ab c', 'c a'] }, none).merges).toEqual(['a b', 'ab c', 'c a']);
    const pairs = withMissingMerges(
      {
        vocab,
        merges: [
          ['a', 'b'],
          ['c', 'a'],
        ],
      },
      none,
    );
    expect(pairs.merges).toEqual([
      ['a', 'b'],
      ['ab', 'c'],
      ['c', 'a'],
    ]);
  });

  it('change nothing where none is lost, and special tokens need none', () => {
    const whole = { vocab, merges: ['a b', 'ab c', 'c a'] };
    expect(withMissingMerges(whole, none)).toBe(whole);
    const special = { vocab: { ...vocab, '<|x|>': 6 }, merges: whole.merges };
    expect(withMissingMerges(special, new Set(['<|x|>']))).toBe(special);
  });

  it('of the bundled tokenizer: words that begin with a t are whole tokens, as the model was trained', async () => {
    const folder = path.resolve(import.meta.dirname, '../../../models/whisper-base');
    const { encode, decode } = await openWhisperTokenizer(path.join(folder, 'tokenizer.json'));
    const words = [' the', ' patient', ' transfers', ' to', ' the', ' tub', ' bench'];
    expect(encode(words.join('')).map((token) => decode([token]))).toEqual(words);
  });
});

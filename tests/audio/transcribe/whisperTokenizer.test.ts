import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  groupIntoWords,
  openWhisperTokenizer,
  type WhisperTokenizer,
} from '../../../src/audio/transcribe/whisperTokenizer.ts';

let tokenizer: WhisperTokenizer;
beforeAll(async () => {
  tokenizer = await openWhisperTokenizer(
    path.resolve(import.meta.dirname, '../../../models/whisper-base/tokenizer.json'),
  );
});

describe('the tokenizer', () => {
  it.each([' Min assist x2, CGA for 4/5 at 10:30.', ' naïve café, 90° flexion', ' "Ow!" she said.'])(
    'gives %s back',
    (text) => {
      expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
    },
  );

  it('groups tokens into words and marks, together covering each token once', () => {
    const tokens = tokenizer.encode(" Don't rejoin the hemiparesis group, please.");
    const groups = tokenizer.groupWords(tokens);
    expect(groups.map(({ text }) => text)).toEqual([
      " Don't",
      ' rejoin',
      ' the',
      ' hemiparesis',
      ' group',
      ',',
      ' please',
      '.',
    ]);
    groups.forEach((group, index) => {
      expect(group.from).toBe(index === 0 ? 0 : groups[index - 1]!.to);
    });
    expect(groups.at(-1)!.to).toBe(tokens.length);
  });

  it('keeps a character whole whose bytes are spread over tokens', () => {
    const bytesOf: Record<number, string> = { 1: ' x', 2: '\uFFFD', 3: '\uFFFD' };
    const decode = (tokens: readonly number[]) =>
      tokens.join() === '2,3' ? '°' : tokens.map((id) => bytesOf[id]).join('');
    expect(groupIntoWords([1, 2, 3], decode).map(({ text, from, to }) => [text, from, to])).toEqual([
      [' x', 0, 1],
      ['°', 1, 3],
    ]);
  });
});

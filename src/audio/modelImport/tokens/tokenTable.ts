/**
 * Token numbers and lists the decode loop needs, out of a tokenizer: special tokens, languages, and what must not be
 * written (OpenAI's non_speech_tokens in tokenizer.py: signs that stand for sounds, speakers and music).
 */
import { z } from 'zod';
import type { WhisperTokenizer } from '../../transcribe/whisperTokenizer.ts';
import { notWhisper } from '../weightTable.ts';

const MULTILINGUAL_VOCABULARY = 51865;
const SIGNS = [
  ...'"#()*+/:;<=>@[\\]^_`{|}~「」『』',
  ...'<< >> <<< >>> -- --- -( -[ (\' (" (( )) ((( ))) [[ ]] {{ }} ♪♪ ♪♪♪'.split(' '),
];
/** Each of these takes several tokens, of which the first is theirs alone. */
const MUSIC = [...'♩♪♫♬♭♮♯'];

const tokenizerSchema = z.object({
  added_tokens: z.array(z.object({ id: z.int(), content: z.string() })),
  model: z.object({ vocab: z.record(z.string(), z.int()) }),
});

export interface TokenTable {
  readonly multilingual: boolean;
  readonly ids: Readonly<Record<string, number>>;
  readonly languages: Readonly<Record<string, number | null>>;
  readonly non_speech: readonly number[];
  readonly suppress: readonly number[];
  readonly suppress_first: readonly number[];
  readonly prompt: readonly number[];
}

/** @throws AppFailure when the tokenizer is none of Whisper's. */
export function tokenTable(
  tokenizerJson: string,
  { encode }: Pick<WhisperTokenizer, 'encode'>,
  vocabularySize: number,
): TokenTable {
  const ids = idsByToken(tokenizerJson);
  const one = (...names: readonly string[]): number => {
    const id = names.map((name) => ids.get(name)).find((found) => found !== undefined);
    if (id === undefined) throw notWhisper(`its tokenizer has no token ${names[0]}`);
    return id;
  };
  const special = {
    eot: one('<|endoftext|>'),
    sot: one('<|startoftranscript|>'),
    translate: one('<|translate|>'),
    transcribe: one('<|transcribe|>'),
    sot_lm: one('<|startoflm|>'),
    sot_prev: one('<|startofprev|>'),
    no_speech: one('<|nospeech|>', '<|nocaptions|>'),
    no_timestamps: one('<|notimestamps|>'),
  };
  const highest = special.no_timestamps + 1501;
  if (highest > vocabularySize - 1) throw notWhisper('its tokenizer belongs to a larger vocabulary');
  const multilingual = vocabularySize >= MULTILINGUAL_VOCABULARY;
  const languages = Object.fromEntries(
    [...ids]
      .filter(([, id]) => id > special.sot && id < special.translate)
      .sort(([, a], [, b]) => a - b)
      .map(([token, id]) => [token.slice(2, -2), id]),
  );
  const nonSpeech = nonSpeechTokens(encode);
  const controls = [
    special.sot,
    special.translate,
    special.transcribe,
    special.sot_lm,
    special.sot_prev,
    special.no_speech,
  ];
  const { sot, transcribe, no_timestamps: noTimestamps } = special;
  return {
    multilingual,
    ids: { ...special, timestamp_begin: noTimestamps + 1 },
    languages: multilingual ? languages : { en: null },
    non_speech: ascending(nonSpeech),
    suppress: ascending(new Set([...nonSpeech, ...controls])),
    suppress_first: [encode(' ')[0]!, special.eot],
    prompt: multilingual ? [sot, one('<|en|>'), transcribe, noTimestamps] : [sot, noTimestamps],
  };
}

function idsByToken(tokenizerJson: string): Map<string, number> {
  try {
    const { added_tokens: added, model } = tokenizerSchema.parse(JSON.parse(tokenizerJson));
    return new Map([
      ...Object.entries(model.vocab),
      ...added.map(({ content, id }): [string, number] => [content, id]),
    ]);
  } catch {
    throw notWhisper('its tokenizer.json is damaged or of another kind');
  }
}

function nonSpeechTokens(encode: WhisperTokenizer['encode']): Set<number> {
  const tokens = new Set([encode(' -')[0]!, encode(" '")[0]!]);
  for (const sign of [...SIGNS, ...MUSIC]) {
    for (const encoded of [encode(sign), encode(` ${sign}`)]) {
      if (encoded.length === 1 || MUSIC.includes(sign)) tokens.add(encoded[0]!);
    }
  }
  return tokens;
}

function ascending(ids: Iterable<number>): number[] {
  return [...ids].sort((a, b) => a - b);
}

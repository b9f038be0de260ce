/**
 * A Hugging Face tokenizer from what whisper.cpp's file keeps: the bytes of each token in the order of the ids. The merges
 * are not stored, but follow from the order.
 */
import { mergeOf } from '../../transcribe/byteMerges.ts';
import { notWhisper } from '../weightTable.ts';
import { LANGUAGES } from './languages.ts';

const MULTILINGUAL_VOCABULARY = 51865;
const TIMESTAMPS = 1501;
const END_OF_TEXT = '<|endoftext|>';

/**
 * @param tokens bytes of the ordinary tokens, in the order of their ids
 * @param vocabularySize of the model, special tokens included
 * @returns the text of a tokenizer.json
 */
export function byteTokenizer(tokens: readonly Uint8Array[], vocabularySize: number): string {
  const words = tokens.map(visible).filter((word) => word !== END_OF_TEXT);
  const ids = new Map(words.map((word, id) => [word, id]));
  if (ids.size !== words.length) throw notWhisper('its vocabulary holds a token twice');
  const merges = words
    .filter((word) => word.length > 1)
    .map((word) => mergeOf(word, (token) => ids.get(token))?.join(' ') ?? null);
  const specials = specialTokens(words.length, vocabularySize);
  return JSON.stringify({
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: specials.map((content, index) => ({
      id: words.length + index,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: '',
      end_of_word_suffix: '',
      fuse_unk: false,
      vocab: Object.fromEntries(ids),
      merges: merges.filter((merge) => merge !== null),
    },
  });
}

/** In the order of their ids, after the ordinary tokens. */
function specialTokens(ordinary: number, vocabularySize: number): string[] {
  const isMultilingual = vocabularySize >= MULTILINGUAL_VOCABULARY;
  const languages = vocabularySize - 51765 - (isMultilingual ? 1 : 0);
  if (languages < 1 || languages > LANGUAGES.length) throw notWhisper(`its vocabulary of ${vocabularySize} is unknown`);
  const named = [
    END_OF_TEXT,
    '<|startoftranscript|>',
    ...LANGUAGES.slice(0, languages).map((language) => `<|${language}|>`),
    ...['<|translate|>', '<|transcribe|>', '<|startoflm|>', '<|startofprev|>', '<|nospeech|>', '<|notimestamps|>'],
  ];
  if (ordinary + named.length + TIMESTAMPS !== vocabularySize) {
    throw notWhisper(`its ${ordinary} ordinary tokens do not fit a vocabulary of ${vocabularySize}`);
  }
  return named;
}

/** GPT-2's way to write any byte as a visible character. */
const VISIBLE: readonly string[] = (() => {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const isVisible = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    return String.fromCharCode(isVisible ? byte : next++);
  });
})();

function visible(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => VISIBLE[byte]!).join('');
}

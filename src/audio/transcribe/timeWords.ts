/**
 * When each word was said and how sure the model is of it: one forced run over the finished text,
 * whose alignment heads give the times and whose scores give the probabilities.
 */
import { SAMPLE_RATE_HZ } from '../../shared/domain/audio.ts';
import { attentionMatrix, firstColumns } from './dynamicTimeWarping.ts';
import type { ReadWord } from './mergeReadings.ts';
import type { RecognisedWord } from './recogniser.ts';
import { banTokens, type TokenRules } from './tokenScores.ts';
import type { EncodedWindow, WhisperGraphs } from './whisperGraphs.ts';
import { isPunctuation, type TokenGroup } from './whisperTokenizer.ts';

export interface TimedGroup extends TokenGroup {
  readonly startS: number;
  readonly endS: number;
  readonly p: number;
  /** Natural log-probability of all its tokens. */
  readonly logP: number;
}

/** Times and probabilities of the words and punctuation marks of a text that was decoded from this window. */
export async function timeGroups(
  graphs: WhisperGraphs,
  window: EncodedWindow,
  textTokens: readonly number[],
  sampleCount: number,
  rules: TokenRules,
): Promise<TimedGroup[]> {
  if (textTokens.length === 0) return [];
  const { description } = graphs;
  const { ids, prompt } = description.tokens;
  const { vocab } = description.dims;
  const { seconds_per_ctx: frameSeconds } = description.audio;
  const tokens = [...prompt, ...textTokens, ids.eot];
  // The row of the last prompt token predicts the first text token, and so on; the end mark's own row predicts nothing.
  const firstRow = prompt.length - 1;
  const rowCount = textTokens.length + 1;
  const reply = await graphs.decode(window, {
    tokens: [tokens],
    past: graphs.emptyPast(1),
    rows: Array.from({ length: rowCount }, (_, row) => firstRow + row),
    align: true,
  });
  const heads = description.alignment_heads.length;
  const encoderFrames = reply.attention.length / (heads * tokens.length);
  const soundFrames = Math.min(encoderFrames, Math.max(1, Math.floor(sampleCount / (SAMPLE_RATE_HZ * frameSeconds))));
  const matrix = attentionMatrix(reply.attention, { heads, tokens: tokens.length, encoderFrames, soundFrames });
  const textRows = matrix.subarray(firstRow * soundFrames, (firstRow + rowCount) * soundFrames);
  const starts = firstColumns(textRows, rowCount, soundFrames);
  const tokenLogP = textTokens.map((token, row) => {
    const scores = reply.logits.subarray(row * vocab, (row + 1) * vocab);
    const logTotal = banTokens(scores, reply.logSums[row]!, rules, row === 0);
    return scores[token]! - logTotal;
  });
  return graphs.tokenizer.groupWords(textTokens).map((group) => ({
    ...group,
    startS: starts[group.from]! * frameSeconds,
    endS: starts[group.to]! * frameSeconds,
    p: mean(tokenLogP.slice(group.from, group.to).map(Math.exp)),
    logP: tokenLogP.slice(group.from, group.to).reduce((sum, logP) => sum + logP, 0),
  }));
}

/** Attaches punctuation: everything up to the next space is one written word; marks lend it neither time nor doubt. */
export function wordsOf(groups: readonly TimedGroup[]): ReadWord[] {
  const words: ReadWord[] = [];
  let lead = '';
  for (const group of groups) {
    const text = group.text.trim();
    if (text === '') continue;
    const attaches = !group.text.startsWith(' ') && words.length > 0 && lead === '';
    if (attaches) {
      const word = words[words.length - 1]!;
      words[words.length - 1] = isPunctuation(text)
        ? { ...word, text: word.text + text }
        : {
            ...word,
            text: word.text + text,
            endS: group.endS,
            p: Math.min(word.p, group.p),
            logP: word.logP + group.logP,
          };
    } else if (isPunctuation(text)) {
      lead += text;
    } else {
      words.push({ text: lead + text, startS: group.startS, endS: group.endS, p: group.p, logP: group.logP });
      lead = '';
    }
  }
  return shortenStretchedWords(words);
}

/**
 * A word at a sentence's border that swallowed the pause there is cut to twice the usual length, as OpenAI's timing.py
 * does; inside a sentence it stays, because there nobody knows on which side the pause was.
 */
function shortenStretchedWords<W extends RecognisedWord>(words: readonly W[]): W[] {
  const lengths = words.map((word) => word.endS - word.startS).filter((length) => length > 0);
  if (lengths.length === 0) return [...words];
  const median = Math.min(0.7, lengths.sort((a, b) => a - b)[lengths.length >> 1]!);
  const longest = Math.max(0.4, 2 * median);
  return words.map((word, index) => {
    if (word.endS - word.startS <= longest) return word;
    if (index === 0 || endsSentence(words[index - 1]!.text)) return { ...word, startS: word.endS - longest };
    return endsSentence(word.text) ? { ...word, endS: word.startS + longest } : word;
  });
}

/** Whether the written word closes a sentence: a full stop, question or exclamation mark, quotes after it allowed. */
export function endsSentence(word: string): boolean {
  return /[.?!]["'”’)]*$/.test(word);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

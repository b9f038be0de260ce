/**
 * The transcript made ready for the extractors: per utterance tokens with look-alikes put right, numbers composed and
 * self-repairs applied, split into sentences, each with its lexicon hits.
 */
import type { Role } from '../../shared/domain/audio.ts';
import { DOUBTFUL_WORD_P, type Transcript, type Utterance } from '../../shared/domain/utterance.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Hit, Hits } from '../lexicon/match.ts';
import { findHits, mayRepair } from '../lexicon/match.ts';
import type { GroupName } from '../lexicon/schema.ts';
import { putRightLookAlikes } from '../text/lookAlikes.ts';
import { composeNumbers } from '../text/numbers.ts';
import { applySelfRepair } from '../text/selfRepair.ts';
import type { Chunk } from '../text/sentences.ts';
import { splitChunks, splitSentences } from '../text/sentences.ts';
import type { Token } from '../text/token.ts';
import { isNumber, whiteSpaceWords } from '../text/token.ts';
import { tokenise } from '../text/tokenise.ts';
import type { NamesInTalk } from './names.ts';
import { readNames } from './names.ts';

export interface Sentence {
  readonly utterance: Utterance;
  readonly utteranceIndex: number;
  /** Position among all sentences of the transcript. */
  readonly index: number;
  readonly speaker: Role;
  readonly tokens: readonly Token[];
  readonly chunks: readonly Chunk[];
  readonly hits: Hits;
  /** True when the utterance opens with a repair word: it corrects something said before. */
  readonly opensWithRepair: boolean;
}

export interface Document {
  readonly lexicon: Lexicon;
  readonly utterances: readonly Utterance[];
  readonly sentences: readonly Sentence[];
  readonly names: NamesInTalk;
}

const REPAIR_GROUPS: ReadonlySet<GroupName> = new Set(['context', 'levels', 'cueCounts']);

export function readDocument(transcript: Transcript, lexicon: Lexicon): Document {
  const sentences: Sentence[] = [];
  transcript.utterances.forEach((utterance, utteranceIndex) => {
    const prepared = prepare(utterance, lexicon);
    for (const tokens of splitSentences(prepared.tokens)) {
      const opensWithRepair = prepared.opensWithRepair && tokens[0] === prepared.tokens[0];
      sentences.push({
        utterance,
        utteranceIndex,
        index: sentences.length,
        speaker: utterance.speaker,
        tokens,
        chunks: splitChunks(tokens),
        hits: findHits(lexicon, tokens),
        opensWithRepair,
      });
    }
  });
  return { lexicon, utterances: transcript.utterances, sentences, names: readNames(sentences) };
}

/** Marks what the recogniser itself was unsure of; a typed transcript has no such doubt. */
function withDoubt(tokens: readonly Token[], { words }: Utterance): readonly Token[] {
  if (words.length === 0) return tokens;
  return tokens.map((token) => {
    const least = Math.min(1, ...words.slice(token.from, token.to).map((word) => word.p));
    return least < DOUBTFUL_WORD_P ? { ...token, doubtful: true } : token;
  });
}

function prepare(
  utterance: Utterance,
  lexicon: Lexicon,
): { readonly tokens: Token[]; readonly opensWithRepair: boolean } {
  const tokens = composeNumbers(putRightLookAlikes(withDoubt(tokenise(utterance.text), utterance), lexicon.lookAlikes));
  if (!mayRepair(lexicon, tokens)) return { tokens, opensWithRepair: false };
  const hits = findHits(lexicon, tokens, REPAIR_GROUPS);
  const markers = ((hits.get('context') ?? []) as readonly Hit<'context'>[]).filter(
    (hit) => hit.entry.kind === 'repair' && !isReckoning(tokens, hit),
  );
  if (markers.length === 0) return { tokens, opensWithRepair: false };
  const values = [
    ...tokens.flatMap((token, at) => (isNumber(token) ? [{ from: at, to: at + 1, class: 'number' }] : [])),
    ...(hits.get('levels') ?? []).map((hit) => ({ from: hit.from, to: hit.to, class: 'level' })),
    ...(hits.get('cueCounts') ?? []).map((hit) => ({ from: hit.from, to: hit.to, class: 'number' })),
  ].sort((a, b) => a.from - b.from);
  const settlers = ((hits.get('context') ?? []) as readonly Hit<'context'>[]).filter(
    (hit) => hit.entry.kind === 'settle',
  );
  return {
    tokens: applySelfRepair(tokens, mergeAdjacent(markers), values, settlers),
    opensWithRepair: markers[0]?.from === 0,
  };
}

/** "I make that seven" reckons; "make that seven" repairs. */
function isReckoning(tokens: readonly Token[], marker: Hit<'context'>): boolean {
  return tokens[marker.from]?.text === 'make' && ['i', 'we'].includes(tokens[marker.from - 1]?.text ?? '');
}

/** "No, make that" is one marker. */
function mergeAdjacent(markers: readonly Hit<'context'>[]): { from: number; to: number }[] {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of markers) {
    const last = merged.at(-1);
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

const NO_HITS: readonly never[] = [];

export function hitsOf<G extends GroupName>(sentence: Sentence, group: G): readonly Hit<G>[] {
  return (sentence.hits.get(group) ?? NO_HITS) as readonly Hit<G>[];
}

export function chunkIndexAt(sentence: Sentence, at: number): number {
  const found = sentence.chunks.findIndex((chunk) => at >= chunk.from && at < chunk.to);
  return found >= 0 ? found : sentence.chunks.findLastIndex((chunk) => chunk.to <= at);
}

/** The words of a token range as they were spoken. */
export function spokenText(sentence: Sentence, from: number, to: number): string {
  const range = wordRange(sentence, from, to);
  return whiteSpaceWords(sentence.utterance.text)
    .slice(range.from, range.to)
    .join(' ')
    .replace(/^[\s,.;:"“]+|[\s,.;:!?"”]+$/gu, '');
}

/** White-space words of the utterance that a token range covers. */
export function wordRange(sentence: Sentence, from: number, to: number): { from: number; to: number } {
  const tokens = sentence.tokens.slice(from, Math.max(to, from + 1));
  return {
    from: Math.min(...tokens.map((token) => token.from)),
    to: Math.max(...tokens.map((token) => token.to)),
  };
}

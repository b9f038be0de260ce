/**
 * Lays corrections over a transcript as it was heard. The same corrections over the same transcript give the same
 * lines; ids, order and the stretch of sound of a line never change, so that evidence still plays what was said.
 */
import type { Correction } from '../shared/domain/correction.ts';
import { type Transcript, type Typed, textOf, type Utterance, type Word } from '../shared/domain/utterance.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import { otherLanguage } from './text/otherLanguage.ts';
import { whiteSpaceWords } from './text/token.ts';

type WordsCorrection = Extract<Correction, { kind: 'words' }>;

export function correctTranscript(heard: Transcript, corrections: readonly Correction[]): Transcript {
  const utterances = corrections.reduce<readonly Utterance[]>(
    (lines, correction) => lines.map((line) => corrected(line, correction)),
    heard.utterances,
  );
  return { ...heard, utterances };
}

/** Said by somebody who is nobody's evidence here: the therapist gave the line to another person in the room. */
export function isSetAside({ speaker, setBy }: Utterance): boolean {
  return speaker === 'other' && setBy === 'user';
}

/** Spoken in another language than English: nothing is taken from such a line until somebody types what it means. */
export function isOtherLanguage(line: Utterance, lexicon: Pick<Lexicon, 'entries'>): boolean {
  return languageOf(line, lexicon) !== null;
}

/** Says of each line in which language it is where that is not English; what the recogniser heard goes before. */
export function markLanguages(transcript: Transcript, lexicon: Pick<Lexicon, 'entries'>): Transcript {
  const utterances = transcript.utterances.map((line) => {
    const language = languageOf(line, lexicon);
    return language === null ? line : { ...line, language };
  });
  return { ...transcript, utterances };
}

/** What a person typed is never judged by its look: it is what they say was meant. */
function languageOf({ text, language, heardAs }: Utterance, lexicon: Pick<Lexicon, 'entries'>): string | null {
  return language ?? (heardAs?.typed === undefined ? otherLanguage(text, lexicon) : null);
}

/** Who typed one of the words [from, to); null where all of them were heard. */
export function typedIn({ words, heardAs }: Utterance, from: number, to: number): Typed | null {
  // Without times of words nobody can say which of them were typed.
  if (words.length === 0) return heardAs?.typed ?? null;
  return words.slice(from, to).find((word) => word.typed !== undefined)?.typed ?? null;
}

/** The smallest stretch of words that differs, so that the words round it keep their own sound and confidence. */
export function changedWords(
  before: string,
  after: string,
): { readonly from: number; readonly to: number; readonly text: string } | null {
  const old = whiteSpaceWords(before);
  const typed = whiteSpaceWords(after);
  let from = 0;
  while (from < old.length && from < typed.length && old[from] === typed[from]) from += 1;
  let kept = 0;
  const most = Math.min(old.length, typed.length) - from;
  while (kept < most && old[old.length - 1 - kept] === typed[typed.length - 1 - kept]) kept += 1;
  const text = typed.slice(from, typed.length - kept).join(' ');
  const to = old.length - kept;
  return from === to && text === '' ? null : { from, to, text };
}

function corrected(line: Utterance, correction: Correction): Utterance {
  switch (correction.kind) {
    case 'speaker': {
      if (!correction.utteranceIds.includes(line.id)) return line;
      const heardAs = { ...line.heardAs, speaker: line.heardAs?.speaker ?? line.speaker };
      return { ...line, speaker: correction.speaker, speakerP: 1, setBy: 'user', heardAs };
    }
    case 'words':
      return line.id === correction.utteranceId ? retyped(line, correction) : line;
    case 'reheard':
      return line.id === correction.utteranceId ? reheard(line, correction) : line;
  }
}

function retyped(line: Utterance, { from, to, text, by, at }: WordsCorrection): Utterance {
  const tokens = whiteSpaceWords(line.text);
  const typed = whiteSpaceWords(text);
  const hasTimes = line.words.length === tokens.length;
  // Typed over whole, it is what the person says it means, in English; round a single word the rest stays what it was.
  const { language, ...rest } = line;
  const isWhole = from === 0 && to === tokens.length;
  return {
    ...rest,
    ...(language === undefined || isWhole ? {} : { language }),
    text: tokens.toSpliced(from, to - from, ...typed).join(' '),
    words: hasTimes ? line.words.toSpliced(from, to - from, ...timed(typed, line, from, to, { by, at })) : [],
    heardAs: { ...line.heardAs, text: line.heardAs?.text ?? line.text, typed: { by, at } },
  };
}

/** The words of the reading, each with the confidence it was read with, inside the stretch of the line. */
function reheard(line: Utterance, { words, recogniser }: Extract<Correction, { kind: 'reheard' }>): Utterance {
  const inside = (ms: number) => Math.min(line.endMs, Math.max(line.startMs, ms));
  const { typed: _typed, ...heardAs } = line.heardAs ?? {};
  return {
    ...line,
    text: textOf(words),
    words: words.map((word) => ({ ...word, startMs: inside(word.startMs), endMs: inside(word.endMs) })),
    heardAs: { ...heardAs, text: heardAs.text ?? line.text, reheardBy: recogniser },
  };
}

/** Typed words share the time of the words they stand for, by their length; new ones the time between their neighbours. */
function timed(typed: readonly string[], line: Utterance, from: number, to: number, who: Typed): readonly Word[] {
  const startMs = from < to ? line.words[from]!.startMs : (line.words[from - 1]?.endMs ?? line.startMs);
  const last = from < to ? line.words[to - 1]!.endMs : (line.words[to]?.startMs ?? line.endMs);
  const lengthMs = Math.max(0, last - startMs);
  const letters = typed.reduce((sum, word) => sum + word.length, 0);
  const timeAt = (count: number) => startMs + Math.round((lengthMs * count) / letters);
  let told = 0;
  return typed.map((word) => {
    const begins = timeAt(told);
    told += word.length;
    return { text: word, startMs: begins, endMs: timeAt(told), p: 1, typed: who };
  });
}

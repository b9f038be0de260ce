/**
 * The words of a line: those that count are marked, those that were hard to hear can each be pressed to hear them,
 * typed ones say so, and the one that sounds now is lit.
 */
import { Fragment, type ReactNode } from 'react';
import { DOUBTFUL_WORD_P, type Utterance, type Word } from '../../../shared/domain/utterance.ts';
import type { Span } from '../../../shared/time.ts';
import { tokensOf } from './evidence.ts';
import { useSoundingWord } from './playback.ts';
import '../../ui/words.css';

export interface TranscriptWordsProps {
  readonly utterance: Utterance;
  readonly marked: ReadonlySet<number>;
  readonly onPlayWord: (span: Span) => void;
}

export function TranscriptWords({ utterance, marked, onPlayWord }: TranscriptWordsProps) {
  const sounding = useSoundingWord(utterance);
  const tokens = tokensOf(utterance.text);
  const words = utterance.words.length === tokens.length ? utterance.words : [];
  return (
    <p className="transcript-text">
      {tokens.map((token, index) => {
        const isMarked = marked.has(index);
        const goesOn = isMarked && marked.has(index + 1);
        const Mark = isMarked ? 'mark' : 'span';
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word is its number in the utterance
          <Fragment key={index}>
            <Mark data-now={index === sounding || undefined}>
              {withDoubt(token, words[index], onPlayWord)}
              {goesOn && ' '}
            </Mark>
            {!goesOn && ' '}
          </Fragment>
        );
      })}
    </p>
  );
}

function withDoubt(token: string, word: Word | undefined, onPlay: (span: Span) => void): ReactNode {
  if (word === undefined) return token;
  if (word.typed !== undefined) {
    return (
      <span className="typed-word">
        {token}
        <span className="visually-hidden"> (typed)</span>
      </span>
    );
  }
  if (word.p >= DOUBTFUL_WORD_P) return token;
  const { startMs, endMs } = word;
  return (
    <button
      type="button"
      className="doubtful-word"
      onClick={() => onPlay({ startMs, endMs: Math.max(endMs, startMs + 1) })}
    >
      {token}
      <span className="visually-hidden"> (hard to hear, listen)</span>
    </button>
  );
}

/** One utterance with the words that count marked, and the word that sounds now lit. */
import { Play } from 'lucide-react';
import { Fragment } from 'react';
import type { Utterance } from '../../../shared/domain/utterance.ts';
import { clock } from '../../format/time.ts';
import { IconButton } from '../../ui/Button.tsx';
import { tokensOf } from './evidence.ts';
import { useSoundingWord } from './playback.ts';
import { SPEAKER_WORDS } from './speakers.ts';

export interface TranscriptLineProps {
  readonly utterance: Utterance;
  readonly marked: ReadonlySet<number>;
  /** Stands beside the evidence for its sense, and is no evidence itself. */
  readonly isContext?: boolean;
  readonly onPlay: (utterance: Utterance) => void;
}

export function TranscriptLine({ utterance, marked, isContext, onPlay }: TranscriptLineProps) {
  const sounding = useSoundingWord(utterance);
  const tokens = tokensOf(utterance.text);
  return (
    <li className="transcript-line" data-context={isContext || undefined}>
      <span className="transcript-time tabular">{clock(utterance.startMs)}</span>
      <div>
        <span className="transcript-speaker" data-role={utterance.speaker}>
          {SPEAKER_WORDS[utterance.speaker]}
        </span>
        <p className="transcript-text">
          {tokens.map((token, index) => {
            const isMarked = marked.has(index);
            const goesOn = isMarked && marked.has(index + 1);
            const Word = isMarked ? 'mark' : 'span';
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a word is its number in the utterance
              <Fragment key={index}>
                <Word data-now={index === sounding || undefined}>
                  {token}
                  {goesOn && ' '}
                </Word>
                {!goesOn && ' '}
              </Fragment>
            );
          })}
        </p>
      </div>
      <IconButton icon={Play} label={`Play from ${clock(utterance.startMs)}`} onPress={() => onPlay(utterance)} />
    </li>
  );
}

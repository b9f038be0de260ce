/** A line heard again, beside the line as it stands: nothing of it counts before it is accepted. */
import { Check, Ear } from 'lucide-react';
import { useState } from 'react';
import type { CorrectionInput, HeardAgain } from '../../../shared/contract.ts';
import type { Utterance } from '../../../shared/domain/utterance.ts';
import type { Span } from '../../../shared/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { tokensOf } from './evidence.ts';
import { TranscriptWords } from './TranscriptWords.tsx';

export interface HearAgainProps {
  readonly sessionId: string;
  readonly utterance: Utterance;
  readonly onPlay: (span: Span) => void;
  readonly onCorrect: (correction: CorrectionInput) => void;
  readonly onClose: () => void;
}

export function HearAgain({ sessionId, utterance, onPlay, onCorrect, onClose }: HearAgainProps) {
  const { id: utteranceId, text } = utterance;
  const recognisers = useRead('recognisers.list', {});
  const action = useAction();
  const [heard, setHeard] = useState<readonly HeardAgain[]>([]);
  const usable = (recognisers.data ?? []).filter(({ state }) => state === 'good');
  const left = usable.filter(({ name }) => !heard.some(({ recogniser }) => recogniser === name));

  const hear = async (recogniser: string): Promise<void> => {
    const done = await action.run('review.hearAgain', { sessionId, utteranceId, recogniser });
    if (done !== null) setHeard((before) => [...before, done.value]);
  };
  return (
    <section className="hear-again" aria-label="Heard again">
      {heard.map(({ recogniser, agrees, readings }) => (
        <div key={recogniser} className="hear-again-result">
          <p className="small muted">
            {recogniser} heard {summary(agrees, readings.length)}
          </p>
          {readings.map((reading) => (
            <div key={reading.id} className="hear-again-reading">
              <TranscriptWords
                utterance={{ ...utterance, text: reading.text, words: reading.words }}
                marked={changedTokens(text, reading.text)}
                onPlayWord={onPlay}
              />
              <Button
                icon={Check}
                onPress={() => {
                  onCorrect({ kind: 'reading', utteranceId, readingId: reading.id });
                  onClose();
                }}
              >
                Take these words
              </Button>
            </div>
          ))}
        </div>
      ))}
      <ErrorNote error={action.error} />
      <div className="row">
        {left.map(({ name }) => (
          <Button key={name} icon={Ear} isDisabled={action.isBusy} onPress={() => void hear(name)}>
            {action.isBusy ? 'Listening…' : `Hear with ${name}`}
          </Button>
        ))}
        <Button variant="quiet" onPress={onClose}>
          {heard.length === 0 ? 'Cancel' : 'Keep the line as it stands'}
        </Button>
      </div>
    </section>
  );
}

function summary(agrees: boolean, others: number): string {
  if (others === 0) return agrees ? 'the same words.' : 'no words here that it could be sure of.';
  return agrees ? 'the same words, and on a closer look:' : 'this:';
}

/** Numbers of the words of `now` between what both texts begin and end with. */
export function changedTokens(before: string, now: string): ReadonlySet<number> {
  const old = tokensOf(before);
  const fresh = tokensOf(now);
  let from = 0;
  while (from < old.length && from < fresh.length && old[from] === fresh[from]) from += 1;
  let kept = 0;
  const most = Math.min(old.length, fresh.length) - from;
  while (kept < most && old[old.length - 1 - kept] === fresh[fresh.length - 1 - kept]) kept += 1;
  return new Set(Array.from({ length: fresh.length - kept - from }, (_, index) => from + index));
}

/** What has been understood so far. Marked as a preview: the note is written from a second, careful pass. */
import { Fragment, useEffect, useRef } from 'react';
import type { PreviewState } from '../../../shared/contract.ts';
import { DOUBTFUL_WORD_P } from '../../../shared/domain/utterance.ts';
import { clock } from '../../format/time.ts';
import { type PreviewLine, useLiveSession } from '../../state/LiveSession.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { SPEAKER_WORDS } from '../review/speakers.ts';
import '../../ui/words.css';

const STATE_WORDS: Readonly<Record<PreviewState, string | null>> = {
  starting: 'Getting ready to show words. The recording is already running.',
  on: null,
  behind: 'This computer is busy, so some words are left out here. The recording has all of them.',
  off: 'No words can be shown while recording. The recording is not affected: the note is written after the stop.',
};

export interface LivePreviewProps {
  readonly sessionId: string;
  readonly state: PreviewState;
}

export function LivePreview({ sessionId, state }: LivePreviewProps) {
  const { lines } = useLiveSession(sessionId);
  const list = useRef<HTMLOListElement>(null);
  const newest = lines.at(-1)?.startMs;
  useEffect(() => {
    if (newest !== undefined && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [newest]);
  const message = STATE_WORDS[state];
  return (
    <section className="preview" aria-labelledby="preview-title">
      <div className="row">
        <h2 id="preview-title" className="panel-title">
          Words so far
        </h2>
        <Badge>Preview, not the note</Badge>
      </div>
      <p className="small soft preview-state" role="status">
        {message}
      </p>
      {lines.length === 0 ? (
        message === null && <p className="muted">Words appear here a few seconds after they are spoken.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <ol className="preview-lines" ref={list} tabIndex={0} aria-label="Words so far">
          {lines.map((line) => (
            <li key={line.startMs} data-role={line.speaker ?? undefined}>
              <span className="small muted tabular">{clock(line.startMs)}</span>
              <span>
                <span className="preview-speaker">{line.speaker ? SPEAKER_WORDS[line.speaker] : 'Someone'}</span>{' '}
                <PreviewText line={line} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function PreviewText({ line }: { readonly line: PreviewLine }) {
  return line.words.map((word, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a word is its number in the line
    <Fragment key={index}>
      {index > 0 && ' '}
      {word.p < DOUBTFUL_WORD_P ? <span className="doubtful-word">{word.text}</span> : word.text}
    </Fragment>
  ));
}

/** What has been understood so far. Marked as a preview: the note is written from a second, careful pass. */
import { useEffect, useRef } from 'react';
import { clock } from '../../format/time.ts';
import { useLiveSession } from '../../state/LiveSession.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { SPEAKER_WORDS } from '../review/speakers.ts';

export function LivePreview({ sessionId }: { readonly sessionId: string }) {
  const { lines } = useLiveSession(sessionId);
  const list = useRef<HTMLOListElement>(null);
  const newest = lines.at(-1)?.startMs;
  useEffect(() => {
    if (newest !== undefined && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [newest]);
  return (
    <section className="preview" aria-labelledby="preview-title">
      <div className="row">
        <h2 id="preview-title" className="panel-title">
          Words so far
        </h2>
        <Badge>Preview, not the note</Badge>
      </div>
      {lines.length === 0 ? (
        <p className="muted">Words appear here shortly after they are spoken.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <ol className="preview-lines" ref={list} tabIndex={0} aria-label="Words so far">
          {lines.map((line) => (
            <li key={line.startMs}>
              <span className="small muted tabular">{clock(line.startMs)}</span>
              <span>
                <span className="preview-speaker">{line.speaker ? SPEAKER_WORDS[line.speaker] : 'Someone'}</span>{' '}
                {line.text}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** Two recordings of one day that follow each other: perhaps one visit that was interrupted. */
import { Merge } from 'lucide-react';
import { useState } from 'react';
import type { SessionPair } from '../../../shared/contract.ts';
import { useNavigation } from '../../app/route.ts';
import { date, duration, timeOfDay } from '../../format/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';

export function JoinPart({ patientId }: { readonly patientId: string }) {
  const pairs = useRead('sessions.pairs', { patientId });
  const [asked, setAsked] = useState<SessionPair | null>(null);
  if (pairs.data === undefined || pairs.data.length === 0) return null;
  return (
    <>
      <ul className="join-pairs">
        {pairs.data.map((pair) => (
          <li key={pair.secondId}>
            <span>
              <strong>One visit, two recordings?</strong> {date(pair.dateOfService)}: {timeOfDay(pair.firstAt)},{' '}
              {duration(pair.firstMs)}, and {timeOfDay(pair.secondAt)}, {duration(pair.secondMs)}.
              {pair.refusal !== null && <span className="small muted join-refusal">{pair.refusal}</span>}
            </span>
            {pair.refusal === null && (
              <Button size="small" icon={Merge} onPress={() => setAsked(pair)}>
                Join them
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asked !== null && <JoinDialog pair={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function JoinDialog({ pair, onClose }: { readonly pair: SessionPair; readonly onClose: () => void }) {
  const { go } = useNavigation();
  const action = useAction();
  const announce = useAnnounce();
  const join = async (): Promise<void> => {
    const done = await action.run('sessions.merge', { firstId: pair.firstId, secondId: pair.secondId });
    if (done === null) return;
    announce({ text: 'Both recordings are one session now' });
    await action.run('pipeline.run', { sessionId: pair.firstId });
    go({ name: 'session', sessionId: pair.firstId });
  };
  return (
    <Dialog title="Join the two recordings?" isOpen onClose={onClose}>
      <dl className="recovery-facts">
        <div>
          <dt>First</dt>
          <dd>
            {timeOfDay(pair.firstAt)}, {duration(pair.firstMs)}
          </dd>
        </div>
        <div>
          <dt>Between</dt>
          <dd>{duration(pair.betweenMs)} without sound, shown in the transcript</dd>
        </div>
        <div>
          <dt>Second</dt>
          <dd>
            {timeOfDay(pair.secondAt)}, {duration(pair.secondMs)}
          </dd>
        </div>
      </dl>
      <p className="soft">
        They become one session with all words, marks and timers of both. Its note is written anew from both. This
        cannot be taken back.
      </p>
      <ErrorNote error={action.error} />
      <DialogActions>
        <Button size="large" onPress={onClose}>
          Keep them apart
        </Button>
        <Button size="large" variant="primary" icon={Merge} isDisabled={action.isBusy} onPress={() => void join()}>
          {action.isBusy ? 'Joining' : 'Join them'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

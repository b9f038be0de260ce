/** From sound to draft: how far it is, a way to cancel, and no need to wait here. */
import { Check, Circle, CirclePlay, LoaderCircle, RotateCcw, X } from 'lucide-react';
import { useEffect } from 'react';
import type { SessionHeader } from '../../../shared/domain/record.ts';
import { useNavigation } from '../../app/route.ts';
import { duration } from '../../format/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { overallShare, useProcessing } from '../../state/SessionProgress.tsx';
import { useAction } from '../../state/useAction.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { stagesToShow, stageWords } from './stageWords.ts';
import './processing.css';

const STEP_ICONS = { done: Check, now: LoaderCircle, ahead: Circle } as const;

export function ProcessingScreen({ session }: { readonly session: SessionHeader }) {
  const { go } = useNavigation();
  const state = useProcessing(session.id);
  const current = useRead('sessions.get', { sessionId: session.id });
  const job = useAction();
  const { refetch } = current;
  useEffect(() => {
    if (state.isDone || state.error !== null) void refetch();
  }, [state.isDone, state.error, refetch]);

  const isRunning = session.state === 'processing' && state.error === null;
  const run = (): void => void job.run('pipeline.run', { sessionId: session.id });
  const cancel = (): void => void job.run('pipeline.cancel', { sessionId: session.id });
  const stages = stagesToShow(state.latest?.stage ?? null, state.stagesSeen);
  const at = state.latest === null ? -1 : stages.indexOf(state.latest.stage);
  const wasCancelled = state.error?.code === 'cancelled';

  return (
    <main className="page">
      <div className="processing">
        <BackLink label="Patients" onPress={() => go({ name: 'caseload', patientId: session.patientId })} />
        {isRunning ? (
          <>
            <div>
              <h1>Writing the draft</h1>
              <p className="soft">
                The sound is safe. You can go on with another patient; the draft waits in your list.
              </p>
            </div>
            <div className="card stack" data-gap="3">
              <Progress
                label={state.latest === null ? 'Starting' : stageWords(state.latest.stage)}
                share={state.latest === null ? 0 : overallShare(state.latest)}
              />
              <ol className="stages" aria-label="Steps">
                {stages.map((stage, index) => {
                  const step = index < at ? 'done' : index === at ? 'now' : 'ahead';
                  return (
                    <li key={stage} data-step={step}>
                      <Icon of={STEP_ICONS[step]} size={16} />
                      {stageWords(stage)}
                      {step === 'done' && <span className="visually-hidden">, done</span>}
                    </li>
                  );
                })}
              </ol>
            </div>
            <div className="row" data-end>
              <Button size="large" icon={X} isDisabled={job.isBusy} onPress={cancel}>
                Cancel
              </Button>
              <Button
                size="large"
                variant="primary"
                onPress={() => go({ name: 'caseload', patientId: session.patientId })}
              >
                Next patient
              </Button>
            </div>
          </>
        ) : (
          <>
            <div>
              <h1>{session.state === 'interrupted' ? 'This recording was interrupted' : 'The sound is saved'}</h1>
              <p className="soft">
                {session.durationMs > 0 ? `${duration(session.durationMs)} of sound` : 'The sound'} is on this computer,
                encrypted. The note is not written yet.
              </p>
            </div>
            {state.error !== null && !wasCancelled && (
              <Banner tone="danger" isLive>
                {state.error.message}
              </Banner>
            )}
            {state.error === null && session.state === 'failed' && (
              <Banner tone="danger">Writing the draft failed the last time. Nothing of the sound was lost.</Banner>
            )}
            {wasCancelled && <Banner tone="info">Cancelled. What was done so far is kept.</Banner>}
            <div className="row">
              <Button
                size="huge"
                variant="primary"
                icon={state.error === null ? CirclePlay : RotateCcw}
                isDisabled={job.isBusy}
                onPress={run}
              >
                {state.error === null ? 'Write the note' : 'Try again'}
              </Button>
            </div>
          </>
        )}
        <ErrorNote error={job.error} />
      </div>
    </main>
  );
}

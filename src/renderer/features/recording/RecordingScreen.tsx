/** While the therapist treats: one look says that it records and hears; one press pauses, marks or stops. */
import { Bookmark, Pause, Play, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { RecordingStatus } from '../../../shared/contract.ts';
import { useRecordingClock } from '../../app/useRecordingClock.ts';
import { clock } from '../../format/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { useShortcuts } from '../../state/useShortcuts.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { LivePreview } from './LivePreview.tsx';
import { MicrophonePanel } from './MicrophonePanel.tsx';
import { StopButton } from './StopButton.tsx';
import { TimerPanel } from './TimerPanel.tsx';
import './recording.css';

const WORDS = { recording: 'Recording', paused: 'Paused', interrupted: 'No sound arrives' } as const;

export function RecordingScreen({ recording }: { readonly recording: RecordingStatus }) {
  const elapsedMs = useRecordingClock(recording);
  const session = useRead('sessions.get', { sessionId: recording.sessionId });
  const patients = useRead('patients.list', {});
  const [isAsking, setAsking] = useState(false);
  const control = useAction();
  const announce = useAnnounce();
  const patient = patients.data?.find((entry) => entry.patient.id === session.data?.patientId)?.patient;
  const isPaused = recording.state === 'paused';

  const toggle = (): void => void control.run(isPaused ? 'recording.resume' : 'recording.pause', {});
  const mark = async (): Promise<void> => {
    const done = await control.run('recording.mark', {});
    if (done !== null) announce({ text: `Marked at ${clock(elapsedMs)}` });
  };
  const stopped = (sessionId: string): void => void control.run('pipeline.run', { sessionId });
  useShortcuts({ r: toggle, ' ': toggle, m: () => void mark(), '.': () => setAsking(true) });

  return (
    <main className="recording" data-state={recording.state}>
      <section className="recording-stage" aria-label="Recording">
        <div className="recording-state">
          <h1 className="recording-word">
            {recording.state === 'recording' && <span className="record-dot" />}
            {recording.state === 'paused' && <Icon of={Pause} size={22} />}
            {recording.state === 'interrupted' && <Icon of={TriangleAlert} size={22} />}
            {WORDS[recording.state]}
          </h1>
          <p className="recording-clock tabular" role="timer" aria-label="Recorded time">
            {clock(elapsedMs)}
          </p>
          <p className="soft">{patient?.name}</p>
        </div>
        {isPaused && (
          <Banner tone="attention" isLive>
            Nothing is being recorded. Press Resume to go on.
          </Banner>
        )}
        {recording.message !== null && (
          <Banner tone={recording.state === 'interrupted' ? 'danger' : 'attention'} isLive>
            {recording.message}
          </Banner>
        )}
        <ErrorNote error={control.error} />
        <div className="recording-controls">
          <Button
            size="huge"
            variant={isPaused ? 'primary' : 'secondary'}
            icon={isPaused ? Play : Pause}
            keys="R"
            isDisabled={control.isBusy}
            onPress={toggle}
          >
            {isPaused ? 'Resume' : 'Pause'}
          </Button>
          <Button size="huge" icon={Bookmark} keys="M" onPress={() => void mark()}>
            Mark
          </Button>
          <StopButton size="huge" keys="." isAsking={isAsking} onAskingChange={setAsking} onStopped={stopped} />
        </div>
        <MicrophonePanel channels={recording.channels} state={recording.state} />
      </section>
      <aside className="recording-side" aria-label="Minutes and words">
        <TimerPanel sessionId={recording.sessionId} elapsedMs={elapsedMs} />
        <LivePreview sessionId={recording.sessionId} state={recording.preview} />
      </aside>
    </main>
  );
}

/** Ten seconds of the therapist alone, so that the two voices can be told apart; then the recording starts. */
import { CircleDot, Mic, RotateCcw, Save, UserRoundCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { EnrolmentResult } from '../../../shared/contract.ts';
import type { SessionHeader } from '../../../shared/domain/record.ts';
import { date } from '../../format/time.ts';
import { useAppEvent, useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { ArrayPicture } from '../../ui/ArrayPicture.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import type { Microphones } from '../microphones/useMicrophoneChoice.ts';
import { ChannelMeters } from '../recording/ChannelMeters.tsx';
import type { Meters } from '../recording/useMeters.ts';
import { VOICE_SAMPLE_TEXT } from './voiceSample.ts';

const SAMPLE_SECONDS = 10;

export interface VoiceStepProps {
  readonly session: SessionHeader;
  readonly microphones: Microphones;
  readonly onBack: () => void;
}

function useSecondsLeft(isRunning: boolean): number {
  const [left, setLeft] = useState(SAMPLE_SECONDS);
  useEffect(() => {
    if (!isRunning) {
      setLeft(SAMPLE_SECONDS);
      return undefined;
    }
    const timer = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return left;
}

export function VoiceStep({ session, microphones, onBack }: VoiceStepProps) {
  const [result, setResult] = useState<EnrolmentResult | null>(null);
  const [meters, setMeters] = useState<Meters | null>(null);
  const enrol = useAction();
  const start = useAction();
  const secondsLeft = useSecondsLeft(enrol.isBusy);
  useAppEvent((event) => {
    if (event.kind === 'meters') setMeters(event);
  });

  const target = { sessionId: session.id, ...microphones };
  const record = async (): Promise<void> => {
    setResult(null);
    setMeters(null);
    const done = await enrol.run('enrolment.record', target);
    if (done !== null) setResult(done.value);
  };
  const arrays = useRead('arrays.list', {});
  const array = arrays.data?.find(({ id }) => id === microphones.arrayId);
  const isAccepted = result?.accepted === true;
  const voices = useRead('voice.list', {});
  // Another array with as many microphones hears a voice in another way.
  const kept = voices.data?.find(
    ({ deviceId, channels, arrayId }) =>
      deviceId === microphones.deviceId && channels === microphones.channels && arrayId === microphones.arrayId,
  );
  const reuse = useAction();
  const keep = useAction();
  const announce = useAnnounce();
  const takeKept = async (): Promise<void> => {
    if (kept === undefined) return;
    const done = await reuse.run('voice.use', { sessionId: session.id, voiceId: kept.id });
    if (done !== null) setResult({ accepted: true, message: 'Your kept voice is used for this session.', speechMs: 0 });
  };
  const keepVoice = async (): Promise<void> => {
    if ((await keep.run('voice.keep', { sessionId: session.id })) === null) return;
    announce({ text: 'Your voice is kept for next time' });
    void voices.refetch();
  };

  return (
    <section className="card stack" data-gap="3">
      <h2>{isAccepted ? 'Ready' : 'Ten seconds of your voice'}</h2>
      {!isAccepted && (
        <>
          <p className="soft">Speak as you do in a session while nobody else talks. For example:</p>
          <blockquote className="consent-script">
            <p>{VOICE_SAMPLE_TEXT}</p>
          </blockquote>
        </>
      )}
      {enrol.isBusy && (
        <div className="voice-live" role="status">
          <span className="voice-count tabular">
            {secondsLeft}
            <span className="visually-hidden"> seconds left</span>
          </span>
          {array !== undefined && (
            <ArrayPicture
              name={array.name}
              places={array.places}
              heard={(meters?.verdicts ?? []).map((verdict, channel) => ({
                verdict,
                rmsDbFs: meters?.rmsDbFs[channel] ?? -90,
              }))}
            />
          )}
          <ChannelMeters meters={meters} />
        </div>
      )}
      {result && (
        <Banner tone={result.accepted ? 'good' : 'attention'} isLive>
          {result.message}
        </Banner>
      )}
      {!isAccepted && kept !== undefined && (
        <div className="row">
          <Button icon={UserRoundCheck} isDisabled={enrol.isBusy || reuse.isBusy} onPress={() => void takeKept()}>
            Use my voice of {date(kept.createdAt.slice(0, 10))}
          </Button>
          <span className="small soft">Record it anew when the array sits differently or you are hoarse.</span>
        </div>
      )}
      {isAccepted && (
        <div className="next-step">
          <Button
            size="huge"
            variant="record"
            icon={CircleDot}
            autoFocus
            isDisabled={start.isBusy}
            onPress={() => void start.run('recording.start', target)}
          >
            Start recording
          </Button>
        </div>
      )}
      <ErrorNote error={enrol.error ?? start.error ?? reuse.error ?? keep.error} />
      <div className="row">
        <Button size="large" variant="quiet" onPress={onBack} isDisabled={enrol.isBusy}>
          Back
        </Button>
        <span className="push" />
        {isAccepted && kept === undefined && (
          <Button size="large" icon={Save} isDisabled={keep.isBusy} onPress={() => void keepVoice()}>
            Keep my voice for next time
          </Button>
        )}
        {!isAccepted && (
          <>
            <Button
              size="large"
              isDisabled={enrol.isBusy || start.isBusy}
              onPress={() => void start.run('recording.start', target)}
            >
              Skip and record
            </Button>
            <Button
              size="large"
              variant="primary"
              icon={result === null ? Mic : RotateCcw}
              isDisabled={enrol.isBusy}
              onPress={() => void record()}
            >
              {enrol.isBusy ? 'Listening' : result === null ? 'Record my voice' : 'Try again'}
            </Button>
          </>
        )}
      </div>
      {isAccepted && kept === undefined && (
        <p className="small soft">
          A kept voice stays on this computer, encrypted. Delete it in the settings at any time.
        </p>
      )}
    </section>
  );
}

/** Every microphone's level, and one sentence when one of them needs a hand. */
import type { RecordingStatus } from '../../../shared/contract.ts';
import type { ChannelVerdict } from '../../../shared/domain/audio.ts';
import { ChannelMeter } from '../../ui/ChannelMeter.tsx';
import { useMeters } from './useMeters.ts';

const SILENCE_DBFS = -90;
const SUMMARIES = { paused: 'Paused.', interrupted: 'None of them is heard.' } as const;

export interface MicrophonePanelProps {
  readonly channels: number;
  readonly state: RecordingStatus['state'];
}

export function microphoneSummary(verdicts: readonly ChannelVerdict[]): string {
  const bad = verdicts.filter((verdict) => verdict !== 'good').length;
  if (verdicts.length === 0) return 'Waiting for the first sound.';
  if (bad === 0) return verdicts.length === 1 ? 'The microphone hears well.' : 'All microphones hear well.';
  if (bad === verdicts.length) return 'No microphone hears well. Check the plug and where the array sits.';
  return `${bad} of ${verdicts.length} need a look. The recording goes on with the others.`;
}

export function MicrophonePanel({ channels, state }: MicrophonePanelProps) {
  const lastMeters = useMeters();
  // The last levels before sound stopped arriving say nothing about now.
  const meters = state === 'interrupted' ? null : lastMeters;
  const verdictNow: ChannelVerdict = state === 'interrupted' ? 'dead' : 'good';
  const isPaused = state === 'paused';
  const numbers = Array.from({ length: channels }, (_, channel) => channel);
  return (
    <section className="microphones" aria-labelledby="microphones-title">
      <div className="row microphones-head">
        <h2 id="microphones-title" className="panel-title">
          Microphones
        </h2>
        <p className="small soft push" role="status">
          {state === 'recording' ? microphoneSummary(meters?.verdicts ?? []) : SUMMARIES[state]}
        </p>
      </div>
      <ul className="channel-meters">
        {numbers.map((channel) => (
          <ChannelMeter
            key={channel}
            channel={channel}
            verdict={meters?.verdicts[channel] ?? verdictNow}
            peakDbFs={meters?.peakDbFs[channel] ?? SILENCE_DBFS}
            rmsDbFs={meters?.rmsDbFs[channel] ?? SILENCE_DBFS}
            isPaused={isPaused}
          />
        ))}
      </ul>
    </section>
  );
}

/** The levels of every microphone that is heard now; nothing before the first of them has come. */
import { ChannelMeter } from '../../ui/ChannelMeter.tsx';
import type { Meters } from './useMeters.ts';

const SILENCE_DBFS = -90;

export function ChannelMeters({ meters }: { readonly meters: Meters | null }) {
  return (
    <ul className="channel-meters">
      {(meters?.verdicts ?? []).map((verdict, channel) => (
        <ChannelMeter
          // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its number
          key={channel}
          channel={channel}
          verdict={verdict}
          peakDbFs={meters?.peakDbFs[channel] ?? SILENCE_DBFS}
          rmsDbFs={meters?.rmsDbFs[channel] ?? SILENCE_DBFS}
        />
      ))}
    </ul>
  );
}

/**
 * The level of one microphone. Good and bad differ in word, in icon and in the form of the bar (solid or striped),
 * so that one glance from a metre away is enough, whatever colours the eye can tell apart.
 */
import { CircleCheck, CircleOff, Pause, TriangleAlert, Volume1, ZapOff } from 'lucide-react';
import type { ChannelVerdict } from '../../shared/domain/audio.ts';
import { Icon } from './Icon.tsx';
import './channelMeter.css';

const QUIETEST_DBFS = -60;
const TOO_QUIET_DBFS = -50;

type Reading = 'good' | 'quiet' | 'dead' | 'clipping' | 'odd';

const WORDS: Readonly<Record<Reading, { readonly word: string; readonly icon: typeof CircleCheck }>> = {
  good: { word: 'Good', icon: CircleCheck },
  quiet: { word: 'Quiet', icon: Volume1 },
  dead: { word: 'No sound', icon: CircleOff },
  clipping: { word: 'Too loud', icon: TriangleAlert },
  odd: { word: 'Check plug', icon: ZapOff },
};

const PAUSED = { word: 'Paused', icon: Pause };

/** Full scale is 1, the quietest level shown is 0. */
export function meterShare(levelDbFs: number): number {
  return Math.min(1, Math.max(0, 1 - levelDbFs / QUIETEST_DBFS));
}

export function readingOf(verdict: ChannelVerdict, rmsDbFs: number): Reading {
  if (verdict !== 'good') return verdict;
  return rmsDbFs < TOO_QUIET_DBFS ? 'quiet' : 'good';
}

export interface ChannelMeterProps {
  readonly channel: number;
  readonly peakDbFs: number;
  readonly rmsDbFs: number;
  readonly verdict: ChannelVerdict;
  readonly isPaused?: boolean;
}

export function ChannelMeter({ channel, peakDbFs, rmsDbFs, verdict, isPaused }: ChannelMeterProps) {
  const reading = readingOf(verdict, rmsDbFs);
  const { word, icon } = isPaused ? PAUSED : WORDS[reading];
  const level = isPaused ? 0 : meterShare(rmsDbFs);
  const peak = isPaused ? 0 : meterShare(peakDbFs);
  return (
    <li className="channel-meter" data-reading={isPaused ? 'paused' : reading}>
      <span className="channel-meter-name">Mic {channel + 1}</span>
      <span className="channel-meter-track" aria-hidden="true">
        <span className="channel-meter-fill" style={{ transform: `scaleX(${level})` }} />
        <span className="channel-meter-peak" style={{ left: `${peak * 100}%` }} />
      </span>
      <span className="channel-meter-word">
        <Icon of={icon} size={16} />
        {word}
      </span>
    </li>
  );
}

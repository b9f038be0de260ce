/**
 * Cuts a running recording into chunks of speech as it comes: a chunk ends after a short silence, or where it is
 * least like speech once it is so long that the therapist would wait for its words.
 */
import { VAD_STEP } from '../vad/vadModel.ts';

/** Samples on the recording's clock. */
export interface SpeechChunk {
  readonly startSample: number;
  readonly endSample: number;
}

export interface SpeechGate {
  /** @param p of the next VAD_STEP samples; @returns a chunk that ended with them */
  push(p: number): SpeechChunk | null;
  /** The sound breaks off here (pause, lost microphone, stop): what is open ends. */
  breakOff(): SpeechChunk | null;
}

/** Low thresholds: in noise speech scores low, and who speaks is decided afterwards. */
const START_P = 0.4;
const STOP_P = 0.25;
const SILENCE_STEPS = 14;
/** Onsets are found late, and soft ones very late. */
const LEAD_STEPS = 10;
const MIN_SPEECH_STEPS = 6;
/** 4.5 s: a word is then at most so old when its chunk ends. */
const MAX_STEPS = 140;
/** A forced cut looks for its place in the last second and a half. */
const CUT_SEARCH_STEPS = 47;

export function createSpeechGate(startSample: number): SpeechGate {
  let step = 0;
  let open: { start: number; spoken: number; lastSpeech: number; readonly p: number[] } | null = null;
  /** No chunk reaches back into one that is out already. */
  let earliest = 0;

  const sampleOf = (at: number): number => startSample + at * VAD_STEP;

  function end(at: number): SpeechChunk | null {
    const chunk = open;
    open = null;
    if (!chunk) return null;
    earliest = at;
    if (chunk.spoken < MIN_SPEECH_STEPS) return null;
    return { startSample: sampleOf(chunk.start), endSample: sampleOf(at) };
  }

  function cutAtQuietest(): SpeechChunk | null {
    const { p, start } = open!;
    let cut = p.length - 1;
    for (let i = p.length - CUT_SEARCH_STEPS; i < p.length; i += 1) if (p[i]! < p[cut]!) cut = i;
    const rest = p.slice(cut);
    const chunk = end(start + cut);
    const spoken = rest.filter((value) => value >= STOP_P).length;
    open = { start: start + cut, spoken, lastSpeech: step - 1, p: rest };
    return chunk;
  }

  return {
    push(p) {
      const at = step;
      step += 1;
      if (!open) {
        if (p < START_P) return null;
        const start = Math.max(earliest, at - LEAD_STEPS);
        open = { start, spoken: 0, lastSpeech: at, p: new Array<number>(at - start).fill(0) };
      }
      open.p.push(p);
      if (p >= STOP_P) {
        open.spoken += 1;
        open.lastSpeech = at;
      }
      if (at - open.lastSpeech >= SILENCE_STEPS) return end(step);
      return open.p.length >= MAX_STEPS ? cutAtQuietest() : null;
    },
    breakOff: () => end(step),
  };
}

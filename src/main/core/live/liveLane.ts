/**
 * The live lane: follows a recording's journal, finds speech in it, asks the front end who it was and the recogniser
 * what was said. Everything here is a preview: it is told once and kept nowhere.
 */
import type { FollowedFrame, JournalFollower } from '../../../audio/journal/followJournal.ts';
import { deinterleave } from '../../../audio/journal/openJournalSource.ts';
import type { LiveFrontEnd, LiveSpeech } from '../../../audio/live/liveFrontEnd.ts';
import { createSoundWindow, type SoundWindow } from '../../../audio/live/soundWindow.ts';
import { createSpeechGate, type SpeechChunk, type SpeechGate } from '../../../audio/live/speechGate.ts';
import type { Recogniser } from '../../../audio/transcribe/recogniser.ts';
import { isInvented, type StockPhrases } from '../../../audio/transcribe/stockPhrases.ts';
import { isBareGuess, leansOnNoSound, meanProbability } from '../../../audio/transcribe/unsupportedText.ts';
import { VAD_STEP, type VadModel, type VadStreams } from '../../../audio/vad/vadModel.ts';
import { SAMPLE_RATE_HZ } from '../../../shared/domain/audio.ts';
import type { LiveLine, LiveNews } from './liveContract.ts';

export interface LiveLaneDeps {
  readonly follower: JournalFollower;
  readonly frontEnd: LiveFrontEnd;
  readonly recogniser: Recogniser;
  readonly vad: VadModel;
  readonly stockPhrases: StockPhrases;
  readonly tell: (news: LiveNews) => void;
  readonly wait: (ms: number) => Promise<void>;
  readonly nowMs: () => number;
}

const LOOK_EVERY_MS = 150;
const ALIVE_EVERY_MS = 5000;
/** What the front end is given of the past: enough to know the noise and who is near. */
const CONTEXT_SAMPLES = 8 * SAMPLE_RATE_HZ;
/** What it must do with while the machine is busy: looking back takes as long as looking at the chunk itself. */
const SHORT_CONTEXT_SAMPLES = 3 * SAMPLE_RATE_HZ;
/** Chunk, context and what may pile up while the recogniser works. */
const KEPT_SAMPLES = 40 * SAMPLE_RATE_HZ;
/** A chunk whose first word would be this old on the screen is left out, so that the next one is in time. */
const TOO_LATE_MS = 9500;
const CAUGHT_UP_MS = 4000;
/** How much the newest chunk's duration of work says about the next one's. */
const WORK_SMOOTHING = 0.5;
const MS_PER_SAMPLE = 1000 / SAMPLE_RATE_HZ;

interface Stream {
  readonly window: SoundWindow;
  readonly gate: SpeechGate;
  readonly speech: VadStreams;
  /** First sample the speech detector has not seen. */
  detectedTo: number;
}

/** Ends when the signal fires. @throws AppFailure of the recogniser or the models */
export async function runLiveLane(deps: LiveLaneDeps, signal: AbortSignal): Promise<void> {
  const { follower, frontEnd, tell } = deps;
  const gain = await frontEnd.gain();
  const chunks: SpeechChunk[] = [];
  let stream = null as Stream | null;
  let isBehind = false;
  /** What a chunk takes from its turn to the screen, as of late. */
  let workMs = 0;
  let aliveAtMs = deps.nowMs();
  tell({ kind: 'pace', pace: 'ready' });

  async function take(frame: FollowedFrame): Promise<void> {
    if (frame.kind === 'break') {
      const ended = stream?.gate.breakOff();
      if (ended) chunks.push(ended);
      // What is said after a break is not the rest of what was said before it.
      return;
    }
    const channelCount = follower.channelCount ?? 1;
    stream ??= openStream(deps.vad, channelCount, frame.firstSample);
    stream.window.append(deinterleave(frame.pcm, channelCount));
    chunks.push(...(await detect(stream, gain)));
  }

  /** Keeps the preview at the edge of what is being said, if need be by leaving something out. */
  function dropLate(edge: number): void {
    while (chunks.length > 1 && (edge - chunks[0]!.startSample) * MS_PER_SAMPLE + workMs > TOO_LATE_MS) {
      chunks.shift();
      if (!isBehind) tell({ kind: 'pace', pace: 'behind' });
      isBehind = true;
    }
  }

  function catchUp(): void {
    if (isBehind) tell({ kind: 'pace', pace: 'ready' });
    isBehind = false;
  }

  while (!signal.aborted) {
    for (const frame of follower.next()) await take(frame);
    if (stream) dropLate(stream.window.endSample);
    const chunk = chunks.shift();
    if (chunk && stream) {
      const startedMs = deps.nowMs();
      const context = isBehind ? SHORT_CONTEXT_SAMPLES : CONTEXT_SAMPLES;
      for (const line of await hearChunk(chunk, context, stream.window, deps, signal)) tell({ kind: 'line', line });
      workMs += WORK_SMOOTHING * (deps.nowMs() - startedMs - workMs);
      if ((stream.window.endSample - chunk.endSample) * MS_PER_SAMPLE < CAUGHT_UP_MS) catchUp();
    } else {
      catchUp();
      await deps.wait(LOOK_EVERY_MS);
    }
    if (deps.nowMs() - aliveAtMs >= ALIVE_EVERY_MS) {
      aliveAtMs = deps.nowMs();
      tell({ kind: 'alive' });
    }
  }
}

function openStream(vad: VadModel, channelCount: number, startSample: number): Stream {
  return {
    window: createSoundWindow(channelCount, KEPT_SAMPLES, startSample),
    gate: createSpeechGate(startSample),
    speech: vad.open(1),
    detectedTo: startSample,
  };
}

async function detect(stream: Stream, gain: number): Promise<SpeechChunk[]> {
  const { window, gate, speech } = stream;
  const steps = Math.floor((window.endSample - stream.detectedTo) / VAD_STEP);
  if (steps === 0) return [];
  const to = stream.detectedTo + steps * VAD_STEP;
  const [probabilities] = await speech.process([meanOf(window.slice(stream.detectedTo, to), gain)]);
  stream.detectedTo = to;
  return Array.from(probabilities!, (p) => gate.push(p)).filter((chunk) => chunk !== null);
}

function meanOf(channels: readonly Float32Array[], gain: number): Float32Array {
  const mean = new Float32Array(channels[0]!.length);
  for (const channel of channels)
    for (let i = 0; i < mean.length; i += 1) mean[i]! += (channel[i]! * gain) / channels.length;
  return mean;
}

async function hearChunk(
  chunk: SpeechChunk,
  contextSamples: number,
  window: SoundWindow,
  deps: LiveLaneDeps,
  signal: AbortSignal,
): Promise<LiveLine[]> {
  const start = Math.max(window.firstSample, chunk.startSample);
  const from = Math.max(window.firstSample, start - contextSamples);
  if (chunk.endSample <= start) return [];
  const sounds = await deps.frontEnd.hear(window.source(from, chunk.endSample), start - from, signal);
  const lines: LiveLine[] = [];
  for (const sound of sounds) {
    const line = await readSound(sound, from * MS_PER_SAMPLE, deps, signal);
    if (line) lines.push(line);
  }
  return lines;
}

async function readSound(
  { segment, samples, isRoleKnown }: LiveSpeech,
  originMs: number,
  { recogniser, stockPhrases }: LiveLaneDeps,
  signal: AbortSignal,
): Promise<LiveLine | null> {
  const heard = await recogniser.recognise({ samples, lane: 'live' }, signal);
  const startMs = Math.round(originMs + segment.startMs);
  const words = heard.words.map((word) => ({
    text: word.text,
    startMs: Math.round(startMs + word.startS * 1000),
    endMs: Math.round(startMs + word.endS * 1000),
    p: word.p,
  }));
  if (words.length === 0 || leansOnNoSound(words) || isBareGuess(words, heard.noSpeechP)) return null;
  const text = words.map((word) => word.text).join(' ');
  const leastP = Math.min(...words.map(({ p }) => p));
  if (isInvented(text, { meanP: meanProbability(words), leastP, noSpeechP: heard.noSpeechP }, stockPhrases))
    return null;
  const endMs = Math.round(originMs + segment.endMs);
  return { startMs, endMs, speaker: isRoleKnown ? segment.role : null, text, words };
}

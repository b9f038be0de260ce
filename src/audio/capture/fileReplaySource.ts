/**
 * Plays a WAV file as if it came from a microphone, in real time or faster: for the demonstration and for tests.
 * At its end it reports `ended` without an error.
 */
import { ok, type Result } from '../../shared/result.ts';
import { openWav, type WavSource } from '../wav/openWav.ts';
import { BYTES_PER_SAMPLE, type CaptureFormat, type CaptureSource, type CaptureSourceEvent } from './captureSource.ts';

const CHUNK_MS = 20;
const FULL_SCALE = 32768;

/** @param format.deviceId the file's path; missing channels are refused, spare ones left out */
export function createFileReplaySource(format: CaptureFormat, speed = 1): CaptureSource {
  let listener: (event: CaptureSourceEvent) => void = () => undefined;
  let wav: WavSource | null = null;
  let position = 0;
  let run = 0;

  async function play(source: WavSource, ownRun: number): Promise<void> {
    const chunkSamples = (format.sampleRateHz * CHUNK_MS) / 1000;
    const startedAt = performance.now();
    const startPosition = position;
    while (run === ownRun) {
      const elapsedMs = (performance.now() - startedAt) * speed;
      const due = startPosition + Math.floor((elapsedMs * format.sampleRateHz) / 1000);
      while (run === ownRun && position + chunkSamples <= due && position < source.frameCount) {
        const channels = await source.read(position, chunkSamples);
        if (run !== ownRun) return;
        position += channels[0]?.length ?? chunkSamples;
        listener({ kind: 'sound', pcm: interleave(channels.slice(0, format.channelCount)) });
      }
      if (position >= source.frameCount) {
        run += 1;
        listener({ kind: 'ended', error: null });
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, Math.max(1, CHUNK_MS / speed)));
    }
  }

  function go(): Result<null> {
    run += 1;
    const ownRun = run;
    if (wav)
      play(wav, ownRun).catch(() => {
        const error = { code: 'device_lost', message: 'The file could not be read any further.' } as const;
        if (run === ownRun) listener({ kind: 'ended', error });
      });
    return ok(null);
  }

  return {
    async start(onEvent) {
      listener = onEvent;
      const opened = await openWav(format.deviceId);
      if (!opened.ok) return opened;
      if (opened.value.channelCount < format.channelCount) {
        await opened.value.close();
        const message = `The file has ${opened.value.channelCount} channels, not ${format.channelCount}.`;
        return { ok: false, error: { code: 'invalid_input', message } };
      }
      wav = opened.value;
      return go();
    },
    async pause() {
      run += 1;
    },
    resume: async () => go(),
    async stop() {
      run += 1;
      listener = () => undefined;
      await wav?.close();
      wav = null;
    },
  };
}

function interleave(channels: readonly Float32Array[]): Buffer {
  const frames = channels[0]?.length ?? 0;
  const bytes = Buffer.alloc(frames * channels.length * BYTES_PER_SAMPLE);
  let offset = 0;
  for (let frame = 0; frame < frames; frame += 1)
    for (const channel of channels) {
      const value = Math.round((channel[frame] ?? 0) * FULL_SCALE);
      offset = bytes.writeInt16LE(Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, value)), offset);
    }
  return bytes;
}

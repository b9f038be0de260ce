/** A microphone and a clock under the test's control. */
import type { CaptureClock } from '../../src/audio/capture/captureClock.ts';
import type { CaptureNotice } from '../../src/audio/capture/captureNotice.ts';
import { type CaptureSession, createCaptureSession } from '../../src/audio/capture/captureSession.ts';
import type { CaptureSource, CaptureSourceEvent } from '../../src/audio/capture/captureSource.ts';
import type { SoundSink } from '../../src/audio/capture/soundSink.ts';
import { type AppError, ok, type Result } from '../../src/shared/result.ts';
import { soundBytes } from './journalFixture.ts';

export class FakeClock implements CaptureClock {
  #nowMs = 1000;
  #waits: { readonly atMs: number; readonly resolve: () => void }[] = [];
  #ticks: { readonly everyMs: number; nextMs: number; readonly action: () => void }[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waits.push({ atMs: this.#nowMs + ms, resolve });
    });
  }

  every(everyMs: number, action: () => void): () => void {
    const tick = { everyMs, nextMs: this.#nowMs + everyMs, action };
    this.#ticks.push(tick);
    return () => {
      this.#ticks = this.#ticks.filter((other) => other !== tick);
    };
  }

  /** Time goes by and nobody notices: the machine sleeps. */
  sleep(ms: number): void {
    this.#nowMs += ms;
    for (const tick of this.#ticks) tick.nextMs += ms;
  }

  /** Lets time pass in small steps, and everything that waited for it happen. */
  async pass(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    while (this.#nowMs < endMs) {
      this.#nowMs = Math.min(endMs, this.#nowMs + 50);
      for (const tick of this.#ticks)
        if (tick.nextMs <= this.#nowMs) {
          tick.nextMs += tick.everyMs;
          tick.action();
        }
      const due = this.#waits.filter((wait) => wait.atMs <= this.#nowMs);
      this.#waits = this.#waits.filter((wait) => wait.atMs > this.#nowMs);
      for (const wait of due) wait.resolve();
      await settle();
    }
  }
}

/** Lets everything that only waits for promises go on. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

export class FakeMicrophone implements CaptureSource {
  isRunning = false;
  starts = 0;
  /** What the next starts answer; empty: they work. */
  refusals: AppError[] = [];
  position = 0;
  readonly channels: number;
  #listener: (event: CaptureSourceEvent) => void = () => undefined;

  constructor(channels: number) {
    this.channels = channels;
  }

  async start(listener: (event: CaptureSourceEvent) => void): Promise<Result<null>> {
    this.#listener = listener;
    return this.resume();
  }

  async resume(): Promise<Result<null>> {
    this.starts += 1;
    const error = this.refusals.shift();
    if (error) return { ok: false, error };
    this.isRunning = true;
    return ok(null);
  }

  async pause(): Promise<void> {
    this.isRunning = false;
  }

  async stop(): Promise<void> {
    this.isRunning = false;
  }

  /** The next samples of the known sound. */
  play(samples: number): void {
    const pcm = soundBytes(this.position, samples, this.channels);
    this.position += samples;
    this.tell({ kind: 'sound', pcm });
  }

  tell(event: CaptureSourceEvent): void {
    if (event.kind === 'ended') this.isRunning = false;
    this.#listener(event);
  }
}

export async function startedSession(
  sink: SoundSink,
  options: { readonly channels?: number; readonly freeBytes?: () => number } = {},
) {
  const channels = options.channels ?? 2;
  const clock = new FakeClock();
  const microphone = new FakeMicrophone(channels);
  const notices: CaptureNotice[] = [];
  const session: CaptureSession = createCaptureSession({
    source: microphone,
    sink,
    channelCount: channels,
    sampleRateHz: 16000,
    clock,
    freeBytes: options.freeBytes ?? null,
    emit: (notice) => notices.push(notice),
  });
  const starting = session.start();
  await settle();
  microphone.play(1600);
  const started = await starting;
  if (!started.ok) throw new Error(started.error.message);
  const kinds = () => notices.filter((notice) => notice.kind !== 'meters').map((notice) => notice.kind);
  return { session, clock, microphone, notices, kinds };
}

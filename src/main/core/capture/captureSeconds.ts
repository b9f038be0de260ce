/** Records a short piece into memory: nothing of it ever reaches the disk. */
import type { CaptureNotice } from '../../../audio/capture/captureNotice.ts';
import { type CaptureAdapter, DEFAULT_ADAPTER } from '../../../audio/capture/chooseSource.ts';
import { deinterleave } from '../../../audio/journal/openJournalSource.ts';
import { SAMPLE_RATE_HZ } from '../../../shared/domain/audio.ts';
import { type AppError, fail, ok, type Result } from '../../../shared/result.ts';
import type { ProcessHost } from '../host/processHost.ts';
import { CAPTURE_PROCESS_FILE, startCaptureChild } from './captureChild.ts';

export interface CaptureSecondsOptions {
  readonly host: ProcessHost;
  readonly deviceId: string;
  readonly channels: number;
  readonly seconds: number;
  readonly adapter?: CaptureAdapter;
  readonly onEvent?: (notice: CaptureNotice) => void;
  readonly onFeed?: (feed: (pcm: Uint8Array, lostMs: number) => void) => void;
  readonly signal?: AbortSignal;
  readonly entryFile?: string;
}

export interface CapturedSound {
  readonly channels: readonly Float32Array[];
  readonly sampleRateHz: number;
}

/** Room for what arrives while the end is being noticed. */
const SPARE_SECONDS = 2;

export async function captureSeconds(options: CaptureSecondsOptions): Promise<Result<CapturedSound>> {
  const wanted = Math.round(options.seconds * SAMPLE_RATE_HZ);
  let finish: (error: AppError | null) => void = () => undefined;
  const finished = new Promise<AppError | null>((resolve) => {
    finish = resolve;
  });
  const child = startCaptureChild(options.host, options.entryFile ?? CAPTURE_PROCESS_FILE, {
    notice: (notice) => {
      options.onEvent?.(notice);
      if (notice.kind === 'meters' && notice.storedSamples >= wanted) finish(null);
      if (notice.kind === 'interrupted' || notice.kind === 'stopped') finish('error' in notice ? notice.error : null);
    },
    exit: () => finish({ code: 'device_lost', message: 'The recorder stopped unexpectedly. Try again.' }),
  });
  options.signal?.addEventListener('abort', () =>
    finish({ code: 'cancelled', message: 'The recording was cancelled.' }),
  );
  options.onFeed?.((pcm, lostMs) => child.feed(pcm, lostMs));
  try {
    const started = await child.command({
      kind: 'start',
      request: {
        deviceId: options.deviceId,
        channels: options.channels,
        adapter: options.adapter ?? DEFAULT_ADAPTER,
        destination: { kind: 'memory', maxSeconds: options.seconds + SPARE_SECONDS },
      },
    });
    if (!started.ok) return started;
    const error = await finished;
    if (error) return { ok: false, error };
    const stopped = await child.command({ kind: 'stop' });
    if (!stopped.ok) return stopped;
    const pcm = stopped.value.pcm;
    if (!pcm) return fail('internal', 'The recorder returned no sound.');
    const sound = Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength);
    const channels = deinterleave(sound, options.channels).map((samples) => samples.slice(0, wanted));
    return ok({ channels, sampleRateHz: SAMPLE_RATE_HZ });
  } finally {
    child.kill();
  }
}

/** The capture processes as the handlers see them: their notices become meters, states and plain sentences. */
import type { CaptureNotice } from '../../../audio/capture/captureNotice.ts';
import type { CaptureAdapter } from '../../../audio/capture/chooseSource.ts';
import { listInputDevices } from '../../../audio/capture/deviceList.ts';
import { SAMPLE_RATE_HZ } from '../../../shared/domain/audio.ts';
import { ok } from '../../../shared/result.ts';
import { startCapture } from '../capture/captureClient.ts';
import { captureSeconds } from '../capture/captureSeconds.ts';
import { type PageMicrophone, pageDeviceOf } from '../capture/pageMicrophone.ts';
import type { ProcessHost } from '../host/processHost.ts';
import type { PreviewRequest, StartPreview } from '../live/livePreview.ts';
import type { CaptureListener, CapturePort, CaptureRequest, SoundPort } from '../ports.ts';

/** Starts the work on a recording that goes on; `close` ends it. */
export type StartWorkAhead = (request: PreviewRequest & Pick<CaptureRequest, 'ownTerms'>) => { close(): Promise<void> };

export interface MicrophoneDeps {
  readonly host: ProcessHost;
  readonly sound: Pick<SoundPort, 'inspect'>;
  readonly adapter?: CaptureAdapter;
  /** Words while recording; without it there are none. */
  readonly preview?: StartPreview;
  /** Without it all work waits for the stop. */
  readonly workAhead?: StartWorkAhead;
  /** The page's own microphone; without it there is none to choose. */
  readonly page?: PageMicrophone;
}

export function createMicrophones({ host, sound, adapter, preview, workAhead, page }: MicrophoneDeps): CapturePort {
  /** Opens the page's microphone where that is the device, and says how its sound gets in. */
  function sourceOf(deviceId: string, channels: number) {
    const pageDevice = pageDeviceOf(deviceId);
    if (page === undefined || pageDevice === null)
      return { adapter, want: (_isWanted: boolean) => undefined, leave: () => undefined };
    return {
      adapter: { kind: 'page' } as const,
      onFeed: page.connect,
      want: (isWanted: boolean) => page.want(isWanted ? { deviceId: pageDevice, channels } : null),
      leave: () => {
        page.connect(null);
        page.want(null);
      },
    };
  }

  return {
    devices: () => listInputDevices(),

    async start(request, listener) {
      const { folder, sessionKey, trackId, sessionId, deviceId, channels } = request;
      const onEvent = (notice: CaptureNotice) => tell(notice, listener);
      const { want, leave, ...source } = sourceOf(deviceId, channels);
      want(true);
      const where = { folder, sessionKey, trackId, deviceId, channels };
      const started = await startCapture({ host, ...where, ...source, onEvent });
      if (!started.ok) {
        leave();
        return started;
      }
      const handle = started.value;
      // Only now: the words are for the sound that is being stored, and come after it in everything.
      const words = preview?.(request, {
        line: (line) => listener.preview?.(line),
        state: (state) => listener.previewState?.(state),
      });
      const ahead = workAhead?.(request);
      if (!words) listener.previewState?.('off');
      return ok({
        elapsedMs: () => handle.status().elapsedMs,
        async pause() {
          const paused = await handle.pause();
          // The microphone itself is let go: nobody has to trust that what it hears is thrown away.
          if (paused.ok) want(false);
          return paused;
        },
        async resume() {
          want(true);
          const resumed = await handle.resume();
          if (!resumed.ok && handle.status().state === 'paused') want(false);
          return resumed;
        },
        mark: () => void handle.mark('moment'),
        async stop() {
          const stopped = await handle.stop();
          leave();
          void words?.close();
          void ahead?.close();
          // What counts is what can be read back, also when the recorder did not end well.
          return stopped.ok ? sound.inspect({ folder, sessionKey, trackId, sessionId }) : stopped;
        },
      });
    },

    async listen({ deviceId, channels, seconds }, listener) {
      const onEvent = (notice: CaptureNotice) => tell(notice, listener);
      const { want, leave, ...source } = sourceOf(deviceId, channels);
      want(true);
      const taken = await captureSeconds({ host, deviceId, channels, seconds, ...source, onEvent });
      leave();
      return taken.ok ? ok(taken.value.channels) : taken;
    },
  };
}

const NOTHING_HEARD = 'Nothing at all is heard. Check that the microphones are on and not covered.';

function tell(notice: CaptureNotice, listener: CaptureListener): void {
  switch (notice.kind) {
    case 'meters': {
      const { storedSamples, peakDbFs, rmsDbFs, verdicts } = notice;
      const elapsedMs = Math.round((storedSamples * 1000) / SAMPLE_RATE_HZ);
      listener.meters({ elapsedMs, peakDbFs, rmsDbFs, verdicts });
      break;
    }
    case 'interrupted':
    case 'gaveUp':
      listener.state('interrupted', notice.error.message);
      break;
    case 'restored':
      listener.state('recording', 'The recording goes on. The gap is marked.');
      break;
    case 'lowSpace':
      listener.state('recording', 'The disk is nearly full. Free some space or stop soon.');
      break;
    case 'overrun':
      listener.state('recording', 'A moment of sound was lost because the computer was too busy.');
      break;
    case 'stopped':
      if (notice.error !== null) listener.state('interrupted', notice.error.message);
      break;
    case 'alarm':
      // A single microphone's trouble shows in the verdicts of the meters.
      if (notice.alarm.kind === 'silence') listener.state('recording', notice.alarm.isOn ? NOTHING_HEARD : null);
      break;
    default:
      notice satisfies never;
  }
}

/** The capture processes as the handlers see them: their notices become meters, states and plain sentences. */
import type { CaptureNotice } from '../../../audio/capture/captureNotice.ts';
import type { CaptureAdapter } from '../../../audio/capture/chooseSource.ts';
import { listInputDevices } from '../../../audio/capture/deviceList.ts';
import { SAMPLE_RATE_HZ } from '../../../shared/domain/audio.ts';
import { ok } from '../../../shared/result.ts';
import { startCapture } from '../capture/captureClient.ts';
import { captureSeconds } from '../capture/captureSeconds.ts';
import type { ProcessHost } from '../host/processHost.ts';
import type { StartPreview } from '../live/livePreview.ts';
import type { CaptureListener, CapturePort, SoundPort } from '../ports.ts';

export interface MicrophoneDeps {
  readonly host: ProcessHost;
  readonly sound: Pick<SoundPort, 'inspect'>;
  readonly adapter?: CaptureAdapter;
  /** Words while recording; without it there are none. */
  readonly preview?: StartPreview;
}

export function createMicrophones({ host, sound, adapter, preview }: MicrophoneDeps): CapturePort {
  return {
    devices: () => listInputDevices(),

    async start(request, listener) {
      const { folder, sessionKey, trackId, sessionId, deviceId, channels } = request;
      const onEvent = (notice: CaptureNotice) => tell(notice, listener);
      const started = await startCapture({ host, folder, sessionKey, trackId, deviceId, channels, adapter, onEvent });
      if (!started.ok) return started;
      const handle = started.value;
      // Only now: the words are for the sound that is being stored, and come after it in everything.
      const words = preview?.(request, {
        line: (line) => listener.preview?.(line),
        state: (state) => listener.previewState?.(state),
      });
      if (!words) listener.previewState?.('off');
      return ok({
        elapsedMs: () => handle.status().elapsedMs,
        pause: () => handle.pause(),
        resume: () => handle.resume(),
        mark: () => void handle.mark('moment'),
        async stop() {
          const stopped = await handle.stop();
          void words?.close();
          // What counts is what can be read back, also when the recorder did not end well.
          return stopped.ok ? sound.inspect({ folder, sessionKey, trackId, sessionId }) : stopped;
        },
      });
    },

    async listen({ deviceId, channels, seconds }, listener) {
      const onEvent = (notice: CaptureNotice) => tell(notice, listener);
      const taken = await captureSeconds({ host, deviceId, channels, seconds, adapter, onEvent });
      return taken.ok ? ok(taken.value.channels) : taken;
    },
  };
}

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
      // The verdicts of the meters show it.
      break;
    default:
      notice satisfies never;
  }
}

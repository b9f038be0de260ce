/**
 * Capture through node-record-lpcm16, the default: on Linux with our own arecord definition (short periods), elsewhere
 * with its `rec`. Its `sox` recorder binds the format to the wrong side and mixes channels above the device's
 * default, so it is used for one or two channels only. Its pause (SIGSTOP) lets a sound server hand over what was
 * said meanwhile, so a pause here is a stop and a new start.
 */
import { fileURLToPath } from 'node:url';
import lpcm16 from 'node-record-lpcm16';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { CaptureFormat, CaptureSource } from './captureSource.ts';
import { createRecorderSource } from './recorderSource.ts';

export type RecorderName = 'arecord' | 'rec' | 'sox';

const SHORT_PERIOD_ARECORD = fileURLToPath(new URL('./recorders/arecordShortPeriod.cjs', import.meta.url));
const SOX_MAX_CHANNELS = 2;

export function createNodeRecordSource(
  format: CaptureFormat,
  recorder: RecorderName = defaultRecorder(),
): Result<CaptureSource> {
  if (recorder === 'sox' && format.channelCount > SOX_MAX_CHANNELS)
    return fail('invalid_input', 'The recorder "sox" cannot take more than 2 channels apart. Use arecord or rec.');
  const spawn = (wanted: CaptureFormat) => {
    if (recorder === 'rec') chooseRecDevice(wanted.deviceId);
    return lpcm16.record({
      recorder: recorder === 'arecord' ? SHORT_PERIOD_ARECORD : recorder,
      device: wanted.deviceId,
      channels: wanted.channelCount,
      sampleRate: wanted.sampleRateHz,
      audioType: 'raw',
    }).process;
  };
  return ok(createRecorderSource({ program: recorder, spawn }, format));
}

function defaultRecorder(): RecorderName {
  if (process.platform === 'linux') return 'arecord';
  return process.platform === 'win32' ? 'sox' : 'rec';
}

/** The library ignores `device` for rec, which reads its device from the environment. */
function chooseRecDevice(deviceId: string): void {
  process.env.AUDIODEV = deviceId;
  if (process.platform === 'linux') process.env.AUDIODRIVER = 'alsa';
}

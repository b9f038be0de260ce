/** What `record` may be asked for, checked before a microphone is touched. */
import { fail, ok, type Result } from '../../../shared/result.ts';

export interface RecordRequest {
  readonly device: string;
  readonly channels: number;
  readonly seconds: number;
  readonly folder: string;
}

/** As typed: numbers still are text. */
export interface RecordArguments {
  readonly device: string | undefined;
  readonly channels: string | undefined;
  readonly seconds: string | undefined;
  readonly out: string | undefined;
}

const MAX_CHANNELS = 16;
const MAX_SECONDS = 12 * 3600;

export function checkRecordArguments(given: RecordArguments): Result<RecordRequest> {
  if (!given.device)
    return fail('invalid_input', 'Name the microphone with --device; "default" is the one of the system.');
  if (given.device.startsWith('-')) return fail('invalid_input', `"${given.device}" is no name of a microphone.`);
  if (!given.out) return fail('invalid_input', 'Name the folder for the recording with --out.');
  const channels = wholeNumber(given.channels);
  if (channels === null || channels < 1 || channels > MAX_CHANNELS)
    return fail('invalid_input', `--channels takes a whole number from 1 to ${MAX_CHANNELS}.`);
  const seconds = positiveNumber(given.seconds);
  if (seconds === null || seconds > MAX_SECONDS)
    return fail('invalid_input', `--seconds takes a number above 0 and up to ${MAX_SECONDS} (12 hours).`);
  return ok({ device: given.device, channels, seconds, folder: given.out });
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : null;
}

function positiveNumber(text: string | undefined): number | null {
  if (text === undefined || !/^\d{1,6}(\.\d{1,3})?$/.test(text)) return null;
  return Number(text) > 0 ? Number(text) : null;
}

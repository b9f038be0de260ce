/** Reads what arecord and sox write to stderr, and turns it into events and into advice. */
import type { AppError } from '../../shared/result.ts';

const ADVICE: readonly (readonly [pattern: RegExp, code: AppError['code'], message: (device: string) => string])[] = [
  [
    /no such (?:file or directory|device)|unknown pcm|cannot find card|invalid card|can't open input|can not open audio device/i,
    'device_unavailable',
    (device) => `There is no microphone "${device}". Plug it in, or choose another one from the list.`,
  ],
  [
    /device or resource busy/i,
    'device_unavailable',
    (device) => `The microphone "${device}" is used by another program. Close that program and try again.`,
  ],
  [
    /permission denied|operation not permitted/i,
    'device_unavailable',
    (device) => `The microphone "${device}" may not be used. Allow this user to record sound.`,
  ],
  [
    /channels? count non available|channels? count.*not available|cannot set channel/i,
    'device_unavailable',
    (device) => `The microphone "${device}" does not have that many channels. Choose fewer.`,
  ],
  [
    /sample format non available|unable to install hw params|rate is not accurate/i,
    'device_unavailable',
    (device) =>
      `The microphone "${device}" does not deliver 16-bit sound at 16 kHz. Choose its "plughw" or "default" entry.`,
  ],
  [
    /connection refused|connection terminated|input\/output error/i,
    'device_unavailable',
    (device) => `The sound system did not answer for "${device}". Check that it runs, then try again.`,
  ],
];

/** The recorder went away on its own. @param heard whether it ever delivered sound */
export function recorderEnded(device: string, stderr: string, heard: boolean): AppError {
  const known = ADVICE.find(([pattern]) => pattern.test(stderr));
  if (known) {
    const [, code, message] = known;
    return { code: heard ? 'device_lost' : code, message: message(device), retryable: heard };
  }
  return heard
    ? { code: 'device_lost', message: `The microphone "${device}" stopped delivering sound.`, retryable: true }
    : {
        code: 'device_unavailable',
        message: `The microphone "${device}" could not be opened. Check that it is plugged in.`,
      };
}

export function recorderMissing(program: string): AppError {
  const remedy =
    process.platform === 'linux'
      ? 'Install the package "alsa-utils"'
      : process.platform === 'darwin'
        ? 'Install sox ("brew install sox")'
        : 'Install sox and add it to PATH';
  return {
    code: 'device_unavailable',
    message: `No sound recorder (${program}) is installed. ${remedy}, then try again.`,
  };
}

/** arecord reports "overrun!!! (at least 31.250 ms long)". */
export function overrunIn(stderr: string): { readonly lostMs: number | null } | null {
  const match = /overrun!!!(?: \(at least (?<ms>[\d.]+) ms long\))?/.exec(stderr);
  if (!match) return null;
  return { lostMs: match.groups?.ms === undefined ? null : Math.round(Number(match.groups.ms)) };
}

/** The device runs at another rate than asked for: its sound would be too slow or too fast, without any error. */
export function hasWrongRate(stderr: string): boolean {
  return /rate is not accurate/i.test(stderr);
}

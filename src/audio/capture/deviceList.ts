/**
 * Microphones that ALSA knows, by the names its programs take. Hardware is offered through `plughw`, which brings
 * any device to 16 kHz; plain `hw` would refuse or, worse, deliver another rate.
 */
import { execFile } from 'node:child_process';
import type { InputDevice } from '../../shared/contract.ts';
import { ok, type Result } from '../../shared/result.ts';
import { findProgram } from './findProgram.ts';
import { recorderMissing } from './recorderError.ts';

const LIST_TIMEOUT_MS = 5000;
/** Entries that are no microphone of their own: converters, outputs' copies, the discarding device. */
const NOT_OFFERED =
  /^(?:null|samplerate|speexrate|speex|lavrate|upmix|vdownmix|jack|oss|a52|usbstream|hw|plughw|front|surround|iec958|hdmi|dmix|dsnoop|sysdefault)(?::|$)/;

/** Runs `arecord` with the given options and resolves with its output, empty when it fails. */
export type RunArecord = (options: readonly string[]) => Promise<string>;

export async function listInputDevices(
  run: RunArecord = runArecord,
  hasRecorder = findProgram('arecord') !== null,
): Promise<Result<readonly InputDevice[]>> {
  if (process.platform !== 'linux') return ok([{ id: 'default', label: 'System microphone', maxChannels: null }]);
  if (!hasRecorder) return { ok: false, error: recorderMissing('arecord') };
  const [names, hardware] = await Promise.all([run(['-L']), run(['-l'])]);
  const devices = [...parseHardware(hardware), ...parseNames(names)];
  const isDefault = (device: InputDevice) => (device.id === 'default' ? 0 : 1);
  return ok(devices.toSorted((a, b) => isDefault(a) - isDefault(b)));
}

/** `arecord -L`: a name at the start of a line, its description indented below. */
export function parseNames(output: string): readonly InputDevice[] {
  const devices: { id: string; label: string; maxChannels: number | null }[] = [];
  for (const line of output.split('\n')) {
    if (line.trim() === '') continue;
    if (!/^\s/.test(line)) devices.push({ id: line.trim(), label: '', maxChannels: null });
    else {
      const device = devices.at(-1);
      if (device && device.label === '') device.label = line.trim();
    }
  }
  return devices
    .filter((device) => !NOT_OFFERED.test(device.id))
    .map((device) => ({ ...device, label: device.label === '' ? device.id : device.label }));
}

/** `arecord -l`: "card 1: Array [UMA-8 Array], device 0: USB Audio [USB Audio]". */
export function parseHardware(output: string): readonly InputDevice[] {
  const pattern = /^card \d+: (?<card>\S+) \[(?<name>[^\]]*)\], device (?<device>\d+): [^[]*\[(?<part>[^\]]*)\]/gm;
  return [...output.matchAll(pattern)].map(({ groups = {} }) => ({
    id: `plughw:CARD=${groups.card},DEV=${groups.device}`,
    label: groups.part === groups.name ? `${groups.name}` : `${groups.name}, ${groups.part}`,
    maxChannels: null,
  }));
}

function runArecord(options: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile('arecord', [...options], { timeout: LIST_TIMEOUT_MS }, (_error, stdout) => resolve(stdout));
  });
}

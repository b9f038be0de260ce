/**
 * Microphones of this machine, by the names the recorder programs take. Hardware is offered through `plughw`, which
 * brings any device to 16 kHz; plain `hw` would refuse or, worse, deliver another rate. Sources of a sound server
 * (PulseAudio, PipeWire) are offered through ALSA's `pulse`, with the channels they really have: the server would
 * make up the rest.
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

/** Runs a program and resolves with its output, empty when it fails or is not there. */
export type RunProgram = (program: 'arecord' | 'pactl', options: readonly string[]) => Promise<string>;

export async function listInputDevices(
  run: RunProgram = runProgram,
  hasRecorder = findProgram(process.platform === 'linux' ? 'arecord' : 'sox') !== null,
  platform: NodeJS.Platform = process.platform,
): Promise<Result<readonly InputDevice[]>> {
  // Elsewhere the app records through its own window; sox adds the system's microphone where it is installed.
  if (platform !== 'linux')
    return ok(hasRecorder ? [{ id: 'default', label: 'System microphone', maxChannels: null }] : []);
  if (!hasRecorder) return { ok: false, error: recorderMissing('arecord') };
  const [names, hardware, sources] = await Promise.all([
    run('arecord', ['-L']),
    run('arecord', ['-l']),
    run('pactl', ['list', 'short', 'sources']),
  ]);
  const devices = [...parseHardware(hardware), ...parseSources(sources), ...parseNames(names)];
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

/** `pactl list short sources`: number, name, module, "s16le 8ch 48000Hz", state; an output's monitor is no microphone. */
export function parseSources(output: string): readonly InputDevice[] {
  return output.split('\n').flatMap((line) => {
    const [, name, , format] = line.split('\t');
    const channels = /(\d+)ch\b/.exec(format ?? '')?.[1];
    if (name === undefined || channels === undefined || name.endsWith('.monitor')) return [];
    const plain = name.replace(/^alsa_input\./, '').replace(/[_.]+/g, ' ');
    return [{ id: `pulse:DEVICE=${name}`, label: `${plain} (sound server)`, maxChannels: Number(channels) }];
  });
}

function runProgram(program: string, options: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    // LC_ALL: the output is read, so it must come in English.
    const env = { ...process.env, LC_ALL: 'C' };
    execFile(program, [...options], { timeout: LIST_TIMEOUT_MS, env }, (_error, stdout) => resolve(stdout ?? ''));
  });
}

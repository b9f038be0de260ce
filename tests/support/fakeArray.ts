/**
 * A microphone array without hardware, through the real drivers' path: PulseAudio gives the clock, ALSA's file
 * plugin the samples, bit for bit. Device names: `pacedmic` (real time) and `fastmic` (as fast as it is read).
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CAPABILITIES } from './capabilities.ts';
import { soundBytes } from './journalFixture.ts';

export const hasSoundServer = CAPABILITIES.soundServer.isPresent;

export interface FakeArray {
  /** Puts the variables that lead ALSA to the array into this process's environment, for its children. */
  readonly env: Readonly<Record<string, string>>;
  /** What the array plays: interleaved S16LE. */
  readonly sound: Buffer;
  /** Another sound for the recorders that are started from now on with the returned variables. */
  replace(sound: Buffer): void;
  stop(): void;
}

const SECONDS = 60;
const SAMPLE_RATE_HZ = 16000;
/** A sink at rest delivers its first sound only after two seconds; a listener keeps it awake. */
const WAKE_MS = 2300;

/** The file plugin knows no channels: the array plays as many as its sound was made with. */
export async function startFakeArray(
  channels: number,
  sound = soundBytes(0, SECONDS * SAMPLE_RATE_HZ, channels),
): Promise<FakeArray> {
  const folder = mkdtempSync(join(tmpdir(), 'ot-scribe-array-'));
  writeFileSync(join(folder, 'array.raw'), sound);
  writeFileSync(join(folder, 'asoundrc'), asoundrc());
  writeFileSync(join(folder, 'pulse.pa'), pulseScript(channels));
  const env = {
    XDG_RUNTIME_DIR: folder,
    HOME: folder,
    ALSA_CONFIG_PATH: join(folder, 'asoundrc'),
    PULSE_LATENCY_MSEC: '20',
    FAKE_MIC_RAW: join(folder, 'array.raw'),
  };
  const childEnv = { ...process.env, ...env };
  const server = spawn(
    'pulseaudio',
    [
      ...['-n', '-F', join(folder, 'pulse.pa')],
      ...['--daemonize=no', '--use-pid-file=no', '--exit-idle-time=-1', '--disable-shm=yes'],
      `--log-target=file:${join(folder, 'log')}`,
    ],
    { env: childEnv, stdio: 'ignore' },
  );
  const children: ChildProcess[] = [server];
  const stop = (): void => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  for (let attempt = 0; spawnSync('pactl', ['info'], { env: childEnv }).status !== 0; attempt += 1) {
    if (attempt === 60) {
      stop();
      throw new Error('the sound server did not start');
    }
    await wait(100);
  }
  children.push(
    spawn(
      'parec',
      ['--raw', '--device=array.monitor', `--rate=${SAMPLE_RATE_HZ}`, `--channels=${channels}`, '--latency-msec=20'],
      { env: childEnv, stdio: 'ignore' },
    ),
  );
  await wait(WAKE_MS);
  const replace = (other: Buffer): void => writeFileSync(join(folder, 'array.raw'), other);
  return { env, sound, replace, stop };
}

function asoundrc(): string {
  const fromFile = `file "/dev/null"
    infile { @func getenv vars [ FAKE_MIC_RAW ] default "fake.raw" }
    format "raw"`;
  return `<confdir:alsa.conf>
  pcm.fastmic { type file slave.pcm "null" ${fromFile} }
  pcm.pulsearray { type pulse device "array.monitor" }
  pcm.pacedmic { type file slave.pcm "pulsearray" ${fromFile} hint { show on description "Chest array" } }
  `;
}

function pulseScript(channels: number): string {
  const map = Array.from({ length: channels }, (_, index) => `aux${index}`).join(',');
  return `load-module module-native-protocol-unix
load-module module-null-sink sink_name=array rate=${SAMPLE_RATE_HZ} channels=${channels} format=s16le channel_map=${map}
set-default-source array.monitor
`;
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * The detector of speech beside a peer's: time per second of sound, same network weights, one thread each, in one run.
 *   node tests/bench/vad.ts FOLDER [--sherpa FOLDER] [--limit N]
 * FOLDER holds WAV files. --sherpa names a folder whose node_modules have sherpa-onnx-node.
 */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openSileroVad } from '../../src/audio/onnx/sileroVad.ts';
import { VAD_STEP } from '../../src/audio/vad/vadModel.ts';
import { readFirstChannel } from './readFirstChannel.ts';

const MODEL = path.resolve(import.meta.dirname, '../../models/vad/silero_vad_16k_op15.onnx');
const STEP_S = VAD_STEP / 16_000;

interface Row {
  readonly name: string;
  /** Seconds of speech found. */
  readonly run: (samples: Float32Array) => Promise<number>;
  wallS: number;
  cpuS: number;
  speechS: number;
}

interface SherpaVad {
  acceptWaveform(samples: Float32Array): void;
  flush(): void;
  isEmpty(): boolean;
  front(): { readonly samples: Float32Array };
  pop(): void;
  reset(): void;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { sherpa: { type: 'string' }, limit: { type: 'string' } },
});
if (!positionals[0]) throw new Error('Name a folder of WAV files.');
const folder = positionals[0];
const ours = await openSileroVad(MODEL);
const rows: Row[] = [row('OT Scribe', listen)];
if (values.sherpa) rows.push(row('sherpa-onnx-node', openSherpa(path.resolve(values.sherpa))));

let soundS = 0;
const files = readdirSync(folder).filter((file) => file.endsWith('.wav'));
for (const file of files.sort().slice(0, Number(values.limit ?? files.length))) {
  const samples = await readFirstChannel(path.join(folder, file));
  soundS += samples.length / 16_000;
  for (const each of rows) {
    const cpuBefore = process.cpuUsage();
    const started = performance.now();
    each.speechS += await each.run(samples);
    each.wallS += (performance.now() - started) / 1000;
    const cpu = process.cpuUsage(cpuBefore);
    each.cpuS += (cpu.user + cpu.system) / 1e6;
  }
}
process.stdout.write(`${soundS.toFixed(0)} s of sound\n\n`);
process.stdout.write(
  '| detector | speech found s | wall s | processor s | ms a second of sound |\n| --- | --- | --- | --- | --- |\n',
);
for (const { name, wallS, cpuS, speechS } of rows) {
  const cells = [speechS.toFixed(1), wallS.toFixed(2), cpuS.toFixed(2), ((1000 * cpuS) / soundS).toFixed(2)];
  process.stdout.write(`| ${[name, ...cells].join(' | ')} |\n`);
}

function row(name: string, run: Row['run']): Row {
  return { name, run, wallS: 0, cpuS: 0, speechS: 0 };
}

async function listen(samples: Float32Array): Promise<number> {
  const whole = samples.subarray(0, samples.length - (samples.length % VAD_STEP));
  const [probabilities] = await ours.open(1).process([whole]);
  return probabilities!.filter((p) => p > 0.5).length * STEP_S;
}

function openSherpa(place: string): Row['run'] {
  const sherpa = createRequire(path.join(place, 'package.json'))('sherpa-onnx-node') as {
    Vad: new (configuration: object, bufferSeconds: number) => SherpaVad;
  };
  const vad = new sherpa.Vad(
    {
      sileroVad: {
        model: MODEL,
        threshold: 0.5,
        minSpeechDuration: 0.1,
        minSilenceDuration: 0.1,
        windowSize: VAD_STEP,
      },
      sampleRate: 16_000,
      numThreads: 1,
      debug: false,
    },
    60,
  );
  return async (samples) => {
    let found = 0;
    for (let at = 0; at + VAD_STEP <= samples.length; at += VAD_STEP)
      vad.acceptWaveform(samples.subarray(at, at + VAD_STEP));
    vad.flush();
    for (; !vad.isEmpty(); vad.pop()) found += vad.front().samples.length / 16_000;
    vad.reset();
    return found;
  };
}

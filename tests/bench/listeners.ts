/** Recognisers of one kind for the bench: ours in this process, peers in theirs, all asked the same sounds in turn. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { loadConfidence } from '../../src/audio/transcribe/confidence.ts';
import { openWhisper } from '../../src/audio/transcribe/openWhisper.ts';
import { loadStockPhrases } from '../../src/audio/transcribe/stockPhrases.ts';
import { transcribeSounds } from '../../src/audio/transcribe/transcribeSounds.ts';
import { loadVocabulary } from '../../src/audio/transcribe/vocabulary.ts';
import type { WhisperOptions } from '../../src/audio/transcribe/whisperRecogniser.ts';
import type { SaidWord } from './reliability.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

export interface Written {
  readonly text: string;
  readonly wallS: number;
  /** Processor time of all threads. */
  readonly cpuS: number;
  /** Stretches of speech that came back without words; only ours tells. */
  readonly gaps?: number;
  /** With the confidence of each word; only ours tells. */
  readonly words?: readonly SaidWord[];
}

export interface Listener {
  readonly name: string;
  write(samples: Float32Array): Promise<Written>;
  close(): Promise<void>;
}

export async function ownListener(
  name: string,
  options: WhisperOptions & {
    readonly threads: number;
    readonly withVocabulary: boolean;
    readonly ownTerms?: readonly string[];
  },
): Promise<Listener> {
  const vocabulary = options.withVocabulary
    ? await loadVocabulary(path.join(ROOT, 'resources/asr/vocabulary.json'))
    : undefined;
  const confidence = await loadConfidence(path.join(ROOT, 'resources/asr/confidence.json'));
  const engine = await openWhisper(path.join(ROOT, 'models'), { ...options, vocabulary, confidence });
  if (!engine.ok) throw new Error(engine.error.message);
  const stockPhrases = await loadStockPhrases(path.join(ROOT, 'resources/asr/stock-phrases.json'));
  return {
    name,
    write: async (samples) => {
      const lengthMs = Math.round(samples.length / 16);
      const segment = {
        id: 's0',
        role: 'therapist',
        roleP: 1,
        beam: 'microphone',
        startMs: 0,
        endMs: lengthMs,
      } as const;
      const cpuBefore = process.cpuUsage();
      const started = performance.now();
      const { utterances, gaps } = await transcribeSounds(
        [{ segment, samples }],
        { recogniser: engine.value, stockPhrases },
        { ownTerms: options.ownTerms },
      );
      const cpu = process.cpuUsage(cpuBefore);
      return {
        text: utterances.map(({ text }) => text).join(' '),
        wallS: (performance.now() - started) / 1000,
        cpuS: (cpu.user + cpu.system) / 1e6,
        gaps: gaps.length,
        words: utterances.flatMap(({ words }) => words),
      };
    },
    close: () => engine.value.release(),
  };
}

export interface PeerOptions {
  /** A Python that has faster-whisper. */
  readonly python: string;
  /** The same weights as a CTranslate2 folder. */
  readonly weights: string;
  readonly computeType: 'int8' | 'float32';
  readonly threads: number;
  readonly beams: number;
}

export async function fasterWhisper(options: PeerOptions): Promise<Listener> {
  const { python, weights, computeType, threads, beams } = options;
  const script = path.join(import.meta.dirname, 'peers/faster_whisper_peer.py');
  const child = spawn(python, [script, weights, computeType, String(threads), String(beams)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, OMP_NUM_THREADS: String(threads) },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => {
    const line = await lines.next();
    if (line.done === true) throw new Error('The peer ended; its messages stand above.');
    return JSON.parse(line.value);
  };
  await next();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'asr-peer-'));
  const file = path.join(folder, 'sound.f32');
  return {
    name: `faster-whisper ${computeType}, beam ${beams}`,
    write: async (samples) => {
      writeFileSync(file, new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
      child.stdin.write(`${JSON.stringify({ file })}\n`);
      return (await next()) as Written;
    },
    close: async () => {
      child.stdin.end();
      rmSync(folder, { recursive: true });
    },
  };
}

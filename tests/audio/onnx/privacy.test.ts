import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const STRACE = '/usr/bin/strace';
const run = promisify(execFile);

async function sourceFiles(): Promise<string[]> {
  const names = await readdir(path.join(ROOT, 'src'), { recursive: true });
  return names.filter((name) => /\.tsx?$/.test(name));
}

describe('the one door to the model runtime', () => {
  it('is runtime.ts: no other file imports onnxruntime, and only transformersTokenizer.ts imports transformers', async () => {
    const importers: Record<string, string[]> = { 'onnxruntime-node': [], '@xenova/transformers': [] };
    const files = await sourceFiles();
    expect(files.length).toBeGreaterThan(20);
    for (const name of files) {
      const text = await readFile(path.join(ROOT, 'src', name), 'utf8');
      for (const module of Object.keys(importers)) {
        if (new RegExp(`(from|import|require|import\\.meta\\.resolve)[^;\\n]*['"]${module}`).test(text)) {
          importers[module]!.push(name);
        }
      }
    }
    expect(importers).toEqual({
      'onnxruntime-node': ['audio/onnx/runtime.ts'],
      '@xenova/transformers': ['audio/onnx/transformersTokenizer.ts'],
    });
  });
});

describe('a run of the recogniser in a home of its own', () => {
  /** Runs one recognition with nothing set in the environment, as a program in `home`. */
  async function recogniseAt(home: string, before: readonly string[] = []): Promise<void> {
    const script = path.join(home, 'recognise.ts');
    await writeFile(
      script,
      `import { openWhisper } from ${JSON.stringify(path.join(ROOT, 'src/audio/transcribe/openWhisper.ts'))};
      const whisper = await openWhisper(${JSON.stringify(path.join(ROOT, 'models'))}, { threads: 1 });
      if (!whisper.ok) throw new Error(whisper.error.message);
      const samples = Float32Array.from({ length: 16000 }, (_, index) => Math.sin(index * index * 1e-5) * 0.1);
      await whisper.value.recognise({ samples });
      await whisper.value.release();`,
    );
    const [program, ...args] = [...before, process.execPath, script];
    await run(program!, args, { cwd: home, env: { HOME: home, PATH: process.env.PATH } });
  }

  it('leaves no trace there', async () => {
    const home = await mkdtemp(path.join(os.tmpdir(), 'home-'));
    await recogniseAt(home);
    expect(await readdir(home, { recursive: true })).toEqual(['recognise.ts']);
    await rm(home, { recursive: true });
  });

  it.skipIf(!existsSync(STRACE))('opens no network socket and connects nowhere', async () => {
    const home = await mkdtemp(path.join(os.tmpdir(), 'home-'));
    const trace = path.join(home, 'trace.txt');
    await recogniseAt(home, [STRACE, '-f', '-qq', '-e', 'trace=execve,socket,connect,sendto', '-o', trace]);
    const calls = await readFile(trace, 'utf8');
    expect(calls).toMatch(/execve\(/);
    expect(calls).not.toMatch(/AF_INET/);
    await rm(home, { recursive: true });
  });
});

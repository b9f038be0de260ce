import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLazyPipeline, type LazyPipeline } from '../../src/main/core/adapters/lazyPipeline.ts';
import { createSealedSounds } from '../../src/main/core/adapters/sealedSounds.ts';
import { findInstallation } from '../../src/main/core/installation.ts';
import type { SealedSound } from '../../src/main/core/ports.ts';
import { bundledRecogniser } from '../../src/main/core/recognisers/recogniserPlace.ts';
import { fail, ok } from '../../src/shared/result.ts';

const SAMPLE = resolve(import.meta.dirname, '../../resources/sample/gym-session');
const folder = mkdtempSync(join(tmpdir(), 'hear-again-'));
const installation = findInstallation();
const bundled = bundledRecogniser(installation);
/** The same models under another name, in another place. */
const second = { ...bundled, name: 'second', folder: `${bundled.folder}/.` };
const sealed = (name: string): SealedSound => ({
  ...{ sessionId: 's', trackId: name, folder: join(folder, name), sessionKey: new Uint8Array(32).fill(7) },
});
let pipeline: LazyPipeline;

beforeAll(async () => {
  const sounds = createSealedSounds(Date.now);
  for (const name of ['session', 'enrol']) {
    const stored = await sounds.importWav(readFileSync(join(SAMPLE, `${name}.wav`)), sealed(name));
    if (!stored.ok) throw new Error(stored.error.message);
  }
  pipeline = createLazyPipeline({
    ...{ installation, threads: 1, chosenRecogniser: async () => bundled },
    recogniserNamed: async (name) => (name === 'second' ? ok(second) : fail('not_found', `There is no ${name}.`)),
  });
});
afterAll(async () => {
  await pipeline.close();
  rmSync(folder, { recursive: true });
});

const hear = (recogniser: string | null) =>
  pipeline.hear({
    ...{ sound: sealed('session'), enrolment: sealed('enrol'), ownTerms: [], hasCompanion: false, recogniser },
    geometry: JSON.parse(readFileSync(join(SAMPLE, 'array.json'), 'utf8')),
    span: { startMs: 0, endMs: 4000 },
  });

it('hears a stretch of the sealed sound again, by the chosen recogniser and by another one', async () => {
  const chosen = await hear(null);
  if (!chosen.ok) throw new Error(chosen.error.message);
  expect(chosen.value.recogniser).toBe('whisper-base');
  const [words = []] = chosen.value.readings;
  expect(words.map(({ text }) => text).join(' ')).toMatch(/brakes/i);
  expect(words.every(({ startMs, endMs }) => startMs >= 0 && startMs <= endMs && endMs <= 4300)).toBe(true);
  const other = await hear('second');
  expect(other).toMatchObject({ ok: true, value: { recogniser: 'second' } });
  expect(other.ok && other.value.readings).toEqual(chosen.value.readings);
});

it('says which recogniser is missing', async () => {
  expect(await hear('absent')).toMatchObject({ ok: false, error: { code: 'not_found' } });
});

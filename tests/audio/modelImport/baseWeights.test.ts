/**
 * Importing the weights the bundled recogniser was made from gives the bundled recogniser. The weights (145 MB) are not kept
 * here: OT_SCRIBE_WHISPER_BASE names a folder with them (Whisper base for CTranslate2, 16 bits).
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCalibration } from '../../../src/audio/modelImport/calibration.ts';
import { IMPORTED_ID } from '../../../src/audio/modelImport/describeModel.ts';
import { importModel } from '../../../src/audio/modelImport/importModel.ts';
import { checkModels } from '../../../src/audio/onnx/checkModels.ts';
import { decodeGreedily } from '../../../src/audio/transcribe/decodeText.ts';
import { tokenRules } from '../../../src/audio/transcribe/tokenScores.ts';
import { openWhisperGraphs } from '../../../src/audio/transcribe/whisperGraphs.ts';
import { CAPABILITIES } from '../../support/capabilities.ts';
import { readClip } from '../transcribe/readClip.ts';
import { compareGraphs } from './compareGraphs.ts';
import { readOnnx } from './readOnnx.ts';

const BUNDLED = path.resolve(import.meta.dirname, '../../../models/whisper-base');
const CALIBRATION = path.resolve(import.meta.dirname, '../../fixtures/modelImport/whisper-base-calibration.json');
const source = process.env.OT_SCRIBE_WHISPER_BASE ?? '';

it('the calibration the bundled model was made with names every layer', async () => {
  const calibration = await readCalibration(CALIBRATION);
  const layers = ['encoder', 'decoder'].flatMap((side) => [0, 1, 2, 3, 4, 5].map((n) => `${side}.blocks.${n}.mlp.2`));
  expect(calibration.ok && [...calibration.value.keys()]).toEqual([...layers, 'decoder.ln']);
});

if (CAPABILITIES.whisperBase.isPresent)
  describe('the weights of the bundled recogniser', () => {
    let folder: string;

    beforeAll(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'base-'));
      const calibration = await readCalibration(CALIBRATION);
      if (!calibration.ok) throw new Error(calibration.error.message);
      const to = path.join(folder, 'base');
      const done = await importModel({ from: source, to, name: 'base', calibration: calibration.value });
      if (!done.ok) throw new Error(done.error.message);
    }, 120_000);

    afterAll(() => rmSync(folder, { recursive: true }));

    const compare = (file: string) =>
      compareGraphs(readOnnx(path.join(BUNDLED, file)), readOnnx(path.join(folder, 'base', file)));

    it('give its encoder: every node and every number', () => {
      expect(compare('encoder.int8.onnx')).toEqual({ structure: null, numbers: new Map() });
    });

    it('give its features but for roundings far below a hearing', () => {
      const { structure, numbers } = compare('mel.onnx');
      expect(structure).toBeNull();
      for (const { largest } of numbers.values()) expect(largest).toBeLessThan(1e-9);
    });

    it('give its decoder but for the last digit of the smoothing and a handful of roundings among 26 million', () => {
      const { structure, numbers } = compare('decoder.int8.onnx');
      expect(structure).toBeNull();
      for (const [name, { different, largest }] of numbers) {
        if (name === 'decoder.token_embedding.weight') {
          expect(different).toBeLessThan(100);
          expect(largest).toBe(1);
        } else expect(largest, name).toBeLessThan(1e-5);
      }
    });

    it('say what the bundled recogniser says: its golden tokens', async () => {
      const checked = await checkModels(path.join(folder, 'base'));
      if (!checked.ok) throw new Error(checked.error.message);
      const graphs = await openWhisperGraphs(checked.value, 1, IMPORTED_ID);
      const rules = tokenRules(graphs.description, graphs.tokenizer, { measureSigns: false });
      const golden = JSON.parse(readFileSync(path.join(BUNDLED, 'golden.json'), 'utf8')) as {
        items: { file: string; tokens: number[] }[];
      };
      for (const { file, tokens } of golden.items) {
        const window = await graphs.encode(readClip(file), 30);
        const heard = await decodeGreedily(graphs, window, { rules, vocabulary: [], maxTokens: 224 });
        expect(heard.tokens, file).toEqual(tokens);
      }
      await graphs.release();
    }, 240_000);
  });

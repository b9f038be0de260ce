/**
 * What 8-bit weights cost, by how they were calibrated: the same weights imported in floats, plainly in 8 bits, with channels
 * measured on the sample session, and (if given) with a calibration file; then each text is forced through all of them.
 *   node tests/bench/importQuality.ts WEIGHTS [--calibration FILE.json] [--clips FOLDER] [--limit N]
 * WEIGHTS is what `ot-scribe models import` takes. FOLDER holds transcripts.tsv and WAV files as for tests/bench/asr.ts;
 * without it, the five clips of tests/fixtures/speech. Printed: places whose most likely token is that of the floats, and
 * the mean divergence (KL, nats) of the next-token distribution from theirs.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readCalibration } from '../../src/audio/modelImport/calibration.ts';
import { IMPORTED_ID } from '../../src/audio/modelImport/describeModel.ts';
import { type ImportRequest, importModel } from '../../src/audio/modelImport/importModel.ts';
import { checkModels } from '../../src/audio/onnx/checkModels.ts';
import { argmax } from '../../src/audio/transcribe/tokenScores.ts';
import { openWhisperGraphs } from '../../src/audio/transcribe/whisperGraphs.ts';
import { findInstallation } from '../../src/main/core/installation.ts';
import { calibrationSpeech } from '../../src/main/core/recognisers/calibrationSpeech.ts';
import { clipsOf } from './clips.ts';
import { readFirstChannel } from './readFirstChannel.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { calibration: { type: 'string' }, clips: { type: 'string' }, limit: { type: 'string', default: '20' } },
});
const from = positionals[0];
if (from === undefined) throw new Error('Name the folder or file of the weights.');
const items = clipsOf(values.clips).slice(0, Number(values.limit));
const folder = mkdtempSync(path.join(tmpdir(), 'import-quality-'));

/** Log-probabilities of every place of every text, in order. */
async function scoresOf(name: string, more: Partial<ImportRequest>): Promise<Float32Array[]> {
  const to = path.join(folder, name);
  const done = await importModel({ from: from!, to, name, ...more });
  if (!done.ok) throw new Error(done.error.message);
  const checked = await checkModels(to);
  if (!checked.ok) throw new Error(checked.error.message);
  const graphs = await openWhisperGraphs(checked.value, 2, IMPORTED_ID);
  const { prompt, ids } = graphs.description.tokens;
  const { vocab } = graphs.description.dims;
  const places: Float32Array[] = [];
  for (const { wav, text } of items) {
    const samples = await readFirstChannel(wav);
    if (samples.length > 30 * 16000) continue;
    const said = graphs.tokenizer.encode(` ${sentenceCase(text)}`);
    const tokens = [...prompt, ...said, ids.eot];
    const rows = Array.from({ length: said.length + 1 }, (_, row) => prompt.length - 1 + row);
    const window = await graphs.encode(samples, 30);
    const { logits } = await graphs.decode(window, { tokens: [tokens], past: graphs.emptyPast(1), rows });
    for (const row of rows.keys()) places.push(logProbabilities(logits.slice(row * vocab, (row + 1) * vocab)));
  }
  await graphs.release();
  rmSync(to, { recursive: true });
  return places;
}

try {
  const exact = await scoresOf('floats', { precision: 'float32' });
  const speech = await calibrationSpeech(findInstallation());
  if (!speech.ok) throw new Error(speech.error.message);
  const table: Record<string, object> = {};
  table.plain = against(exact, await scoresOf('plain', {}));
  table['measured on the sample'] = against(exact, await scoresOf('measured', { calibration: speech.value }));
  if (values.calibration) {
    const given = await readCalibration(values.calibration);
    if (!given.ok) throw new Error(given.error.message);
    table['calibration file'] = against(exact, await scoresOf('given', { calibration: given.value }));
  }
  console.table(table);
} finally {
  rmSync(folder, { recursive: true });
}

function against(exact: readonly Float32Array[], other: readonly Float32Array[]): object {
  const same = exact.filter((scores, place) => argmax(scores) === argmax(other[place]!)).length;
  const divergence = exact.reduce((sum, scores, place) => {
    return sum + scores.reduce((inner, logP, token) => inner + Math.exp(logP) * (logP - other[place]![token]!), 0);
  }, 0);
  return {
    places: exact.length,
    'same token %': Number(((100 * same) / exact.length).toFixed(2)),
    'mean KL': Number((divergence / exact.length).toFixed(5)),
  };
}

function logProbabilities(scores: Float32Array): Float32Array {
  const top = scores.reduce((most, score) => Math.max(most, score), -Infinity);
  const sum = Math.log(scores.reduce((total, score) => total + Math.exp(score - top), 0)) + top;
  return scores.map((score) => score - sum);
}

/** Corpora write in capitals, which the model does not. */
function sentenceCase(text: string): string {
  return text === text.toUpperCase() ? text[0]! + text.slice(1).toLowerCase() : text;
}

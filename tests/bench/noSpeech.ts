/**
 * Words written where nobody speaks: each sound goes through the product's chain (detector, roles, recogniser, guards) as a
 * recording of one microphone.
 *   node tests/bench/noSpeech.ts FOLDER... [--threads N]
 * FOLDERs hold WAV files without speech. Prints what was written.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { analyseSound } from '../../src/audio/frontEnd/analyseSound.ts';
import { openSoundModels } from '../../src/audio/onnx/soundModels.ts';
import { loadConfidence } from '../../src/audio/transcribe/confidence.ts';
import { openWhisper } from '../../src/audio/transcribe/openWhisper.ts';
import { loadStockPhrases } from '../../src/audio/transcribe/stockPhrases.ts';
import { transcribeSounds } from '../../src/audio/transcribe/transcribeSounds.ts';
import { loadVocabulary } from '../../src/audio/transcribe/vocabulary.ts';
import { openWav } from '../../src/audio/wav/openWav.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { threads: { type: 'string', default: '2' } },
});
if (positionals.length === 0) throw new Error('Name a folder of sounds without speech.');
const models = await openSoundModels({
  vad: path.join(ROOT, 'models/vad/silero_vad_16k_op15.onnx'),
  voice: path.join(ROOT, 'models/speaker-ge2e/speaker-ge2e.onnx'),
  segmenter: path.join(ROOT, 'resources/audio/segmenter.json'),
});
const engine = await openWhisper(path.join(ROOT, 'models'), {
  vocabulary: await loadVocabulary(path.join(ROOT, 'resources/asr/vocabulary.json')),
  confidence: await loadConfidence(path.join(ROOT, 'resources/asr/confidence.json')),
  threads: Number(values.threads),
});
if (!engine.ok) throw new Error(engine.error.message);
const stockPhrases = await loadStockPhrases(path.join(ROOT, 'resources/asr/stock-phrases.json'));

const run = { signal: { aborted: false }, progress: () => undefined };
let words = 0;
let seconds = 0;
let sounds = 0;
let passed = 0;
for (const folder of positionals) {
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.wav')) continue;
    const wav = await openWav(path.join(folder, file));
    if (!wav.ok) throw new Error(`${file}: ${wav.error.message}`);
    const heard = await analyseSound({ source: wav.value, enrolment: null, geometry: null, channel: 0 }, models, run);
    await wav.value.close();
    sounds++;
    seconds += wav.value.frameCount / 16_000;
    if (heard.sounds.length > 0) passed++;
    const { utterances } = await transcribeSounds(heard.sounds, { recogniser: engine.value, stockPhrases });
    if (utterances.length === 0) continue;
    const text = utterances.map((utterance) => utterance.text).join(' ');
    words += utterances.flatMap((utterance) => utterance.words).length;
    process.stdout.write(`${file}: ${text}\n`);
  }
}
await engine.value.release();
process.stdout.write(
  `${sounds} sounds, ${Math.round(seconds)} s: ${passed} held something taken for speech, ${words} words.\n`,
);

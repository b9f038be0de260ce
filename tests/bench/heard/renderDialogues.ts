/**
 * Speaks annotated dialogues with flite's voices and renders them in quiet and mildly noisy rooms, for bench:heard.
 *   node tests/bench/heard/renderDialogues.ts --out FOLDER [--dialogues FOLDER] [--every N] [--from N] [--limit N] [--seed N]
 * Every N-th dialogue of the folder (default: the development part of tests/nlp/dialogues), from the one with that number
 * on; the condition changes from scene to scene. Noises are those of tests/fixtures/gym. Same seed and voices, same scenes.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readDialogues } from '../facts/dialogueForm.ts';
import { readMaterial, SoundShelf } from '../gymSim/material.ts';
import { renderScene } from '../gymSim/renderScene.ts';
import { writeScene } from '../gymSim/writeScene.ts';
import { CONDITIONS, dialogueScene } from './dialogueScene.ts';
import { speakDialogue } from './speakLines.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    dialogues: { type: 'string', default: path.join(ROOT, 'tests/nlp/dialogues/dev') },
    every: { type: 'string', default: '10' },
    from: { type: 'string', default: '0' },
    limit: { type: 'string', default: '12' },
    seed: { type: 'string', default: '1' },
  },
});
if (!values.out) throw new Error('Name where the scenes shall go.');
const noises = readMaterial(path.join(ROOT, 'tests/fixtures/gym'));
const shelf = new SoundShelf(noises);
const dialogues = readDialogues(path.resolve(values.dialogues))
  .flatMap((part) => part.dialogues)
  .filter(({ asr }, index) => asr === 'clean' && index % Number(values.every) === Number(values.from))
  .slice(0, Number(values.limit));
const speechFolder = mkdtempSync(path.join(tmpdir(), 'spoken-dialogues-'));
for (const [index, dialogue] of dialogues.entries()) {
  const seed = Number(values.seed) * 1000 + index;
  const speech = await speakDialogue(dialogue, speechFolder, seed);
  const scene = dialogueScene(dialogue, speech, CONDITIONS[index % CONDITIONS.length]!, noises, seed);
  await writeScene(path.join(values.out, scene.id), await renderScene(scene, shelf));
  process.stderr.write(`${scene.id}: ${scene.durationS} s\n`);
}
rmSync(speechFolder, { recursive: true });

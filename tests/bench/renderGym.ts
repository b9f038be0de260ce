/**
 * Renders gym scenes from dry sounds.
 *   node tests/bench/renderGym.ts --material FOLDER --out FOLDER [--seed N] [--only TEXT]
 * The material folder holds material.json and the sounds it names. Same seed and sounds, same scenes.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { recipesOf } from './gymRecipes.ts';
import { composeScene, sceneName } from './gymSim/composeScene.ts';
import { readMaterial, SoundShelf } from './gymSim/material.ts';
import { renderScene } from './gymSim/renderScene.ts';
import { writeScene } from './gymSim/writeScene.ts';

const { values } = parseArgs({
  options: {
    material: { type: 'string' },
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
});
if (!values.material || !values.out) throw new Error('Name the material folder and where the scenes shall go.');
const material = readMaterial(path.resolve(values.material));
const shelf = new SoundShelf(material);
for (const recipe of recipesOf(Number(values.seed)).filter((one) => sceneName(one).includes(values.only))) {
  const started = performance.now();
  const definition = composeScene(recipe, material);
  await writeScene(path.join(values.out, definition.id), await renderScene(definition, shelf));
  process.stderr.write(
    `${definition.id}: ${definition.durationS} s, ${((performance.now() - started) / 1000).toFixed(1)} s\n`,
  );
}

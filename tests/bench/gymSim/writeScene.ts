/** Writes a rendered scene as the files that the gym benchmark reads. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeWav } from '../../../src/audio/wav/writeWav.ts';
import type { RenderedScene } from './renderScene.ts';

export async function writeScene(folder: string, scene: RenderedScene): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await writeWav(path.join(folder, 'mix.wav'), scene.mix);
  if (scene.enrolment) await writeWav(path.join(folder, 'enrol.wav'), scene.enrolment);
  const { utterances } = scene.reference as { utterances: unknown[] };
  if (utterances.length > 0) {
    await writeWav(path.join(folder, 'close-talk.wav'), scene.closeTalk);
    await writeWav(path.join(folder, 'patient-early.wav'), [scene.patientEarly]);
  }
  writeFileSync(path.join(folder, 'reference.json'), `${JSON.stringify(scene.reference, null, 1)}\n`);
}

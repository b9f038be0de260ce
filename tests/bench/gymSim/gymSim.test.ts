import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { signalToDistortionDb } from '../gymMeasures.ts';
import { compactRecipes } from '../gymRecipes.ts';
import { composeScene } from './composeScene.ts';
import { readMaterial, SoundShelf } from './material.ts';
import { renderScene } from './renderScene.ts';
import { RESPONSE_LEAD, roomResponse } from './roomResponse.ts';

const room = { sizeM: { x: 6, y: 5, z: 3 }, t60S: 0.5 };
const wearer = { centre: { x: 3, y: 2, z: 1.2 }, yawDeg: 0, pitchDeg: 0 };
const material = readMaterial(path.resolve(import.meta.dirname, '../../fixtures/gym'));

describe('simulated room', () => {
  it('delivers the direct sound when and as loud as the distance says', () => {
    const [response] = roomResponse(room, wearer, [{ x: 0, y: 0, z: 0 }], { x: 3, y: 3.2, z: 1.2 }, 1);
    const peak = response!.reduce((best, v, i) => (Math.abs(v) > Math.abs(response![best]!) ? i : best), 0);
    expect(Math.abs(peak - RESPONSE_LEAD - (1.2 / 343) * 16000)).toBeLessThan(1);
    expect(response![peak]).toBeGreaterThan(0.7 / 1.2);
    expect(response![peak]).toBeLessThan(1.15 / 1.2);
  });

  it('dies away as fast as the reverberation time says, within a third', () => {
    const [response] = roomResponse(room, wearer, [{ x: 0, y: 0, z: 0 }], { x: 4.5, y: 4, z: 1.5 }, 1);
    const decay = new Float64Array(response!.length);
    for (let i = decay.length - 1, sum = 0; i >= 0; i--) {
      sum += response![i]! ** 2;
      decay[i] = sum;
    }
    const when = (db: number) => decay.findIndex((v) => v < decay[0]! * 10 ** (-db / 10)) / 16000;
    const t60 = (60 / 20) * (when(25) - when(5));
    expect(t60).toBeGreaterThan(0.5 * 0.67);
    expect(t60).toBeLessThan(0.5 * 1.33);
  });
});

describe('compact gym scenes', () => {
  const definitions = compactRecipes(5).map((recipe) => composeScene(recipe, material));

  it('give the same definition from the same seed and another from another', () => {
    expect(compactRecipes(5).map((recipe) => composeScene(recipe, material))).toEqual(definitions);
    expect(compactRecipes(6).map((recipe) => composeScene(recipe, material))).not.toEqual(definitions);
  });

  it('have at least 150 patient words at 0 dB and above with four microphones and more', () => {
    const words = definitions
      .filter(({ snrDb, microphones }) => snrDb !== null && snrDb >= 0 && microphones.length >= 4)
      .flatMap(({ sources }) => sources.filter(({ role, kind }) => role === 'patient' && kind === 'pair'))
      .flatMap(({ events }) => events.flatMap(({ text }) => text!.split(' ')));
    expect(words.length).toBeGreaterThanOrEqual(150);
  });

  it('give everybody a voice of his own', () => {
    for (const { sources, id } of definitions) {
      const voices = sources
        .filter(({ kind }) => kind !== 'noise')
        .map(
          ({ events }) => new Set(events.map(({ file }) => material.speech.find((clip) => clip.file === file)!.voice)),
        );
      expect(
        voices.every((own) => own.size === 1),
        id,
      ).toBe(true);
      expect(new Set(voices.map(([...own]) => own[0])).size, id).toBe(voices.length);
    }
  });

  it('are rendered at the asked level, the therapist at -22 dBFS, without clipping', async () => {
    const recipe = compactRecipes(5).find(({ type }) => type === 'impacts')!;
    const { mix, closeTalk, patientEarly } = await renderScene(
      composeScene(recipe, material),
      new SoundShelf(material),
    );
    const peak = Math.max(...mix.map((channel) => channel.reduce((top, v) => Math.max(top, Math.abs(v)), 0)));
    expect(peak).toBeLessThan(1);
    expect(peak).toBeGreaterThan(0.1);
    expect(closeTalk).toHaveLength(2);
    expect(signalToDistortionDb(patientEarly, patientEarly)).toBeGreaterThan(60);
  });
});

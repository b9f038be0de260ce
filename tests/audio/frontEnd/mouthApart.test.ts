import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { arrayOf } from '../../../src/audio/frontEnd/geometry.ts';
import { tellsMouthApart } from '../../../src/audio/frontEnd/mouthApart.ts';
import type { ArrayGeometry } from '../../../src/shared/domain/audio.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../resources/arrays');
const whole = (geometry: ArrayGeometry) =>
  arrayOf(
    geometry,
    geometry.microphones.map((_, i) => i),
  );
const row = (direction: { x: number; z: number }) =>
  whole({
    microphones: [-1.5, -0.5, 0.5, 1.5].map((k) => ({ x: 0.04 * k * direction.x, y: 0, z: 0.04 * k * direction.z })),
  });

describe('the wearer’s mouth', () => {
  it.each(readdirSync(FOLDER).filter((name) => name.endsWith('.json') && !name.endsWith('-2.json')))(
    'is told from the front by %s',
    (file) => {
      expect(tellsMouthApart(whole(JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8'))))).toBe(true);
    },
  );

  it('is told from the front by an upright row, not by one across the chest', () => {
    expect(tellsMouthApart(row({ x: 0, z: 1 }))).toBe(true);
    expect(tellsMouthApart(row({ x: 1, z: 0 }))).toBe(false);
  });
});

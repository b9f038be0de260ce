import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { distance } from '../../../src/audio/frontEnd/geometry.ts';
import type { ArrayGeometry } from '../../../src/shared/domain/audio.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../resources/arrays');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

describe.each(files)('array %s', (file) => {
  const array: ArrayGeometry = JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8'));

  it('has as many microphones as its name says, at least 15 mm apart, on a board that a person can wear', () => {
    const { microphones } = array;
    expect(file).toContain(`-${microphones.length}.json`);
    microphones.forEach((one, i) => {
      for (const other of microphones.slice(i + 1)) {
        expect(distance(one, other)).toBeGreaterThan(0.015);
        expect(distance(one, other)).toBeLessThan(0.25);
      }
    });
  });

  it('says where the mouth of the wearer is: above it', () => {
    expect(array.mouth?.z).toBeGreaterThan(0.15);
    expect(array.wornAt).toBeTruthy();
  });
});

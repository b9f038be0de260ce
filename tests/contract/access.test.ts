import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rolesFile } from '../../src/main/core/session/access.ts';
import { CALL_NAMES, contract } from '../../src/shared/contract.ts';

const file = rolesFile.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../resources/roles/roles.json'), 'utf8')),
);
const listed = Object.values(file.areas).flatMap(({ calls }) => calls);

describe('the table of who may do what (resources/roles)', () => {
  it('holds every call that needs the app open, each in one area', () => {
    const wanted = CALL_NAMES.filter((name) => contract[name].needs === 'unlocked');
    expect(wanted.filter((name) => !listed.includes(name))).toEqual([]);
    expect(new Set(listed).size).toBe(listed.length);
  });

  it('gives whoever is in charge every area', () => {
    expect([...file.roles.inCharge.areas].sort()).toEqual(Object.keys(file.areas).sort());
  });
});

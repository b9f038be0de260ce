/** The bill of materials and the licence texts that lie beside the app say what is really shipped. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  billOfMaterials,
  LICENCES_FILE,
  licenceTexts,
  SBOM_FILE,
  shippedPackages,
} from '../../scripts/billOfMaterials.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const bill = JSON.parse(read(SBOM_FILE)) as {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly serialNumber: string;
  readonly components: readonly {
    readonly type: string;
    readonly name: string;
    readonly version: string;
    readonly 'bom-ref': string;
    readonly licenses: readonly { readonly expression?: string; readonly license?: { readonly name: string } }[];
    readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  }[];
};

describe('the bill of materials', () => {
  it('is that of the packages and models of this version: after a change, run "npm run sbom"', () => {
    expect(read(SBOM_FILE)).toBe(billOfMaterials(ROOT));
    expect(read(LICENCES_FILE)).toBe(licenceTexts(ROOT));
  });

  it('names what runs in the core, in the pages and round them, and every model', () => {
    const names = bill.components.map(({ name }) => name);
    for (const name of ['better-sqlite3-multiple-ciphers', '@huggingface/transformers', 'react', 'electron', 'zod']) {
      expect(names).toContain(name);
    }
    const models = bill.components.filter(({ type }) => type === 'machine-learning-model');
    const manifest = JSON.parse(read('models/manifest.json')) as { models: readonly { sha256: string }[] };
    expect(models.map(({ hashes }) => hashes?.[0]?.content).toSorted()).toEqual(
      manifest.models.map(({ sha256 }) => sha256).toSorted(),
    );
  });

  it('names no tool that stays with the developers', () => {
    const names = new Set(bill.components.map(({ name }) => name));
    for (const tool of ['vitest', 'typescript', '@biomejs/biome', 'electron-builder', 'vite'])
      expect(names.has(tool)).toBe(false);
  });

  it('gives each part a version, a licence and a hash, under a name of its own', () => {
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
    expect(bill.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    const refs = bill.components.map((component) => component['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    for (const { name, version, licenses, hashes } of bill.components) {
      expect([name, version !== '', licenses.length]).toEqual([name, true, 1]);
      expect([name, licenses[0]?.expression]).toEqual([name, expect.stringMatching(/^[(A-Z0-9]/)]);
      expect([name, hashes?.[0]?.content]).toEqual([name, expect.stringMatching(/^[0-9a-f]{64,128}$/)]);
    }
  });
});

it('the licence texts hold the words of each package that has a text', () => {
  const texts = read(LICENCES_FILE);
  for (const { name, version } of shippedPackages(ROOT)) expect(texts).toContain(`${name} ${version} (`);
  expect(texts.split('Permission is hereby granted').length).toBeGreaterThan(10);
  expect(texts).toContain('Apache License');
});

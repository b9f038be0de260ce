/** Each package that is installed with the app stands in docs/dependencies.md with its reason, under a licence we accept. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageOf, ROOT, readSourceFiles } from './sourceCode.ts';

const ACCEPTED = [
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'OFL-1.1',
  'BlueOak-1.0.0',
];
const ACCEPTED_FOR_TOOLS = [...ACCEPTED, 'MPL-2.0', 'CC0-1.0', 'CC-BY-4.0', 'Python-2.0', 'WTFPL', 'Unlicense'];
const MAX_RUNTIME_PACKAGES = 25;

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const runtime = Object.keys(manifest.dependencies);
const tools = Object.keys(manifest.devDependencies);
const packageFile = (folder: string) => JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));

function isAccepted(licence: unknown, accepted: readonly string[]): boolean {
  if (typeof licence !== 'string') return false;
  const choices = licence.replaceAll(/[()]/g, '').split(/\s+OR\s+/);
  return choices.some((choice) => choice.split(/\s+AND\s+/).every((part) => accepted.includes(part)));
}

/** For the few packages that name no licence in their package file. */
function licenceInFile(folder: string): string | undefined {
  const [file] = globSync(join(folder, 'LICEN[SC]E*'), { cwd: ROOT });
  const text = file === undefined ? '' : readFileSync(join(ROOT, file), 'utf8');
  return /Permission is hereby granted, free of charge, to any person obtaining a copy/.test(text) ? 'MIT' : undefined;
}

/** Rows of the tables in docs/dependencies.md: package, version, licence, what for, why not our own. */
const rows = new Map(
  readFileSync(join(ROOT, 'docs/dependencies.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| `/.test(line))
    .map((line) => {
      const [name, version, licence, purpose, reason] = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      return [name!.replaceAll('`', ''), { version, licence, purpose, reason }] as const;
    }),
);

describe('packages installed with the app', () => {
  it(`are at most ${MAX_RUNTIME_PACKAGES}`, () => {
    expect(runtime.length).toBeGreaterThan(5);
    expect(runtime.length).toBeLessThanOrEqual(MAX_RUNTIME_PACKAGES);
  });

  it.each(runtime)('%s stands in docs/dependencies.md with version, licence, use and reason', (name) => {
    const installed = packageFile(`node_modules/${name}`);
    const row = rows.get(name);
    expect(row, `a line for ${name}`).toBeDefined();
    expect(row!.version).toBe(installed.version);
    expect(row!.licence).toBe(installed.license);
    expect(row!.purpose!.length).toBeGreaterThan(10);
    expect(row!.reason!.length).toBeGreaterThan(10);
  });

  it.each(runtime)('%s has a licence we accept', (name) => {
    expect(isAccepted(packageFile(`node_modules/${name}`).license, ACCEPTED)).toBe(true);
  });
});

describe('packages used while building and testing', () => {
  it.each(tools)('%s has a licence we accept for tools and stands in docs/dependencies.md', (name) => {
    const installed = packageFile(`node_modules/${name}`);
    expect(isAccepted(installed.license, ACCEPTED_FOR_TOOLS)).toBe(true);
    expect(rows.get(name)).toMatchObject({ version: installed.version, licence: installed.license });
  });
});

it('what packages bring along into the app has a licence we accept too', () => {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages as Record<
    string,
    { dev?: boolean; license?: string; devOptional?: boolean; link?: boolean }
  >;
  const shipped = Object.entries(lock).filter(
    ([path, entry]) => path.startsWith('node_modules/') && !entry.dev && !entry.link,
  );
  expect(shipped.length).toBeGreaterThan(20);
  const refused = shipped
    .filter(([path]) => existsSync(join(ROOT, path, 'package.json')))
    .map(([path, entry]) => [path, entry.license ?? packageFile(path).license ?? licenceInFile(path)] as const)
    .filter(([, licence]) => !isAccepted(licence, ACCEPTED));
  expect(refused).toEqual([]);
});

it('every version is exact', () => {
  const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
    ([, version]) => !/^(?:npm:(?:@[\w-]+\/)?[\w-]+@)?\d+\.\d+\.\d+$/.test(version as string),
  );
  expect(loose).toEqual([]);
});

describe('the packages the product was asked to be built with', () => {
  const files = readSourceFiles();
  const isImported = (name: string): boolean =>
    files.some(({ imports }) => imports.some(({ from, isTypeOnly }) => !isTypeOnly && packageOf(from) === name));

  it.each([
    'electron',
    'react',
    'onnxruntime-node',
    '@xenova/transformers',
    'node-record-lpcm16',
    'wavefile',
    'better-sqlite3',
  ])('%s is in package.json and does real work in the source', (name) => {
    expect([...runtime, ...tools]).toContain(name);
    expect(isImported(name)).toBe(true);
  });

  it.each(['electron-builder', 'vitest'])('%s is in package.json', (name) => {
    expect(tools).toContain(name);
  });

  it.each(runtime)('%s, installed with the app, is loaded by it', (name) => {
    expect(isImported(name)).toBe(true);
  });
});

describe('what is not ours under models and resources', () => {
  const thirdParty = globSync('{models,resources}/**/*.{onnx,ttf,otf,woff2,wav,flac,png,jpg,svg,bin}', { cwd: ROOT });

  it('has its licence or its sources written down beside it', () => {
    expect(thirdParty.length).toBeGreaterThan(5);
    const without = thirdParty.filter(
      (file) => globSync(join(dirname(file), '{LICENSE,LICENCE,OFL,SOURCES,NOTICE}*'), { cwd: ROOT }).length === 0,
    );
    expect(without).toEqual([]);
  });

  it('each model names licence, source, size and hash in the manifest, and each model file is in it', () => {
    const { models } = JSON.parse(readFileSync(join(ROOT, 'models/manifest.json'), 'utf8')) as {
      models: readonly { file: string; licence?: string; source?: string; sha256?: string; bytes?: number }[];
    };
    for (const { file, licence, source, sha256, bytes } of models) {
      expect(licence, file).toMatch(/^(?:MIT|Apache-2\.0|BSD-3-Clause)\b/);
      expect(source, file).toMatch(/\w{5}/);
      expect(sha256, file).toMatch(/^[0-9a-f]{64}$/);
      expect(bytes, file).toBeGreaterThan(0);
    }
    const listed = new Set(models.map(({ file }) => `models/${file}`));
    expect(thirdParty.filter((file) => file.startsWith('models/') && !listed.has(file.replaceAll('\\', '/')))).toEqual(
      [],
    );
  });
});

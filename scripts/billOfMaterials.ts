/**
 * What is shipped, and under which licences: a CycloneDX 1.6 bill of materials and the licence texts, made offline from
 * package-lock.json, the installed packages and the models' manifest. `npm run sbom` writes both into resources/, so that
 * they lie beside the app; a test holds them against what is installed.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { canonicalJson } from '../src/shared/canonicalJson.ts';

export const SBOM_FILE = 'resources/sbom.cdx.json';
export const LICENCES_FILE = 'resources/third-party-licences.txt';

interface LockEntry {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Model {
  readonly id: string;
  readonly file: string;
  readonly sha256: string;
  readonly licence: string;
  readonly source: string;
  readonly purpose: string;
}

interface Component {
  readonly place: string;
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly integrity: string | null;
}

/** Electron is a tool by package.json and the program that is shipped. */
const SHIPPED_TOOLS = ['electron'];

export function shippedPackages(root: string): readonly Component[] {
  const packages = (readJson(root, 'package-lock.json') as { packages: Record<string, LockEntry> }).packages;
  const manifest = readJson(root, 'package.json') as { dependencies: Record<string, string> };
  const found = new Map<string, Component>();
  const open = [...Object.keys(manifest.dependencies), ...packagesOfPages(root)].map((name) => ({ name, from: '' }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const place = placeOf(packages, next.name, next.from);
    const entry = place === null ? undefined : packages[place];
    // A stand-in of our own in place of a package, or one that npm left out as optional.
    if (place === null || entry === undefined || entry.link === true || found.has(place)) continue;
    found.set(place, component(root, place, entry));
    const wanted = { ...entry.dependencies, ...entry.optionalDependencies };
    for (const name of Object.keys(wanted)) open.push({ name, from: place });
  }
  for (const name of SHIPPED_TOOLS) {
    const entry = packages[`node_modules/${name}`];
    if (entry !== undefined) found.set(`node_modules/${name}`, component(root, `node_modules/${name}`, entry));
  }
  return [...found.values()].toSorted((a, b) => (a.place < b.place ? -1 : 1));
}

/** The packages that the build puts into the pages. */
function packagesOfPages(root: string): readonly string[] {
  const imports = /(?:from|import|url\()\s*["']([^"'.][^"']*)["']/g;
  const names = globSync('src/renderer/**/*.{ts,tsx,css}', { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(imports)].map((match) => match[1] ?? ''),
  );
  const packages = names.map((name) =>
    name
      .split('/')
      .slice(0, name.startsWith('@') ? 2 : 1)
      .join('/'),
  );
  return [...new Set(packages)]
    .filter((name) => existsSync(join(root, 'node_modules', name, 'package.json')))
    .toSorted();
}

/** As Node looks for a package: beside the one that asks for it, then further up. */
function placeOf(packages: Readonly<Record<string, LockEntry>>, name: string, from: string): string | null {
  for (let folder = from; ; folder = folder.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, '')) {
    const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (packages[place] !== undefined) return place;
    if (folder === '') return null;
  }
}

function component(root: string, place: string, entry: LockEntry): Component {
  const name = entry.name ?? place.replace(/^.*node_modules\//, '');
  return {
    ...{ place, name, version: entry.version ?? '' },
    licence: entry.license ?? licenceOfText(licenceText(root, place)),
    integrity: entry.integrity ?? null,
  };
}

function licenceOfText(text: string): string {
  return /Permission is hereby granted, free of charge/.test(text) ? 'MIT' : 'LicenseRef-in-package';
}

function licenceText(root: string, place: string): string {
  if (!existsSync(join(root, place))) return '';
  const file = readdirSync(join(root, place))
    .filter((name) => /^(?:licen[cs]e|copying)/i.test(name))
    .toSorted()[0];
  return file === undefined
    ? ''
    : readFileSync(join(root, place, file), 'utf8')
        .replaceAll('\r\n', '\n')
        .trim();
}

export function billOfMaterials(root: string): string {
  const manifest = readJson(root, 'package.json') as { name: string; version: string };
  const { models } = readJson(root, 'models/manifest.json') as { models: readonly Model[] };
  const libraries = shippedPackages(root).map((each) => ({
    type: 'library',
    'bom-ref': `pkg:npm/${each.name.replace('@', '%40')}@${each.version}#${each.place}`,
    name: each.name,
    version: each.version,
    purl: `pkg:npm/${each.name.replace('@', '%40')}@${each.version}`,
    licenses: [licenceChoice(each.licence)],
    ...(each.integrity === null ? {} : { hashes: [hashOf(each.integrity)] }),
  }));
  const weights = models.map((model) => ({
    type: 'machine-learning-model',
    'bom-ref': `model:${model.id}`,
    name: model.id,
    version: model.sha256.slice(0, 12),
    description: `${model.purpose}; ${model.source}`,
    licenses: [licenceChoice(model.licence)],
    hashes: [{ alg: 'SHA-256', content: model.sha256 }],
  }));
  const components = [...libraries, ...weights];
  // No time and no chance in it: the same lock file gives the same bytes.
  const digest = createHash('sha256').update(canonicalJson(components)).digest('hex');
  const serial = [8, 4, 4, 4, 12].reduce<{ at: number; parts: string[] }>(
    ({ at, parts }, length) => ({ at: at + length, parts: [...parts, digest.slice(at, at + length)] }),
    { at: 0, parts: [] },
  );
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${serial.parts.join('-')}`,
    version: 1,
    metadata: {
      component: { type: 'application', 'bom-ref': manifest.name, name: manifest.name, version: manifest.version },
    },
    components,
  };
  return `${JSON.stringify(bill, null, 1)}\n`;
}

/** An SPDX expression, or the name of a licence that is none of SPDX's. */
function licenceChoice(licence: string) {
  return licence.startsWith('LicenseRef') ? { license: { name: licence } } : { expression: licence };
}

function hashOf(integrity: string) {
  const [algorithm = '', base64 = ''] = integrity.split(' ')[0]?.split('-') ?? [];
  return {
    alg: algorithm.replace('sha', 'SHA-').toUpperCase(),
    content: Buffer.from(base64, 'base64').toString('hex'),
  };
}

/** Each licence text once, with the packages it goes with. */
export function licenceTexts(root: string): string {
  const byText = new Map<string, string[]>();
  const without: string[] = [];
  for (const { place, name, version, licence } of shippedPackages(root)) {
    const text = licenceText(root, place);
    const title = `${name} ${version} (${licence})`;
    if (text === '') without.push(title);
    else byText.set(text, [...(byText.get(text) ?? []), title]);
  }
  const line = '='.repeat(78);
  const blocks = [...byText].map(([text, titles]) => `${line}\n${titles.join('\n')}\n${line}\n\n${text}\n`);
  const head = 'Software of others that OT Scribe is built with, and the licences it is used under.\n';
  const rest = `${line}\nNamed in their package file, without a text of their own here (parts for other systems among them)\n${line}\n\n${without.join('\n')}\n`;
  return [head, ...blocks, rest].join('\n');
}

function readJson(root: string, file: string): unknown {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}

if (import.meta.main) {
  const root = resolve(import.meta.dirname, '..');
  writeFileSync(join(root, SBOM_FILE), billOfMaterials(root));
  writeFileSync(join(root, LICENCES_FILE), licenceTexts(root));
}

/** House rules a reader would trip over: long files, notes to oneself, traces of the machine it was written on. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir, hostname, tmpdir } from 'node:os';
import { dirname, extname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, readSourceFiles } from './sourceCode.ts';

const MAX_LINES = 400;
const BINARY = ['.onnx', '.wav', '.png', '.ttf', '.woff2', '.ico', '.icns', '.pdf', '.gz'];
const files = readSourceFiles();

/** What is in version control; without it (an unpacked archive) there is nothing to say about tracked files. */
const tracked = ((): readonly string[] => {
  try {
    const listed = execFileSync('git', ['ls-files', '-z'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return listed.split('\0').filter((path) => path !== '' && existsSync(join(ROOT, path)));
  } catch {
    return [];
  }
})();

describe('the source', () => {
  it(`has no file of more than ${MAX_LINES} lines`, () => {
    expect(files.length).toBeGreaterThan(200);
    const long = files.filter(({ text }) => text.split('\n').length - 1 > MAX_LINES).map(({ path }) => path);
    expect(long).toEqual([]);
  });

  it('has no note to oneself', () => {
    expect(files.filter(({ text }) => /\b(?:TODO|FIXME|XXX|HACK)\b/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('does not write to the console', () => {
    expect(files.filter(({ names }) => names.has('console')).map(({ path }) => path)).toEqual([]);
  });

  it('switches no check of the compiler or the linter off without a reason', () => {
    const found = files.filter(({ text }) =>
      /@ts-(?:ignore|nocheck)|@ts-expect-error\s*$|biome-ignore[^:]*$/m.test(text),
    );
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  it('says in each file of some length what it is for, before the first thing it exports', () => {
    const head = (text: string): string => text.slice(0, text.search(/^export\b/m) + 1) || text;
    const silent = files
      .filter(({ path }) => !path.startsWith('src/shared/domain/'))
      .filter(({ text }) => !/^\s*(?:\/\*\*|\/\/)/m.test(head(text)));
    // Short files whose name and one export say it all need no header.
    expect(silent.filter(({ text }) => text.split('\n').length > 60).map(({ path }) => path)).toEqual([]);
  });
});

describe.runIf(tracked.length > 0)('tracked files', () => {
  const texts = tracked
    .filter((path) => !BINARY.includes(extname(path)))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));

  it('name no place and no name of the machine they were written on', () => {
    expect(texts.length).toBeGreaterThan(100);
    // A checkout in the folder for temporary files says nothing about a machine by that folder's name.
    const places = [ROOT, dirname(ROOT), homedir()]
      .filter((place) => place.length > 1 && place !== tmpdir())
      .map((place) => `${place}/`);
    // A name like "debian" may well stand in a text; one with digits in it is this machine's alone.
    const names = [hostname()].filter((name) => name.length >= 6 && /\d/.test(name));
    const found = texts.flatMap(({ path, text }) => [
      ...places
        .filter((place) => new RegExp(`(?<![\\w.~*-])${escaped(place)}\\w`).test(text))
        .map((place) => `${path}: ${place}`),
      ...names.filter((name) => new RegExp(`\\b${escaped(name)}\\b`).test(text)).map((name) => `${path}: ${name}`),
    ]);
    expect(found).toEqual([]);
  });

  it('lead up and out of the repository nowhere', () => {
    const found = texts.flatMap(({ path, text }) =>
      [...text.matchAll(/(?<![\w/.])(?:\.\.\/)+shared\b[\w./-]*/g)]
        .map(([address]) => ({ address, target: resolve(ROOT, dirname(path), address.replace(/[.,;]+$/, '')) }))
        .filter(({ target }) => !target.startsWith(`${ROOT}/src/shared`) && !isPlaceInSource(path, target))
        .map(({ address }) => `${path}: ${address}`),
    );
    expect(found).toEqual([]);
  });

  it('are not left over from a build or an editor', () => {
    const stray = tracked.filter((path) =>
      /(?:^|\/)(?:node_modules|dist|out|coverage)\/|\.(?:orig|rej|swp|tsbuildinfo|log)$|~$/.test(path),
    );
    expect(stray).toEqual([]);
  });
});

/** Code held in a test as text names its imports as seen from the file it stands for. */
function isPlaceInSource(path: string, target: string): boolean {
  return path.startsWith('tests/static/') && !target.startsWith(`${ROOT}/..`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

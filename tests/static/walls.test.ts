/** The walls of docs/architecture.md, read from its own table: what the picture promises is what the code does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageOf, ROOT, readSourceFiles, type SourceFile } from './sourceCode.ts';

interface Cell {
  readonly folders: readonly string[];
  readonly mayImport: ReadonlyMap<string, string>;
}

/** One row of the table: its folders, and what stands in each column. */
function readTable(): readonly Cell[] {
  const lines = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8').split('\n');
  const start = lines.findIndex((line) => line.startsWith('| from'));
  const columns = splitRow(lines[start]!).slice(1);
  const rows = lines.slice(start + 2);
  return rows
    .slice(
      0,
      rows.findIndex((line) => !line.startsWith('|')),
    )
    .map((line) => {
      const [label, ...marks] = splitRow(line);
      const [area, parts] = label!.includes(':') ? label!.split(':') : ['', label];
      const folders = parts!.split(',').map((part) => ['src', area!.trim(), part.trim()].filter(Boolean).join('/'));
      return { folders, mayImport: new Map(columns.map((column, index) => [column, marks[index] ?? ''])) };
    });
}

const splitRow = (line: string): readonly string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('`', ''));

const cells = readTable();
const files = readSourceFiles();
const isIn = (path: string, folder: string): boolean => path.startsWith(`${folder}/`);
const cellOf = (path: string): Cell | undefined =>
  cells.find(({ folders }) => folders.some((folder) => isIn(path, folder)));
const PURE = cells.find(({ folders }) => folders.includes('src/audio/dsp'))?.folders ?? [];
/** In a checkout this builds the pages before it shows them; an installed app has them and never gets there. */
const MAY_LOAD_A_TOOL = 'src/main/shell/builtPages.ts';
const ONLY_TYPES_OF_ALL = 'src/main/shell/electron/preload.ts';

/** The column an import falls under. */
function columnOf(target: string): string {
  if (isIn(target, 'src/shared')) return 'shared';
  if (isIn(target, 'src/nlp')) return 'nlp';
  if (isIn(target, 'src/audio')) return 'audio';
  return isIn(target, 'src/main/core') || isIn(target, 'src/main/workers') ? 'main/core' : target;
}

function isAllowed(file: SourceFile, target: string): boolean {
  const cell = cellOf(file.path)!;
  const own = cell.folders.find((folder) => isIn(file.path, folder))!;
  if (isIn(target, own)) return true;
  const mark = cell.mayImport.get(columnOf(target)) ?? '';
  if (mark === '✓ pure') return PURE.some((folder) => isIn(target, folder));
  return mark === '✓';
}

describe('the table', () => {
  it('is read whole', () => {
    expect(cells).toHaveLength(7);
    expect(cells.flatMap(({ folders }) => folders)).toContain('src/main/cli');
    expect(PURE).toEqual([
      'src/audio/dsp',
      'src/audio/frontEnd',
      'src/audio/vad',
      'src/audio/diarise',
      'src/audio/live',
    ]);
  });

  it('has a place for every file of the source', () => {
    expect(files.length).toBeGreaterThan(200);
    expect(files.filter(({ path }) => cellOf(path) === undefined).map(({ path }) => path)).toEqual([]);
  });

  it('would catch an import that it forbids', () => {
    const from = (path: string) => ({ path }) as SourceFile;
    expect(isAllowed(from('src/nlp/text/a.ts'), 'src/audio/dsp/b.ts')).toBe(false);
    expect(isAllowed(from('src/audio/dsp/a.ts'), 'src/audio/onnx/b.ts')).toBe(false);
    expect(isAllowed(from('src/audio/vad/a.ts'), 'src/audio/dsp/b.ts')).toBe(true);
    expect(isAllowed(from('src/renderer/a.ts'), 'src/main/core/b.ts')).toBe(false);
    expect(isAllowed(from('src/main/core/a.ts'), 'src/main/shell/electron/b.ts')).toBe(false);
    expect(isAllowed(from('src/shared/a.ts'), 'src/nlp/b.ts')).toBe(false);
  });
});

describe('every import', () => {
  it('stays inside the walls, types included', () => {
    const breaches = files.flatMap((file) =>
      file.imports
        .filter(({ path }) => path?.startsWith('src/') && !isAllowed(file, path))
        .map(({ path }) => `${file.path} → ${path}`),
    );
    expect(breaches).toEqual([]);
  });

  it('of another part of the repository does not happen', () => {
    const breaches = files.flatMap((file) =>
      file.imports
        .filter(({ path }) => path !== null && !path.startsWith('src/'))
        .map(({ path }) => `${file.path} → ${path}`),
    );
    expect(breaches).toEqual([]);
  });

  it('of a module of Node happens only where Node is allowed', () => {
    const breaches = files
      .filter(({ path }) => cellOf(path)?.mayImport.get('node:*') !== '✓' || path === ONLY_TYPES_OF_ALL)
      .flatMap((file) =>
        file.imports.filter(({ from }) => from.startsWith('node:')).map(({ from }) => `${file.path} → ${from}`),
      );
    expect(breaches).toEqual([]);
  });

  it('of electron happens only in its shell, and of its values only where the app starts and in the preload script', () => {
    const users = files.flatMap((file) =>
      file.imports.filter(({ from }) => from === 'electron').map(({ isTypeOnly }) => ({ path: file.path, isTypeOnly })),
    );
    expect(users.filter(({ path }) => !isIn(path, 'src/main/shell/electron'))).toEqual([]);
    expect(users.filter(({ isTypeOnly }) => !isTypeOnly).map(({ path }) => path)).toEqual([
      'src/main/shell/electron/entry.ts',
      'src/main/shell/electron/preload.ts',
    ]);
  });

  it('of the model runtime goes through its one door', () => {
    const users = files.filter(({ imports }) => imports.some(({ from }) => packageOf(from) === 'onnxruntime-node'));
    expect(users.map(({ path }) => path)).toEqual(['src/audio/onnx/runtime.ts']);
  });

  it('names a package of package.json, for the pages any, for Node one that is installed with the app', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const breaches = files.flatMap((file) =>
      file.imports.flatMap(({ from, isTypeOnly }) => {
        const name = packageOf(from);
        if (name === null || name === 'electron') return [];
        const mayBeDev = isTypeOnly || isIn(file.path, 'src/renderer') || file.path === MAY_LOAD_A_TOOL;
        const isListed = name in dependencies || (mayBeDev && name in devDependencies);
        return isListed ? [] : [`${file.path} → ${from}`];
      }),
    );
    expect(breaches).toEqual([]);
  });
});

describe('language and pure sound processing', () => {
  const pure = files.filter(({ path }) => isIn(path, 'src/nlp') || PURE.some((folder) => isIn(path, folder)));
  const NAMES = [
    'process',
    'performance',
    'setTimeout',
    'setInterval',
    'setImmediate',
    'crypto',
    'require',
    'globalThis',
    'window',
  ];
  const MEMBERS = ['Date.now', 'new Date()', 'Math.random', 'Temporal.Now', 'import.meta'];

  it('have no clock, no chance, no files, no process', () => {
    expect(pure.length).toBeGreaterThan(50);
    const breaches = pure.flatMap(({ path, globals, members }) =>
      [...NAMES.filter((name) => globals.has(name)), ...MEMBERS.filter((member) => members.has(member))].map(
        (what) => `${path}: ${what}`,
      ),
    );
    expect(breaches).toEqual([]);
  });
});

it('windows are made in one place', () => {
  const makers = files.filter(({ text }) => /new [\w.]*\b(?:BrowserWindow|BrowserView|WebContentsView)\b/.test(text));
  expect(makers.map(({ path }) => path)).toEqual(['src/main/shell/electron/windows.ts']);
});

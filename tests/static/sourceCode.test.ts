/** The static proofs are worth what their reader sees: it is tested on code that tries to hide. */
import { expect, it } from 'vitest';
import { packageOf, parseSource, readSourceFiles } from './sourceCode.ts';

const read = (text: string, path = 'src/nlp/example.ts') => parseSource(path, text);
const importsOf = (text: string) =>
  read(text).imports.map(({ from, isTypeOnly }) => `${from}${isTypeOnly ? ' (type)' : ''}`);

it('sees every form of an import', () => {
  expect(
    importsOf(`import a from 'a'; import * as b from 'b'; import 'c'; export * from 'd'; export { e } from 'e';`),
  ).toEqual([...['a', 'b', 'c', 'd', 'e']]);
  expect(
    importsOf(`await import('a'); const b = require('b'); require.resolve('c'); createRequire(import.meta.url)('d')`),
  ).toEqual([...['a', 'b', 'c', 'd']]);
  expect(
    importsOf(
      `import type { A } from 'a'; import { type B } from 'b'; import { type C, c } from 'c'; export type { D } from 'd';`,
    ),
  ).toEqual(['a (type)', 'b (type)', 'c', 'd (type)']);
});

it('resolves relative imports inside the repository', () => {
  expect(read(`import { a } from '../shared/result.ts'`).imports[0]!.path).toBe('src/shared/result.ts');
});

it('sees global names used as values, not those in types, keys, strings and comments', () => {
  const file = read(`
    // fetch WebSocket
    const text = 'XMLHttpRequest'; const object = { fetch: 1 }; object.fetch;
    let socket: WebSocket; type T = EventSource;
    const made = (globalThis.fetch) as unknown; const value = process!.env;
  `);
  for (const name of ['WebSocket', 'XMLHttpRequest', 'EventSource', 'fetch']) expect(file.names.has(name)).toBe(false);
  expect(file.names.has('process')).toBe(true);
  expect(file.members.has('globalThis.fetch')).toBe(true);
  expect(read('const open = () => new WebSocket(address) as unknown as Socket;').names.has('WebSocket')).toBe(true);
  expect(read('const send = { fetch };').names.has('fetch')).toBe(true);
  expect(read('call(fetch)').names.has('fetch')).toBe(true);
});

it('tells a clock from a fixed date, and a member by any spelling', () => {
  const file = read(`const a = new Date(5); const b = new Date(); Math['random'](); Date.now?.();`);
  expect(file.members.has('new Date()')).toBe(true);
  expect(file.members.has('Math.random')).toBe(true);
  expect(file.members.has('Date.now')).toBe(true);
  expect(read('new Date(5)').members.has('new Date()')).toBe(false);
});

it('tells a global name from one that is declared in the file', () => {
  const globals = (text: string) => [...read(text).globals].toSorted();
  expect(globals('const window = hann(512); use(window);')).toEqual(['hann', 'use']);
  expect(globals('const f = ({ a: window, ...rest }, [performance = 1]) => window + rest + performance;')).toEqual([]);
  expect(globals(`import { process } from './x.ts'; try { process(); } catch (crypto) { crypto; }`)).toEqual([]);
  expect(globals('use(window.innerWidth, performance.now())')).toEqual(['performance', 'use', 'window']);
});

it('reads pages too', () => {
  const file = parseSource('src/renderer/Page.tsx', `export const Page = () => <div onClick={() => fetch('/x')} />;`);
  expect(file.names.has('fetch')).toBe(true);
});

it('knows the package of an import', () => {
  expect(['@scope/name/deep', 'name/deep', 'name', './x', 'node:fs'].map(packageOf)).toEqual([
    ...['@scope/name', 'name', 'name', null, null],
  ]);
});

it('sees the whole source', () => {
  const files = readSourceFiles();
  expect(files.length).toBeGreaterThan(200);
  expect(new Set(files.map(({ path }) => path.split('/')[1]))).toEqual(
    new Set(['audio', 'main', 'nlp', 'renderer', 'shared']),
  );
  expect(files.filter(({ imports }) => imports.length > 0).length).toBeGreaterThan(files.length / 2);
});

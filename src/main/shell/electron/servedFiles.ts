/**
 * The closed list of what a page can load, made from the build's own manifest. An address is looked up in this map as
 * it stands; no path is ever put together from it, so there is nothing to traverse.
 */
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { z } from 'zod';

export interface ServedFile {
  readonly file: string;
  readonly contentType: string;
}

export type ServedFiles = ReadonlyMap<string, ServedFile>;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const relativePath = z.string().regex(/^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/);
const manifestSchema = z.record(
  z.string(),
  z.object({
    file: relativePath,
    css: z.array(relativePath).optional(),
    assets: z.array(relativePath).optional(),
  }),
);

/** @throws when the build is missing or not ours: the app cannot show anything then. */
export function readServedFiles(folder: string): ServedFiles {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  const paths = Object.values(manifest).flatMap(({ file, css = [], assets = [] }) => [file, ...css, ...assets]);
  return new Map([
    ['/', servedFile(folder, 'index.html')],
    ['/index.html', servedFile(folder, 'index.html')],
    ...paths.map((path) => [`/${path}`, servedFile(folder, path)] as const),
  ]);
}

function servedFile(folder: string, path: string): ServedFile {
  const contentType = CONTENT_TYPES[extname(path)];
  if (contentType === undefined) throw new Error(`The build holds ${path}, a kind of file that pages do not need.`);
  return { file: join(folder, path), contentType };
}

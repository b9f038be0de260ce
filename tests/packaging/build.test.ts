/** `npm run build` for real: the pages as the shells serve them, with nothing a strict content policy would refuse. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../scripts/build.ts';
import { NONCE_PLACEHOLDER } from '../../src/main/shell/electron/pageHeaders.ts';
import { answerPage } from '../../src/main/shell/electron/protocol.ts';
import { readServedFiles, type ServedFiles } from '../../src/main/shell/electron/servedFiles.ts';

let folder: string;
let files: ServedFiles;
let page: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ot-scribe-build-'));
  await buildApp(resolve(import.meta.dirname, '../..'), folder);
  files = readServedFiles(join(folder, 'renderer'));
  page = readFileSync(join(folder, 'renderer/index.html'), 'utf8');
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the built pages', () => {
  it('load files of their own alone, each of which is served', async () => {
    const addresses = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!);
    expect(addresses.length).toBeGreaterThanOrEqual(3);
    for (const address of addresses) {
      expect(address).toMatch(/^\.\/assets\//);
      const response = await answerPage({ method: 'GET', url: `app://scribe${address.slice(1)}` }, files);
      expect(response.status, address).toBe(200);
    }
  });

  it('hold no inline script and no inline style', () => {
    expect(page).not.toMatch(/<style|<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=|javascript:/i);
  });

  it('have one place for the nonce', () => {
    expect(page.split(NONCE_PLACEHOLDER)).toHaveLength(2);
  });

  it('name no address of another machine that would be loaded', () => {
    const served = [...new Set([...files.values()].map(({ file }) => file))];
    expect(served.length).toBeGreaterThan(3);
    for (const file of served.filter((each) => /\.(?:css|html)$/.test(each))) {
      expect(readFileSync(file, 'utf8'), file).not.toMatch(/(?:url\(|@import|src=|href=)\s*["']?(?:https?:)?\/\//);
    }
  });

  it('are small enough to be there at once', () => {
    const bytes = [...new Set([...files.values()].map(({ file }) => file))]
      .filter((file) => /\.(?:js|css)$/.test(file))
      .reduce((sum, file) => sum + statSync(file).size, 0);
    expect(bytes).toBeLessThan(1_500_000);
  });
});

describe('the built Node side', () => {
  it('starts at the file that package.json names', () => {
    const { main } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8'));
    expect(readFileSync(join(folder, main.replace(/^dist\//, '')), 'utf8')).toBe(
      "import './shell/electron/entry.js';\n",
    );
    expect(statSync(join(folder, 'main/shell/electron/entry.js')).isFile()).toBe(true);
  });
});

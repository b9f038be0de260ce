/** Photographs all parts on one page in both themes, has axe look at them, and measures what can be pressed. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeReport } from './support/axe.ts';
import { CHROMIUM, launchBrowser } from './support/browser.ts';
import { ROOT } from './support/openApp.ts';

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
/** WCAG 2.2, 2.5.8. */
const SMALLEST_TARGET_PX = 24;

describe.skipIf(CHROMIUM === null)('the gallery of parts', () => {
  let browser: Browser;
  let server: Server;
  let folder: string;
  let address: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ot-scribe-gallery-'));
    await build({
      ...{ configFile: false, root: `${ROOT}tests/e2e/gallery`, base: './', logLevel: 'error', plugins: [react()] },
      build: { outDir: folder, emptyOutDir: true, target: 'chrome130', cssTarget: 'chrome130' },
    });
    server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://gallery').pathname;
      const file = join(folder, path === '/' ? 'index.html' : path);
      try {
        const bytes = readFileSync(file);
        response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(bytes);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['light', 'dark'] as const)(
    'keeps to WCAG 2.2 AA in the %s theme, and every target is large enough',
    async (theme) => {
      const page = await browser.newPage({
        colorScheme: theme,
        viewport: { width: 1280, height: 800 },
        reducedMotion: 'reduce',
      });
      await page.goto(address);
      await page.getByRole('heading', { name: 'Parts' }).waitFor();
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: `${ROOT}docs/screens/gallery-${theme}.png`, fullPage: true });
      const { violations, passed } = await axeReport(page);
      process.stdout.write(`axe gallery ${theme}: ${violations.length} violations, ${passed} rules passed\n`);
      expect(violations).toEqual([]);
      const small = await page.locator('button, summary, label.choice, label.tick').evaluateAll(
        (targets, least) =>
          targets
            .map((target) => ({ text: target.textContent, box: target.getBoundingClientRect() }))
            .filter(({ box }) => box.width > 0 && Math.min(box.width, box.height) < least)
            .map(({ text, box }) => `${text}: ${Math.round(box.width)} × ${Math.round(box.height)}`),
        SMALLEST_TARGET_PX,
      );
      expect(small).toEqual([]);
      await page.close();
    },
  );
});

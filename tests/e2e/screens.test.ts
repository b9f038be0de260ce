/** Photographs every screen and state in both themes into docs/screens, and has axe look at each. */
import { mkdirSync, statSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../src/main/core/createCore.ts';
import { axeReport } from './support/axe.ts';
import { CHROMIUM, launchBrowser } from './support/browser.ts';
import { buildPages, openApp, ROOT, type Theme } from './support/openApp.ts';
import { SCENES } from './support/scenes.ts';

const FOLDER = `${ROOT}docs/screens`;
const LARGEST_BYTES = 200_000;
const THEMES: readonly Theme[] = ['light', 'dark'];

describe.skipIf(CHROMIUM === null)('every screen, in both themes', () => {
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(FOLDER, { recursive: true });
    await buildPages();
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  describe.each(THEMES)('%s', (theme) => {
    it.each(SCENES)('$name keeps to WCAG 2.2 AA and to the content security policy', async (scene) => {
      const core = scene.core();
      const app = await openApp(browser, core satisfies Core, { theme, viewport: scene.viewport });
      try {
        await app.page.locator('main').waitFor();
        await scene.go?.(app.page, core);
        await app.page.evaluate(() => document.fonts.ready);
        await app.page.waitForTimeout(150);
        const path = `${FOLDER}/${scene.name}-${theme}.png`;
        await app.page.screenshot({ path });
        const { violations, passed } = await axeReport(app.page);
        process.stdout.write(`axe ${scene.name} ${theme}: ${violations.length} violations, ${passed} rules passed\n`);
        expect(violations).toEqual([]);
        expect(app.faults).toEqual([]);
        expect(statSync(path).size).toBeLessThan(LARGEST_BYTES);
      } finally {
        await app.close();
      }
    });
  });
});

/** At 200 % zoom and beside another window nothing is cut off sideways, and the recording's buttons fit a gloved hand. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, launchBrowser } from './support/browser.ts';
import { buildPages, openApp } from './support/openApp.ts';
import type { Scene } from './support/sceneSteps.ts';
import { SCENES } from './support/scenes.ts';

const ZOOMED = { width: 640, height: 400 };
const BESIDE = { width: 683, height: 768 };
const GLOVE_PX = 44;
const NAMES = [
  ...[
    'first-run-you',
    'today',
    'search',
    'patient',
    'patient-due',
    'consent',
    'recording',
    'processing',
    'review',
    'review-findings',
  ],
  ...[
    'review-threshold',
    'sign',
    'addendum',
    'contribution-first',
    'contribution',
    'review-history',
    'settings',
    'settings-recognisers',
  ],
  ...['report', 'report-goal', 'report-finished', 'report-signed', 'report-home'],
];

function scene(name: string): Scene {
  const found = SCENES.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`There is no scene ${name}`);
  return found;
}

describe.skipIf(CHROMIUM === null)('little room', () => {
  let browser: Browser;
  beforeAll(async () => {
    await buildPages();
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  describe.each([
    ['at 200 % zoom', ZOOMED],
    ['beside another window', BESIDE],
  ])('%s', (_, viewport) => {
    it.each(NAMES)('%s needs no scrolling sideways', async (name) => {
      const core = scene(name).core();
      const app = await openApp(browser, core, { viewport });
      try {
        await app.page.locator('main').waitFor();
        await scene(name).go?.(app.page, core);
        const overflow = await app.page.evaluate(() =>
          [document.documentElement, ...document.querySelectorAll('main, main > *, .review-note, [role=dialog]')]
            .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
            .map(
              (element) => `${element.tagName}.${element.className}: ${element.scrollWidth} > ${element.clientWidth}`,
            ),
        );
        expect(overflow).toEqual([]);
      } finally {
        await app.close();
      }
    });
  });

  it.each([{ width: 1280, height: 800 }, { width: 960, height: 720 }, BESIDE])(
    'keeps the tabs beside the note in one row, each by its name, at $width px',
    async (viewport) => {
      const core = scene('review').core();
      const app = await openApp(browser, core, { viewport });
      try {
        await scene('review').go?.(app.page, core);
        const tabs = await app.page
          .getByRole('tab')
          .evaluateAll((all) =>
            all.map((tab) => ({ top: tab.getBoundingClientRect().top, isCut: tab.scrollWidth > tab.clientWidth + 1 })),
          );
        expect(tabs.length).toBeGreaterThanOrEqual(6);
        expect(new Set(tabs.map(({ top }) => top)).size).toBe(1);
        expect(tabs.some(({ isCut }) => isCut)).toBe(false);
      } finally {
        await app.close();
      }
    },
  );

  it('gives the buttons of a recording the size of a gloved finger', async () => {
    const core = scene('recording').core();
    const app = await openApp(browser, core, { viewport: BESIDE });
    try {
      await scene('recording').go?.(app.page, core);
      for (const name of [/^Pause/, /^Mark/, /^Stop$/, /Therapeutic exercise/]) {
        const box = await app.page.getByRole('button', { name }).first().boundingBox();
        expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(GLOVE_PX);
      }
    } finally {
      await app.close();
    }
  });
});

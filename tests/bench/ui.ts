/**
 * How quickly the pages answer over a store as it is after a busy year, in Chromium with the real core.
 *   node tests/bench/ui.ts [--patients N] [--sessions N] [--rounds N] [--keep FOLDER]
 * FOLDER keeps the made profile for the next run. Times are taken in the page, from the key or click to the frame that
 * shows its result. The exit code is 1 when the 95th percentile of a row is above its limit.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { openCore } from '../../src/main/core/openCore.ts';
import { dataPaths } from '../../src/main/core/security/dataFolder.ts';
import { launchBrowser } from '../e2e/support/browser.ts';
import { buildPages, openApp } from '../e2e/support/openApp.ts';
import { LONG_PATIENT, makeBusyYear, must, PASSPHRASE } from './ui/busyYear.ts';
import { installProbe, timed } from './ui/inPage.ts';

const { values } = parseArgs({
  options: {
    patients: { type: 'string', default: '200' },
    sessions: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '8' },
    keep: { type: 'string' },
  },
});
const size = { patients: Number(values.patients), sessions: Number(values.sessions), drafts: 12, utterances: 60 };
const rounds = Number(values.rounds);
const ANSWER_LIMIT_MS = 100;
const UNLOCK_LIMIT_MS = 2000;
/** The search waits so long for the end of a word. */
const SEARCH_WAIT_MS = 200;

interface Row {
  readonly what: string;
  readonly limitMs: number;
  readonly takenMs: number[];
}
const rows: Row[] = [];

async function measure(what: string, limitMs: number, once: (round: number) => Promise<number>): Promise<void> {
  const row: Row = { what, limitMs, takenMs: [] };
  rows.push(row);
  for (let round = 0; round < rounds; round++) row.takenMs.push(await once(round));
}

const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'ot-scribe-ui-'));
const isMade = existsSync(dataPaths(folder).database);
if (!isMade) {
  process.stderr.write(`Making ${size.patients} patients with ${size.sessions} sessions ...\n`);
  await makeBusyYear(folder, size);
}
await buildPages();
const core = must(await openCore({ shell: 'test', dataFolder: folder }));
const browser = await launchBrowser();
const app = await openApp(browser, core, { script: installProbe });
const { page } = app;

try {
  await measureAll(page);
} finally {
  await app.close();
  await browser.close();
  await core.close();
  print();
  if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
}

async function measureAll(page: Page): Promise<void> {
  const press = (key: string) => () => page.keyboard.press(key);
  const click = (selector: string, text?: string) => () =>
    page
      .locator(selector, text === undefined ? {} : { hasText: text })
      .first()
      .click();
  const search = page.getByRole('textbox', { name: 'Search' });

  await measure('unlock to the list of patients', UNLOCK_LIMIT_MS, async (round) => {
    if (round > 0) await page.getByRole('button', { name: 'Lock' }).click();
    await page.getByLabel('Passphrase').fill(PASSPHRASE);
    return timed(page, press('Enter'), '.caseload-item');
  });
  await measure('a letter in the search field', ANSWER_LIMIT_MS, async (round) => {
    if (round % 4 === 0) await search.fill('');
    const before = await search.inputValue();
    return timed(page, () => search.press('a'), '.caseload-search input', `${before}a`);
  });
  await search.fill('');
  await measure('search in all sessions, after the wait', ANSWER_LIMIT_MS + SEARCH_WAIT_MS, async (round) => {
    await search.fill(round % 2 === 0 ? 'moderate assis' : 'toile');
    await page.waitForTimeout(600);
    return timed(
      page,
      () => search.press('t'),
      '.caseload:has(.caseload-search input[value$="t"]) .found-text mark',
      round % 2 === 0 ? 'assist' : 'toilet',
    );
  });
  await search.fill('');
  await page.locator('h1').first().click();
  const names = await page.locator('.caseload-name').allTextContents();
  await measure('next patient, with what is due', ANSWER_LIMIT_MS, (round) =>
    timed(page, press('j'), '.patient-pane:has(#clocks-title) .patient-name', names[round]),
  );
  await measure('today to settings', ANSWER_LIMIT_MS, async () => {
    const took = await timed(page, click('.top-link', 'Settings'), 'h1', 'Settings');
    await page.locator('.top-link', { hasText: 'Today' }).click();
    await page.locator('.caseload-item').first().waitFor();
    return took;
  });
  await measure('settings to today', ANSWER_LIMIT_MS, async () => {
    await page.locator('.top-link', { hasText: 'Settings' }).click();
    await page.locator('h1', { hasText: 'Settings' }).waitFor();
    return timed(page, click('.top-link', 'Today'), '.caseload-item');
  });
  const choose = async (): Promise<void> => {
    await search.fill(LONG_PATIENT);
    await page.locator('.caseload-item', { hasText: LONG_PATIENT }).click();
    await page.locator('.patient-name', { hasText: LONG_PATIENT }).waitFor();
  };
  await choose();
  await measure('a letter in a patient’s form', ANSWER_LIMIT_MS, async (round) => {
    if (round === 0) await page.getByRole('button', { name: 'Edit' }).click();
    const name = page.getByLabel('Name', { exact: true });
    await name.press('End');
    const before = await name.inputValue();
    return timed(page, () => name.press('x'), 'form input', `${before}x`);
  });
  await page.locator('.back-link').first().click();
  await measure('open a draft of 45 minutes', ANSWER_LIMIT_MS, async () => {
    await choose();
    const took = await timed(page, click('.next-step .button'), '.note-section-head h2', 'Subjective');
    await page.waitForTimeout(1500);
    await page.locator('.review-title button').first().click();
    await page.locator('.caseload-item').first().waitFor();
    return took;
  });
  await choose();
  await page.locator('.next-step .button').first().click();
  await page.locator('.statement').first().waitFor();
  await page.waitForTimeout(3000);
  await page.keyboard.press('j');
  await page.locator('.evidence-quote').waitFor();
  await measure('next sentence with its source', ANSWER_LIMIT_MS, async (round) => {
    const other = page.locator('.statement').nth(round % 2 === 0 ? 1 : 0);
    const text = (await other.locator('.statement-text').textContent()) ?? '';
    return timed(page, press(round % 2 === 0 ? 'j' : 'k'), '.evidence-quote', text.slice(0, 12));
  });
  await measure('key to the first sound', ANSWER_LIMIT_MS, async () => {
    const took = await timed(page, press('e'), 'html[data-sounding]');
    await page.keyboard.press('Escape');
    await page.waitForTimeout(200);
    return took;
  });
  await measure('a letter in a sentence', ANSWER_LIMIT_MS, async (round) => {
    if (round === 0) await page.keyboard.press('Enter');
    const field = page.getByRole('textbox', { name: 'Sentence' });
    const before = await field.inputValue();
    return timed(page, () => field.press('x'), 'textarea', `${before}x`);
  });
  await page.keyboard.press('Escape');
  await measure('keep a changed sentence', ANSWER_LIMIT_MS, async (round) => {
    await page.keyboard.press('Enter');
    await page
      .getByRole('textbox', { name: 'Sentence' })
      .fill(`Patient wants to manage mornings alone, version ${'i'.repeat(round + 1)}.`);
    return timed(page, press('Control+Enter'), '.statement-text', `version ${'i'.repeat(round + 1)}.`);
  });
  // A kept profile is as it was: the next run finds the same sentences with their sound.
  for (let round = 0; round < rounds; round++) {
    await page.keyboard.press('Control+z');
    await page.waitForTimeout(500);
  }
}

function print(): void {
  const column = (value: string | number, width: number) => String(value).padStart(width);
  const share = (sorted: readonly number[], part: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? 0);
  process.stdout.write(
    `${size.patients} patients, ${size.sessions} sessions; load of the machine ${loadavg()[0]?.toFixed(1)}\n` +
      `${'milliseconds'.padEnd(36)}${column('median', 8)}${column('p95', 8)}${column('limit', 8)}\n`,
  );
  let isOver = false;
  for (const { what, limitMs, takenMs } of rows) {
    const sorted = [...takenMs].sort((a, b) => a - b);
    const p95 = share(sorted, 0.95);
    isOver ||= p95 > limitMs;
    process.stdout.write(
      `${what.padEnd(36)}${column(share(sorted, 0.5), 8)}${column(p95, 8)}${column(limitMs, 8)}${p95 > limitMs ? '  over' : ''}\n`,
    );
  }
  if (app.faults.length > 0) process.stdout.write(`faults: ${app.faults.join('\n')}\n`);
  process.exitCode = isOver || app.faults.length > 0 ? 1 : 0;
}

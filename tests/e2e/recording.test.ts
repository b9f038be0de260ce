/**
 * A session as a therapist records one, through the drivers' path: a fake array with the bundled session as its sound,
 * the pages in a browser, the capture process, the live words, and the whole way to the draft.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../src/main/core/createCore.ts';
import { openCore } from '../../src/main/core/openCore.ts';
import { type FakeArray, hasSoundServer, startFakeArray } from '../support/fakeArray.ts';
import { samplesOf } from './support/arraySound.ts';
import { axeViolations } from './support/axe.ts';
import { CHROMIUM, launchBrowser } from './support/browser.ts';
import { buildPages, type OpenApp, openApp } from './support/openApp.ts';

const PASSPHRASE = 'lantern otter gravel tulip';
const PROCESSING_MS = 400_000;
const SCREENS = process.env.OT_SCRIBE_SCREENS;

if (!hasSoundServer) process.stderr.write('Skipped: recording in the browser needs PulseAudio and the ALSA tools.\n');

describe.skipIf(CHROMIUM === null || !hasSoundServer)('a session recorded with an array', () => {
  let browser: Browser;
  let array: FakeArray;
  let core: Core;
  let app: OpenApp;
  let page: Page;
  let folder: string;
  const savedEnvironment = { ...process.env };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ot-scribe-e2e-'));
    await buildPages();
    browser = await launchBrowser();
    array = await startFakeArray(4, samplesOf('enrol.wav'));
    Object.assign(process.env, array.env);
    const opened = await openCore({ shell: 'test', dataFolder: join(folder, 'data') });
    if (!opened.ok) throw new Error(opened.error.message);
    core = opened.value;
    app = await openApp(browser, core);
    page = app.page;
  });

  afterAll(async () => {
    await app?.close();
    await browser?.close();
    await core?.close();
    array?.stop();
    for (const name of Object.keys(array?.env ?? {})) {
      if (savedEnvironment[name] === undefined) delete process.env[name];
      else process.env[name] = savedEnvironment[name];
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const clockMs = async (): Promise<number> => {
    const [minutes, seconds] = ((await page.getByRole('timer').textContent()) ?? '0:0').split(':').map(Number);
    return ((minutes ?? 0) * 60 + (seconds ?? 0)) * 1000;
  };
  async function picture(name: string): Promise<void> {
    if (SCREENS === undefined) return;
    mkdirSync(SCREENS, { recursive: true });
    await page.screenshot({ path: join(SCREENS, `${name}.png`) });
  }
  const soundFiles = (): string[] => {
    const sessions = join(folder, 'data/sessions');
    return existsSync(sessions)
      ? readdirSync(sessions, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.seg'))
      : [];
  };

  it('starts with a patient and consent, and no sound is stored before it', async () => {
    await page.getByLabel('Your name').fill('Dana Okafor');
    await button('Continue').click();
    await page.getByLabel('Passphrase').fill(PASSPHRASE);
    await page.getByLabel('The same again').fill(PASSPHRASE);
    await button('Set the passphrase').click();
    const code = ((await page.getByTestId('recovery-code').textContent()) ?? '').trim();
    await page.getByLabel('Type its last group').fill(code.split(/\s+/).at(-1) ?? '');
    await button('I have it on paper').click();
    await button(/Add .*patient/)
      .first()
      .click();
    await page.getByLabel('Name', { exact: true }).fill('Walter Example');
    await button(/Save/).click();
    await button(/Start a session/).click();
    await page.getByText('Read this aloud').waitFor();
    await picture('1-consent');
    expect(soundFiles()).toEqual([]);
    await button('They agreed').click();
  });

  it('finds the array by its name, and the therapist says which one it is', async () => {
    await page.getByRole('heading', { name: 'Microphones' }).waitFor();
    await page.getByRole('button', { name: /Device/ }).click();
    await page.getByRole('option', { name: /Chest array/ }).click();
    await page.getByRole('radio', { name: '4', exact: true }).check({ force: true });
    await page.getByRole('radio', { name: /Chest square/ }).check({ force: true });
    await picture('2-microphones');
    expect(await axeViolations(page)).toEqual([]);
    await button('Continue').click();
  });

  it('takes ten seconds of the therapist’s voice', async () => {
    await button('Record my voice').click();
    await page
      .getByRole('list')
      .getByText(/Microphone 4|4/)
      .first()
      .waitFor();
    await page.waitForTimeout(3000);
    await picture('3-voice');
    await page.getByText('Your voice is known for this session.').waitFor({ timeout: 40_000 });
    await picture('4-voice-accepted');
  });

  it('records with a clock that runs, levels that move, and words that come within ten seconds', async () => {
    array.replace(samplesOf('session.wav'));
    await button('Start recording').click();
    await page.getByRole('timer').waitFor();
    const words = page.getByRole('list', { name: 'Words so far' });
    await words
      .getByText(/toilet/i)
      .first()
      .waitFor({ timeout: 60_000 });
    await picture('5-recording');
    await page.keyboard.press('m');
    await expect.poll(clockMs, { timeout: 60_000 }).toBeGreaterThanOrEqual(44_000);
    // A machine with other work may leave words out of the preview; then it says so.
    const isHeard = words.getByText(/shoulder/i).or(page.getByText(/some words are left out/));
    await isHeard.first().waitFor({ timeout: 30_000 });
    expect(await words.textContent()).not.toMatch(/maximum/i);
    expect(await page.getByText('Preview, not the note').isVisible()).toBe(true);
    expect(await page.getByText('All microphones hear well.').isVisible()).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
    await picture('6-recording-words');
  });

  it('hears nothing in a pause', async () => {
    await button(/^Pause/).click();
    await page.getByText('Nothing is being recorded.').waitFor();
    const before = await clockMs();
    await page.waitForTimeout(2500);
    expect(await clockMs()).toBe(before);
    await picture('7-paused');
    await button(/^Resume/).click();
    await expect.poll(clockMs, { timeout: 20_000 }).toBeGreaterThan(before);
  });

  it('ends in a draft that says what was said', async () => {
    await page.waitForTimeout(2000);
    await button(/^Stop/).click();
    await button('Stop now').click();
    await page.getByRole('heading', { name: 'Writing the draft' }).waitFor();
    await page.getByText('DRAFT, not signed').waitFor({ timeout: PROCESSING_MS });
    const note = (await page.getByRole('region', { name: 'Note' }).textContent()) ?? '';
    await picture('8-review');
    expect(note).toContain('Mod A');
    expect(note).toContain('2/10');
    expect(note).not.toContain('Max A');
    await page.getByRole('tab', { name: 'Transcript' }).click();
    await page.getByText('you marked this moment').waitFor();
    await page.getByText(/not recorded, paused/).waitFor();
    await picture('9-transcript');
    expect(await axeViolations(page)).toEqual([]);
    expect(app.faults).toEqual([]);
  });
});

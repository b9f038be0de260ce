/**
 * kill -9 of the whole app under the therapist's hands, again and again: while recording, and while a sentence is typed.
 * The pages in a browser, the core and all its processes as `npm start` runs them. Counts: 3 and 5, in the full run 20 and 50.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCore } from '../../src/main/core/openCore.ts';
import type { SessionHeader } from '../../src/shared/domain/record.ts';
import { type FakeArray, hasSoundServer, startFakeArray } from '../support/fakeArray.ts';
import { report, seeded, times } from '../support/faultTable.ts';
import { PATIENT } from '../support/treatment.ts';
import { samplesOf } from './support/arraySound.ts';
import { CHROMIUM, launchBrowser } from './support/browser.ts';
import { buildPages } from './support/openApp.ts';
import { type StartedApp, startApp } from './support/startedApp.ts';

const PASSPHRASE = 'lantern otter gravel tulip';
const RECORDING_KILLS = times(3, 20);
const TYPING_KILLS = times(5, 50);
/** Of typing: what was typed earlier than this before the end must be there. A second, where the machine is ours alone. */
const MAX_LOST_MS = times(3000, 1000);
const NAME = 'Walter Example';
const DRAFT_MS = 200_000;
const SENTENCE =
  'Patient says the shoulder is better after rest and asks to try the stairs at home before the weekend.';
const KEY_EVERY_MS = 40;

describe.skipIf(CHROMIUM === null || !hasSoundServer)('the app that is killed whole', () => {
  let browser: Browser;
  let array: FakeArray;
  let app: StartedApp | null = null;
  let page: Page;
  let folder: string;
  const chance = seeded(11);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ot-scribe-killed-app-'));
    await buildPages();
    browser = await launchBrowser();
    array = await startFakeArray(4, samplesOf('session.wav'));
    const core = await openCore({ shell: 'test', dataFolder: join(folder, 'data') });
    if (!core.ok) throw new Error(core.error.message);
    const person = { name: 'Dana Okafor', credentials: 'OTR/L', licence: null, passphrase: PASSPHRASE };
    const made = await core.value.call('security.setUp', person);
    const saved = await core.value.call('patients.save', { ...PATIENT, name: NAME });
    await core.value.close();
    if (!made.ok || !saved.ok) throw new Error('the profile could not be made');
  });
  afterAll(async () => {
    await app?.kill();
    await browser?.close();
    array?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const button = (name: string | RegExp) => page.getByRole('button', { name }).first();

  async function open(): Promise<void> {
    app = await startApp(join(folder, 'data'), array.env);
    page = await browser.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(app.address);
    await page.getByLabel('Passphrase').fill(PASSPHRASE);
    await button('Unlock').click();
  }
  async function kill(): Promise<void> {
    await app?.kill();
    app = null;
    await page.close();
  }
  const clockMs = async (): Promise<number> => {
    const [minutes, seconds] = ((await page.getByRole('timer').textContent()) ?? '0:0').split(':').map(Number);
    return ((minutes ?? 0) * 60 + (seconds ?? 0)) * 1000;
  };
  /** Until it was acknowledged: another announcement may take the place of its own before it is seen. */
  async function mark(): Promise<void> {
    await expect
      .poll(
        async () => {
          await page.keyboard.press('m');
          const told = page.getByText(/^Marked at/).waitFor({ state: 'attached', timeout: 2000 });
          return told.then(
            () => true,
            () => false,
          );
        },
        { timeout: 20_000 },
      )
      .toBe(true);
  }
  async function storedSessions(): Promise<readonly SessionHeader[]> {
    const core = await openCore({ shell: 'test', dataFolder: join(folder, 'data') });
    if (!core.ok) throw new Error(core.error.message);
    try {
      await core.value.call('security.unlock', { passphrase: PASSPHRASE });
      const patients = await core.value.call('patients.list', {});
      if (!patients.ok) throw new Error(patients.error.message);
      const all = patients.value.flatMap(({ sessions }) => sessions);
      const headers = await Promise.all(all.map(({ id }) => core.value.call('sessions.get', { sessionId: id })));
      return headers
        .flatMap((header) => (header.ok ? [header.value] : []))
        .toSorted((a, b) => (a.startedAt ?? '').localeCompare(b.startedAt ?? ''));
    } finally {
      await core.value.close();
    }
  }
  async function startRecording(): Promise<void> {
    await page.locator('.caseload-item').first().click();
    await button(/Start a session/).click();
    await button('They agreed').click();
    await page.getByRole('button', { name: /Device/ }).click();
    await page.getByRole('option', { name: /Chest array/ }).click();
    await page.getByRole('radio', { name: '4', exact: true }).check({ force: true });
    await page.getByRole('radio', { name: /Chest square/ }).check({ force: true });
    await button('Continue').click();
    await button('Skip and record').click();
    await page.getByRole('timer').waitFor();
  }

  it(
    `asks on the next start what to do with the recording, by the patient’s name, and has all of it (${RECORDING_KILLS} kills)`,
    async () => {
      await open();
      const shownMs: number[] = [];
      for (let round = 0; round < RECORDING_KILLS; round++) {
        await startRecording();
        await expect.poll(clockMs, { timeout: 20_000 }).toBeGreaterThanOrEqual(2000);
        await mark();
        await page.waitForTimeout(400 + chance() * 1500);
        shownMs.push(await clockMs());
        await kill();
        await open();
        const dialog = page.getByRole('alertdialog', { name: 'A recording was interrupted' });
        await dialog.waitFor();
        expect(await dialog.textContent()).toContain(NAME);
        await dialog.getByRole('button', { name: 'Recover' }).click();
        await dialog.waitFor({ state: 'detached' });
        if (round < RECORDING_KILLS - 1) await page.keyboard.press('t');
      }
      await button('Write the note').click();
      await page.getByText('DRAFT, not signed').waitFor({ timeout: DRAFT_MS });
      await page.getByRole('tab', { name: 'Transcript' }).click();
      await page.getByText('you marked this moment').first().waitFor();
      await kill();
      const sessions = await storedSessions();
      expect(sessions.map(({ consent }) => consent.kind)).toEqual(shownMs.map(() => 'given'));
      const missingMs = sessions.map(({ durationMs }, index) => (shownMs[index] ?? 0) - durationMs);
      expect(Math.max(...missingMs)).toBeLessThanOrEqual(0);
      report('kill -9 of the whole app while recording, by its pages', RECORDING_KILLS, 'each recovered by its name');
    },
    RECORDING_KILLS * 60_000,
  );

  it(
    `keeps a sentence that is being typed up to the last second, and makes one edit of it (${TYPING_KILLS} times)`,
    async () => {
      await open();
      await button(/Review and sign/).click();
      await button('Add to Plan').click();
      // Of the page as it is now: each killing opens another one.
      const field = () => page.getByRole('textbox', { name: 'New sentence in Plan' });
      const kept: string[] = [];
      for (let round = 0; round < TYPING_KILLS; round++) {
        await field().fill('');
        const safe = await typeUntilKilled(round % 2 === 1);
        await field().waitFor();
        kept.push(await field().inputValue());
        expect(SENTENCE.startsWith(kept.at(-1) ?? '-')).toBe(true);
        expect(kept.at(-1)?.length).toBeGreaterThanOrEqual(safe);
      }
      await field().fill(SENTENCE);
      await page.keyboard.press('Control+Enter');
      await page.locator('.statement').filter({ hasText: SENTENCE }).waitFor();
      expect(await page.getByText(SENTENCE).count()).toBe(1);
      await page.getByRole('tab', { name: 'History' }).click();
      await page.getByText(/typed/i).first().waitFor();
      await kill();
      report(
        'the page reloaded, or the whole app killed, while typing',
        TYPING_KILLS,
        'at most a second of typing lost',
      );
    },
    60_000 + TYPING_KILLS * 30_000,
  );

  /** @returns how many letters were in the field a second before the end */
  async function typeUntilKilled(isReload: boolean): Promise<number> {
    const endsAt = performance.now() + MAX_LOST_MS + 300 + chance() * 1500;
    const typedAt: number[] = [];
    for (const letter of SENTENCE) {
      if (performance.now() > endsAt) break;
      await page.keyboard.type(letter);
      typedAt.push(performance.now());
      await page.waitForTimeout(KEY_EVERY_MS);
    }
    const endedAt = performance.now();
    if (isReload) await page.reload();
    else {
      await kill();
      await open();
    }
    if (!isReload) await button(/Review and sign/).click();
    return typedAt.filter((at) => at < endedAt - MAX_LOST_MS).length;
  }
});

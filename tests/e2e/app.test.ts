/**
 * The main job from an empty data folder to a signed note, in a real browser, with the real core behind the loopback
 * shell: the bundled recording goes through the front end, the recogniser and the drafting for real.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../src/main/core/createCore.ts';
import { openCore } from '../../src/main/core/openCore.ts';
import { axeViolations } from './support/axe.ts';
import { CHROMIUM, launchBrowser } from './support/browser.ts';
import { buildPages, type OpenApp, openApp } from './support/openApp.ts';

const PASSPHRASE = 'lantern otter gravel tulip';
const PROCESSING_MS = 200_000;

function pdfText(path: string): string | null {
  try {
    return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
  } catch {
    return null;
  }
}

describe.skipIf(CHROMIUM === null)('the sample session, from an empty profile to a signed note', () => {
  let browser: Browser;
  let core: Core;
  let app: OpenApp;
  let page: Page;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ot-scribe-e2e-'));
    await buildPages();
    const opened = await openCore({ shell: 'test', dataFolder: join(folder, 'data') });
    if (!opened.ok) throw new Error(opened.error.message);
    core = opened.value;
    browser = await launchBrowser();
    app = await openApp(browser, core);
    page = app.page;
  });

  afterAll(async () => {
    await app?.close();
    await browser?.close();
    await core?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const sentence = (text: string | RegExp) => page.locator('.statement').filter({ hasText: text });

  it('sets up a therapist, a passphrase and a recovery code that must be written down', async () => {
    await page.getByLabel('Your name').fill('Dana Okafor');
    await button('Continue').click();
    await page.getByLabel('Passphrase').fill(PASSPHRASE);
    await page.getByLabel('The same again').fill(PASSPHRASE);
    await button('Set the passphrase').click();
    const code = ((await page.getByTestId('recovery-code').textContent()) ?? '').trim();
    await page.getByLabel('Type its last group').fill('wrong-group');
    expect(await button('I have it on paper').isDisabled()).toBe(true);
    await page.getByLabel('Type its last group').fill(code.split(/\s+/).at(-1) ?? '');
    await button('I have it on paper').click();
    await button('Try the sample session').waitFor();
  });

  it('turns the bundled recording into a draft, and shows how far it is', async () => {
    await button('Try the sample session').click();
    await page.getByRole('heading', { name: 'Writing the draft' }).waitFor();
    await page.getByRole('progressbar').waitFor();
    await page.getByText('DRAFT, not signed').waitFor({ timeout: PROCESSING_MS });
    const note = await page.getByRole('region', { name: 'Note' }).textContent();
    expect(note).toContain('2/10');
    expect(note).toContain('Mod A');
    expect(note).toContain('fall risk');
    expect(note).not.toContain('maximum');
    expect(note).not.toContain('Max A');
    expect(await axeViolations(page)).toEqual([]);
  });

  it('plays the sound behind a number and lights its words as they sound', async () => {
    await button('2/10').first().click();
    const evidence = page.getByRole('complementary', { name: 'Evidence' });
    await evidence.locator('mark').first().waitFor();
    expect((await evidence.locator('mark').allTextContents()).join(' ')).toMatch(/two\s+out\s+of\s+ten/i);
    await evidence.locator('[data-now]').first().waitFor();
    await button(/^Hear it/).waitFor();
  });

  it('keeps an edited sentence as typed by the therapist, and takes the edit back', async () => {
    await sentence('2/10')
      .locator('.statement-text')
      .click({ position: { x: 4, y: 8 } });
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Sentence' }).fill('Patient rates right shoulder pain 3/10 after rest.');
    await page.keyboard.press('Control+Enter');
    await sentence('3/10 after rest').getByText('Typed').waitFor();
    await page.keyboard.press('Control+z');
    await sentence('2/10').getByText('Heard').waitFor();
  });

  it('asks to listen to what was hard to hear before it may be signed', async () => {
    const stops = page.getByText(/points? stops? the signature/);
    await stops.first().waitFor();
    const headline = async (): Promise<string> =>
      (await stops.count()) === 0 ? '' : ((await stops.first().textContent()) ?? '');
    for (let left = await headline(); left !== ''; left = await headline()) {
      await button(/^Listen/)
        .first()
        .click();
      // Heard means heard to the end: playing takes as long as the sound does.
      await expect.poll(headline, { timeout: 90_000 }).not.toBe(left);
    }
    await page.getByText('Nothing stops the signature').waitFor();
  });

  it('refuses the signature while the rule ties, says so, and goes on once a code is chosen', async () => {
    const setMinutes = async (task: number, minutes: string): Promise<void> => {
      await page
        .getByRole('tabpanel')
        .getByRole('button', { name: /^Change/ })
        .nth(task)
        .click();
      await page.getByRole('spinbutton', { name: 'Minutes' }).fill(minutes);
      await page.getByRole('button', { name: 'Keep', exact: true }).click();
      await page.getByRole('tabpanel').getByText(`${minutes} min`).first().waitFor();
    };
    await page.getByRole('tab', { name: /Minutes/ }).click();
    await setMinutes(0, '8');
    await page.getByText('19 min').first().waitFor();
    await setMinutes(1, '8');
    await page.getByText(/^1 point stops the signature/).waitFor();

    await page.locator('h1').first().click();
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('This cannot be signed yet').waitFor();
    expect(await dialog.textContent()).toMatch(/97530.*97535|97535.*97530/s);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await button('97535').first().click();
    await page.getByText('Nothing stops the signature').waitFor();
    for (const minutes of ['16 min', '19 min', '23 min']) {
      await page.keyboard.press('Control+z');
      await page.getByRole('tabpanel').getByText(minutes).first().waitFor();
    }
  });

  it('takes a sentence that the therapist types and marks it as typed', async () => {
    await button('Add to Assessment').click();
    await page.getByRole('textbox', { name: 'New sentence in Assessment' }).fill('Tolerated the session well.');
    await page.keyboard.press('Control+Enter');
    await sentence('Tolerated the session well.').getByText('Typed').waitFor();
  });

  it('shows the minutes with their arithmetic', async () => {
    await page.getByRole('tab', { name: /Minutes/ }).click();
    const minutes = page.getByRole('tabpanel');
    await minutes.getByText('23 min').first().waitFor();
    await minutes.locator('summary').first().click();
    expect(await minutes.textContent()).toMatch(/23 timed minutes/);
  });

  it('marks the copied text as a draft before the signature', async () => {
    await button('Copy text').click();
    await page.getByText('Note copied').waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toMatch(/draft/i);
  });

  it('signs with attestation and passphrase, and locks the note', async () => {
    await page.locator('h1').first().click();
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/I furnished or supervised/).click();
    await dialog.getByLabel('Passphrase').fill('not the passphrase');
    await dialog.getByRole('button', { name: 'Sign and lock' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('Passphrase').fill(PASSPHRASE);
    await expect
      .poll(() => dialog.getByRole('button', { name: 'Sign and lock' }).isEnabled(), { timeout: 10_000 })
      .toBe(true);
    await dialog.getByRole('button', { name: 'Sign and lock' }).click();
    await page
      .getByText(/Signed by Dana Okafor, OTR\/L/)
      .first()
      .waitFor();
    expect(await button('Edit').count()).toBe(0);
    expect(await button('Undo').count()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('copies the signed text, whole and by section', async () => {
    await button('Copy text').click();
    await page.getByText('Note copied').waitFor();
    const whole = await page.evaluate(() => navigator.clipboard.readText());
    expect(whole).toContain('2/10');
    expect(whole).toContain('Dana Okafor');
    expect(whole).not.toMatch(/draft/i);
    await button('Copy Plan').click();
    await page.getByText('Plan copied').waitFor();
    const plan = await page.evaluate(() => navigator.clipboard.readText());
    expect(plan).not.toContain('2/10');
  });

  it('saves a PDF with the note in it', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), button('Save PDF').click()]);
    expect(download.suggestedFilename()).toMatch(/\.pdf$/);
    const path = join(folder, 'note.pdf');
    await download.saveAs(path);
    expect(readFileSync(path).subarray(0, 5).toString('latin1')).toBe('%PDF-');
    const text = pdfText(path);
    if (text !== null) {
      expect(text).toContain('2/10');
      expect(text).toContain('Dana Okafor');
    }
  });

  it('is where it was after the page was loaded anew', async () => {
    await page.reload();
    await page.getByText('Signed by').first().waitFor();
    expect(await page.getByText('no longer connected').count()).toBe(0);
  });

  it('locks without showing a name and comes back to the same place', async () => {
    const name = await page.locator('h1').first().textContent();
    await button('Lock').click();
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    expect(await page.locator('body').textContent()).not.toContain(name);
    await page.getByLabel('Passphrase').fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await page.getByText('Signed and locked').waitFor();
    expect(await page.locator('h1').first().textContent()).toBe(name);
  });

  it('finds everything whole, and never met its content security policy or an error', async () => {
    await button('Settings').click();
    await button('Lock and safety').click();
    await button(/Check that everything is whole/).click();
    await page.getByText('Everything is whole.').waitFor();
    expect(app.faults).toEqual([]);
  });
});

/**
 * Ten sessions reviewed and signed by keyboard alone. Their words are ten annotated dialogues; from the words on
 * everything is real (facts, minutes, draft, checks, store, signature), the sound behind them is silence of the same
 * length without its pauses. Every sentence is gone to, every open point settled, every note signed. The keys are printed.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClinicalRules } from '../../src/main/core/adapters/clinicalRules.ts';
import { createDocuments } from '../../src/main/core/adapters/documents.ts';
import { RESOURCES, rules } from '../nlp/rules.ts';
import { dialogue, dialoguePipeline, lengthMs, withoutPauses } from '../support/dialoguePipeline.ts';
import { draftedSession } from '../support/signedSessions.ts';
import { PASSPHRASE, PERSON, startTestCore, type TestCore } from '../support/testCore.ts';
import { CHROMIUM, launchBrowser } from './support/browser.ts';
import { type Counted, countedHands, type Hands } from './support/countedHands.ts';
import { buildPages, type OpenApp, openApp } from './support/openApp.ts';

const NAMES = Array.from({ length: 10 }, (_, index) => `dlg-${String(index + 1).padStart(2, '0')}`);
const SAMPLE_RATE = 16_000;
const HEARING_MS = 60_000;

async function patientNamed(app: TestCore, name: string): Promise<string> {
  const patient = await app.must('patients.save', {
    ...{ id: null, name, birthDate: null, recordNumber: null, diagnosis: 'As in the dialogue', affectedSide: null },
    ...{ precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
    ...{ certificationStart: null, certificationEnd: null },
  });
  return patient.id;
}

/** What stops the signature, as the screen says it; empty when nothing does. */
async function headline(page: Page): Promise<string> {
  const stops = page.getByText(/points? stops? the signature/);
  return (await stops.count()) === 0 ? '' : ((await stops.first().textContent()) ?? '');
}

async function reviewAndSign(page: Page, hands: Hands): Promise<void> {
  await page.getByText('DRAFT, not signed').waitFor();
  const sentences = await page.locator('.statement').count();
  for (let i = 0; i < sentences; i++) await hands.key('j');
  await page.locator('.statement').last().and(page.locator('[aria-current]')).waitFor();
  for (let left = await headline(page); left !== ''; left = await headline(page)) {
    await hands.key('a');
    if (await page.evaluate(() => document.activeElement?.matches('.question input'))) {
      await hands.type('Not observed today');
      await hands.key('Enter');
    } else if (await page.evaluate(() => document.activeElement?.matches('.open-point button'))) {
      await hands.key('Enter');
    }
    await expect.poll(() => headline(page), { timeout: HEARING_MS }).not.toBe(left);
  }
  await hands.key('Control+Enter');
  await page.getByRole('dialog').getByLabel('Passphrase').waitFor();
  await hands.key('Tab');
  await hands.key('Space');
  await hands.key('Tab');
  await hands.type(PASSPHRASE);
  await hands.key('Enter');
  await page.getByText('Signed and locked').first().waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

describe.skipIf(CHROMIUM === null)('ten sessions by keyboard alone', () => {
  let browser: Browser;
  let core: TestCore;
  let app: OpenApp;

  beforeAll(async () => {
    await buildPages();
    core = startTestCore({
      pipeline: await dialoguePipeline(NAMES),
      clinical: createClinicalRules(rules),
      documents: createDocuments(RESOURCES, rules.unitRules),
    });
    await core.must('security.setUp', PERSON);
    for (const name of NAMES) {
      const seconds = Math.ceil(lengthMs(withoutPauses(dialogue(name))) / 1000) + 1;
      await draftedSession(core, await patientNamed(core, name), new Float32Array(seconds * SAMPLE_RATE));
    }
    browser = await launchBrowser();
    app = await openApp(browser, core.core);
  });
  afterAll(async () => {
    await app?.close();
    await browser?.close();
    await core?.remove();
  });

  it('are reviewed sentence by sentence, settled and signed, each from the last one on', async () => {
    const { page } = app;
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    const counts: Counted[] = [];
    for (const name of NAMES) {
      const hands = countedHands(page);
      await page
        .getByRole('button', { name: /Review and sign|dlg-/ })
        .first()
        .waitFor();
      await hands.key('Enter');
      await reviewAndSign(page, hands);
      await hands.key('t');
      await page.getByRole('heading', { name: 'Today' }).waitFor();
      counts.push(hands.counted());
      const { keys, texts, letters } = hands.counted();
      process.stdout.write(`${name}: ${keys} keys, ${texts} texts of ${letters} letters\n`);
    }
    const keys = counts.reduce((sum, count) => sum + count.keys, 0);
    process.stdout.write(`ten sessions: ${keys} keys, passphrases and answers not counted; no click\n`);
    const sessions = (await core.must('patients.list', {})).flatMap((summary) => summary.sessions);
    expect(sessions.map(({ state }) => state)).toEqual(NAMES.map(() => 'signed'));
    expect(counts.every(({ clicks }) => clicks === 0)).toBe(true);
    expect((await core.must('security.verify', {})).ok).toBe(true);
    expect(app.faults).toEqual([]);
  });
});

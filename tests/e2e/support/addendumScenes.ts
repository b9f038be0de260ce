/** The signed note of the made-up session, and what is put under it. */
import type { Page } from 'playwright-core';
import { type FakeCore, PASSPHRASE } from '../../renderer/support/fakeCore.ts';
import { openReview, press, type Scene, withCaseload } from './sceneSteps.ts';

const CORRECTION = 'The toilet transfer was from the wheelchair, not from the bed. The levels stand as written.';

export async function signed(page: Page): Promise<void> {
  await settle(page);
  await page.keyboard.press('Control+Enter');
  await page.getByText(/I furnished or supervised/).click();
  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Sign and lock' }).click();
  await page.getByText('Signed and locked').first().waitFor();
}

/** Answers what stops the signature of the made-up session. */
export async function settle(page: Page): Promise<void> {
  await openReview(page);
  await page.getByRole('button', { name: 'Confirm' }).first().click();
  await page
    .getByRole('textbox', { name: 'How did the patient respond to treatment?' })
    .fill('Tolerated well, tired at the end.');
  await page.keyboard.press('Enter');
  await page.getByText('Nothing stops the signature').waitFor();
  await page.locator('h1').first().click();
}

/** Minutes put right bring up a pair of services and cross the year's threshold. */
function withPair(): FakeCore {
  const core = withCaseload();
  const source = 'NCCI PTP edits';
  core.world.modifierQuestions.push(
    {
      ...{ kind: 'distinct', id: '97760+97110', modifiers: ['59'] },
      why: {
        ...{ ruleId: 'pairs/indicator-1', source, inputs: [] },
        text: '97110 is paid beside 97760 only when it was distinct and did not overlap: 59 on 97110 says so.',
      },
    },
    {
      ...{ kind: 'threshold', id: 'threshold' },
      why: {
        ...{ ruleId: 'threshold/year', source: 'KX threshold 2026', inputs: [] },
        text: 'OT 2026: $2,431.00 + today $102.30 = $2,533.30 of $2,480.00.',
      },
    },
  );
  return core;
}

export const ADDENDUM_SCENES: readonly Scene[] = [
  {
    name: 'addendum',
    core: withCaseload,
    go: async (page) => {
      await signed(page);
      await press(page, 'Add an addendum');
      await page.getByRole('radio', { name: 'Correction' }).check({ force: true });
      await page.getByRole('textbox', { name: /What is added/ }).fill(CORRECTION);
    },
  },
  {
    name: 'addendum-modifier',
    core: withPair,
    go: async (page) => {
      await signed(page);
      await press(page, 'Add an addendum');
      await page.getByRole('radio', { name: 'Correction' }).check({ force: true });
      await page.getByRole('textbox', { name: /What is added/ }).fill(CORRECTION);
      await press(page, 'Correct minutes too');
      await page
        .getByLabel(/were signed/)
        .first()
        .fill('20');
      await page.getByText(/They were not distinct/).scrollIntoViewIfNeeded();
      await page.getByText('Attest and add KX').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'signed-addendum',
    core: withCaseload,
    go: async (page) => {
      await signed(page);
      await press(page, 'Add an addendum');
      await page.getByRole('radio', { name: 'Correction' }).check({ force: true });
      await page.getByRole('textbox', { name: /What is added/ }).fill(CORRECTION);
      await page.getByLabel('Passphrase').fill(PASSPHRASE);
      await press(page, 'Sign the addendum');
      await page.getByText('Addendum signed').waitFor();
      await page.getByText('Addendum signed').waitFor({ state: 'detached' });
      await page.getByText(CORRECTION).evaluate((text) => text.scrollIntoView({ block: 'center' }));
    },
  },
];

/** Reports over sessions: begun, filled in, signed. */
import type { Page } from 'playwright-core';
import type { FakeCore } from '../../renderer/support/fakeCore.ts';
import { PASSPHRASE } from '../../renderer/support/fakeCore.ts';
import { SIGNED_SESSIONS } from '../../renderer/support/sampleSessions.ts';
import { press, type Scene, withCaseload } from './sceneSteps.ts';

function withSessions(): FakeCore {
  const core = withCaseload();
  core.world.carriedSessions = SIGNED_SESSIONS;
  return core;
}

async function openKinds(page: Page): Promise<void> {
  await press(page, /^Walter Sample/);
  await press(page, 'Write a report');
}

async function begin(page: Page, kind: string): Promise<void> {
  await openKinds(page);
  await page.getByRole('menuitem', { name: kind }).click();
  await page.getByRole('heading', { name: kind, level: 1 }).waitFor();
}

const add = async (page: Page, label: string, text: string): Promise<void> => {
  await page.getByRole('textbox', { name: `${label} 1`, exact: true }).fill(text);
};

/** What only the therapist knows. */
async function finished(page: Page): Promise<void> {
  await begin(page, 'Progress report');
  await page.getByRole('radio', { name: 'Re-certification' }).check({ force: true });
  await page.getByRole('region', { name: 'LTG 1' }).getByRole('button', { name: 'Remove LTG 1' }).click();
  await page.getByRole('textbox', { name: 'What explains the status' }).fill('Less weight through the helper’s hands');
  await add(page, 'Reasoning', 'Balance in turning holds the transfer back; the weak side is loaded too late');
  await add(page, 'Limitation', 'Turns at the toilet still need a hand at the hips');
  await add(page, 'Deficit', 'grading of the turn on the weak side, where balance is lost');
  await page.getByRole('textbox', { name: 'Frequency and duration' }).fill('2x/week for 4 weeks');
  await add(page, 'What comes next', 'Turn toward the weak side at home height, cues faded from two to none');
  await page.getByText('· Saved').waitFor();
  await page.getByText('Nothing stops the signature').waitFor();
}

async function openSigning(page: Page): Promise<void> {
  await finished(page);
  await press(page, /^Sign/);
  await page.getByRole('dialog').waitFor();
}

export const REPORT_SCENES: readonly Scene[] = [
  {
    name: 'report-kinds',
    core: withSessions,
    go: async (page) => {
      await openKinds(page);
      await page.getByRole('menuitem', { name: 'Discharge note' }).waitFor();
    },
  },
  { name: 'report', core: withSessions, go: (page) => begin(page, 'Progress report') },
  {
    name: 'report-goal',
    core: withSessions,
    go: async (page) => {
      await begin(page, 'Progress report');
      await page.getByRole('region', { name: 'STG 1' }).evaluate((goal) => goal.scrollIntoView({ block: 'start' }));
    },
  },
  {
    name: 'report-scores',
    core: withSessions,
    go: async (page) => {
      await begin(page, 'Progress report');
      const table = page.getByRole('region', { name: /Table: Functional Gains/ });
      await table.evaluate((found) => found.scrollIntoView({ block: 'center' }));
      const form = page.getByText('Scores over the period');
      await form.evaluate((found) => found.scrollIntoView({ block: 'center' }));
    },
  },
  {
    name: 'report-compare',
    core: withSessions,
    go: async (page) => {
      await begin(page, 'Progress report');
      await press(page, 'Compare with your own report');
      await page
        .getByRole('textbox', { name: 'The report you wrote the old way' })
        .fill(
          'GAINS\nVerbal cues for toilet transfer went from 4 to 1.\nPer caregiver, he stands up alone at home.\nGrip strength R 24 lb.',
        );
      await press(page, /^Compare$/);
      await page.getByRole('table').last().waitFor();
    },
  },
  {
    name: 'report-next-point',
    core: withSessions,
    go: async (page) => {
      await begin(page, 'Progress report');
      for (let i = 0; i < 4; i++) await page.keyboard.press('F8');
    },
  },
  {
    name: 'report-sign-refused',
    core: withSessions,
    go: async (page) => {
      await begin(page, 'Progress report');
      await press(page, /^Sign/);
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'report-finished', core: withSessions, go: finished },
  { name: 'report-sign', core: withSessions, go: openSigning },
  {
    name: 'report-signed',
    core: withSessions,
    go: async (page) => {
      await openSigning(page);
      await page.getByText(/I have examined/).click();
      await page.getByLabel('Passphrase').fill(PASSPHRASE);
      await press(page, 'Sign and lock');
      await page.getByText('The report is locked').waitFor();
    },
  },
  { name: 'report-plan', core: withSessions, go: (page) => begin(page, 'Plan of care') },
  { name: 'report-discharge', core: withSessions, go: (page) => begin(page, 'Discharge note') },
  {
    name: 'report-home',
    core: withSessions,
    go: async (page) => {
      await begin(page, 'Home program');
      await add(page, 'Aim', 'Standing up from the toilet without being pulled');
      await press(page, 'Add an activity');
      await page.getByRole('textbox', { name: 'Activity', exact: true }).fill('Sit to stand at the counter');
      await page.getByRole('textbox', { name: /How often/ }).fill('8 times, twice a day');
      await add(page, 'Step', 'Slide to the front of the chair');
      await page.getByRole('textbox', { name: 'Stop if' }).fill('you feel dizzy');
      await page.getByText('· Saved').waitFor();
    },
  },
  {
    name: 'report-narrow',
    core: withSessions,
    viewport: { width: 683, height: 768 },
    go: (page) => begin(page, 'Progress report'),
  },
];

/** Getting in, the caseload, and the help. */
import type { Page } from 'playwright-core';
import { glossaryOf } from '../../../src/main/core/adapters/glossary.ts';
import { rules } from '../../nlp/rules.ts';
import { createFakeCore, PASSPHRASE, session } from '../../renderer/support/fakeCore.ts';
import { CO_SIGN } from '../../renderer/support/fakeProgress.ts';
import { press, type Scene, withCaseload, withExercises } from './sceneSteps.ts';

const onToday = async (page: Page): Promise<void> => {
  await page.getByRole('heading', { name: 'Due' }).waitFor();
  await page.getByText('Plan signature').first().waitFor();
};
const onPatient = async (page: Page): Promise<void> => {
  await press(page, /^Walter Sample/);
  await page.getByRole('heading', { name: 'Goals' }).waitFor();
};

export const START_SCENES: readonly Scene[] = [
  { name: 'first-run-you', core: () => createFakeCore('firstRun') },
  {
    name: 'first-run-passphrase',
    core: () => createFakeCore('firstRun'),
    go: async (page) => {
      await page.getByLabel('Your name').fill('Dana Okafor');
      await press(page, 'Continue');
      await page.getByLabel('Passphrase').fill('lantern otter gravel');
    },
  },
  {
    name: 'first-run-recovery-code',
    core: () => createFakeCore('firstRun'),
    go: async (page) => {
      await page.getByLabel('Your name').fill('Dana Okafor');
      await press(page, 'Continue');
      await page.getByLabel('Passphrase').fill(PASSPHRASE);
      await page.getByLabel('The same again').fill(PASSPHRASE);
      await press(page, 'Set the passphrase');
      await page.getByRole('heading', { name: /recovery code/ }).waitFor();
    },
  },
  { name: 'locked', core: () => createFakeCore('locked') },
  {
    name: 'locked-wrong-passphrase',
    core: () => createFakeCore('locked'),
    go: async (page) => {
      await page.getByLabel('Passphrase').fill('not this one');
      await press(page, 'Unlock');
      await page.getByText('This is not the passphrase.').waitFor();
    },
  },
  {
    name: 'locked-recovery-code',
    core: () => createFakeCore('locked'),
    go: async (page) => {
      await press(page, 'Forgot the passphrase?');
      await page.getByLabel('Recovery code').fill('K7QX-M2PD-94TR-WB6H-YF3N-C5VG-2ZJ8-A8CE');
    },
  },
  {
    name: 'locked-while-recording',
    core: () => {
      const core = createFakeCore('locked');
      core.world.recording = {
        sessionId: 's9',
        state: 'recording',
        elapsedMs: 754_000,
        channels: 4,
        message: null,
        preview: 'on',
        ask: null,
      };
      return core;
    },
  },
  {
    name: 'locked-still-recording',
    core: () => {
      const core = createFakeCore('locked');
      const ask = { reason: 'quiet', minutes: 12 } as const;
      core.world.recording = {
        ...{
          sessionId: 's9',
          state: 'recording',
          elapsedMs: 2_354_000,
          channels: 4,
          message: null,
          preview: 'on',
          ask,
        },
      };
      return core;
    },
  },
  { name: 'caseload-empty', core: () => createFakeCore() },
  {
    name: 'sample-caseload',
    core: () => createFakeCore(),
    go: async (page) => {
      await press(page, 'Look at a sample caseload');
      await page.getByText(/2 patients here are samples/).waitFor();
    },
  },
  { name: 'today', core: withCaseload, go: onToday },
  { name: 'today-narrow', core: withCaseload, viewport: { width: 683, height: 768 }, go: onToday },
  {
    name: 'today-co-sign',
    core: () => {
      const core = withCaseload();
      core.world.coSign.push(CO_SIGN, { ...CO_SIGN, sessionId: 's3', patientId: 'p1', forWhom: null });
      return core;
    },
    go: async (page) => void (await page.getByText('For any therapist').waitFor()),
  },
  {
    name: 'today-nothing-waits',
    core: () => {
      const core = withCaseload();
      core.world.sessions = core.world.sessions.filter(({ state }) => state === 'signed');
      core.world.due.length = 0;
      return core;
    },
    go: async (page) => void (await page.getByText('Everything is signed.').waitFor()),
  },
  {
    name: 'search',
    core: withCaseload,
    go: async (page) => {
      await page.getByRole('textbox', { name: 'Search' }).fill('toilet transf');
      await page.getByText('Said in sessions').waitFor();
    },
  },
  { name: 'patient', core: withCaseload, go: onPatient },
  { name: 'patient-narrow', core: withCaseload, viewport: { width: 683, height: 768 }, go: onPatient },
  {
    name: 'patient-over-time',
    core: withCaseload,
    go: async (page) => {
      await onPatient(page);
      await page
        .getByRole('heading', { name: 'What the last visit changed' })
        .evaluate((heading) => heading.scrollIntoView());
    },
  },
  {
    name: 'patient-index',
    core: withCaseload,
    go: async (page) => {
      await onPatient(page);
      await page.getByRole('heading', { name: 'Cues for each go' }).evaluate((heading) => heading.scrollIntoView());
    },
  },
  {
    name: 'patient-flowsheet',
    core: withExercises,
    go: async (page) => {
      await onPatient(page);
      await page.getByRole('heading', { name: 'Flowsheet' }).evaluate((heading) => heading.scrollIntoView());
    },
  },
  {
    name: 'patient-reviewer',
    core: withCaseload,
    go: async (page) => {
      await onPatient(page);
      await press(page, 'Read it as a reviewer would');
      await page.getByText('No earlier level to compare with.').waitFor();
    },
  },
  {
    name: 'patient-due',
    core: withCaseload,
    go: async (page) => {
      await onPatient(page);
      await press(page, 'Add a plan event');
      await page.getByText('Progress report', { exact: true }).click();
      await page.getByRole('heading', { name: 'Due' }).evaluate((heading) => heading.scrollIntoView());
    },
  },
  {
    name: 'patient-edit',
    core: withCaseload,
    go: async (page) => {
      await onPatient(page);
      await press(page, 'Edit');
      await page.getByRole('heading', { name: 'Edit patient' }).waitFor();
    },
  },
  {
    name: 'patient-edit-goals',
    core: withCaseload,
    go: async (page) => {
      await onPatient(page);
      await press(page, 'Edit');
      await page.getByRole('heading', { name: 'Goals' }).evaluate((heading) => heading.scrollIntoView());
    },
  },
  {
    name: 'recovery',
    core: () => {
      const core = withCaseload();
      core.world.sessions.push(session('s9', 'p2', 'interrupted'));
      core.world.interrupted.push({
        sessionId: 's9',
        patientId: 'p2',
        recordedAt: '2026-03-02T14:20:00Z',
        durationMs: 1_140_000,
      });
      return core;
    },
    go: async (page) => void (await page.getByRole('alertdialog').waitFor()),
  },
  {
    name: 'patient-join',
    core: () => {
      const core = withCaseload();
      core.world.pairs = [
        {
          ...{ firstId: 's1', secondId: 's2', dateOfService: '2026-03-02', refusal: null },
          ...{ firstAt: '2026-03-02T14:00:00Z', secondAt: '2026-03-02T14:40:00Z' },
          ...{ firstMs: 1_140_000, secondMs: 1_320_000, betweenMs: 1_260_000 },
        },
      ];
      return core;
    },
    go: async (page) => {
      await onPatient(page);
      await page.getByText('One visit, two recordings?').waitFor();
    },
  },
  {
    name: 'patient-join-question',
    core: () => {
      const core = withCaseload();
      core.world.pairs = [
        {
          ...{ firstId: 's1', secondId: 's2', dateOfService: '2026-03-02', refusal: null },
          ...{ firstAt: '2026-03-02T14:00:00Z', secondAt: '2026-03-02T14:40:00Z' },
          ...{ firstMs: 1_140_000, secondMs: 1_320_000, betweenMs: 1_260_000 },
        },
      ];
      return core;
    },
    go: async (page) => {
      await onPatient(page);
      await press(page, 'Join them');
      await page.getByRole('heading', { name: 'Join the two recordings?' }).waitFor();
    },
  },
  {
    name: 'help',
    core: withCaseload,
    go: async (page) => {
      await page.getByRole('heading', { name: 'Patients', exact: true }).waitFor();
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'help-search',
    core: withCaseload,
    go: async (page) => {
      await page.getByRole('heading', { name: 'Patients', exact: true }).waitFor();
      await page.keyboard.press('?');
      await page.getByRole('textbox', { name: 'Search the help' }).fill('sound');
    },
  },
  {
    name: 'help-glossary',
    core: () => {
      const core = withCaseload();
      core.world.glossary = glossaryOf(rules);
      return core;
    },
    go: async (page) => {
      await page.getByRole('heading', { name: 'Patients', exact: true }).waitFor();
      await page.keyboard.press('?');
      await page.getByRole('textbox', { name: 'Search the help' }).fill('min a');
      await page.getByText('Minimal assistance').first().waitFor();
    },
  },
];

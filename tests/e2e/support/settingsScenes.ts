/** The settings, a part at a time. */
import type { Page } from 'playwright-core';
import { NO_GLOBAL_KEYS } from '../../../src/shared/domain/globalKeys.ts';
import { PARALLEL } from '../../renderer/support/fakeCompare.ts';
import { createFakeCore, type FakeCore } from '../../renderer/support/fakeCore.ts';
import { FIGURES } from '../../renderer/support/fakeProgress.ts';
import { imported, press, type Scene, TIMED, withCaseload } from './sceneSteps.ts';

const onSettings = async (page: Page, part: string): Promise<void> => {
  await press(page, 'Settings');
  await press(page, part);
};

/** An assistant and a student, one of whom opens the app, and the front desk. */
function withPeople(): FakeCore {
  const core = withCaseload();
  const signs = { isStudent: false, isUser: false, licence: null };
  core.world.colleagues.push(
    { ...signs, id: 'u1', name: 'Sam Reyes', credentials: 'COTA/L', licence: 'OTA-7', isAssistant: true },
    { ...signs, id: 'u2', name: 'Kim Hale', credentials: 'OTS', isAssistant: false, isStudent: true },
    { ...signs, id: 'u3', name: 'Noor Aziz', credentials: 'Front desk', isAssistant: false },
  );
  core.world.letIn.push('u1', 'u3');
  core.world.frontDesk.push('u3');
  return core;
}

/** Two kept voices; one place measured by half, another in whole. */
function withVoices(): FakeCore {
  const core = withCaseload();
  core.world.voices = [
    { id: 'v1', createdAt: '2026-02-20T10:00:00Z', channels: 4, deviceId: 'hw:1', arrayId: 'chest-square-4' },
    { id: 'v2', createdAt: '2026-01-10T10:00:00Z', channels: 2, deviceId: 'hw:0', arrayId: null },
  ];
  const of = { deviceId: 'hw:1', arrayId: null, channels: 4 };
  core.world.calibrations.push(
    {
      ...of,
      place: 'Main gym',
      measuredAt: '2026-03-01T09:00:00Z',
      noiseDb: -51,
      turnedDropDb: null,
      missing: ['turned', 'walking'],
    },
    { ...of, place: 'Pool', measuredAt: '2026-02-11T09:00:00Z', noiseDb: -43, turnedDropDb: 4, missing: [] },
  );
  return core;
}

export const SETTINGS_SCENES: readonly Scene[] = [
  {
    name: 'settings',
    core: withCaseload,
    go: async (page) => press(page, 'Settings'),
  },
  {
    name: 'settings-safety',
    core: withCaseload,
    go: async (page) => {
      await onSettings(page, 'Lock and safety');
      await press(page, /Check that everything/);
      await page.getByText('Everything is whole.').waitFor();
    },
  },
  {
    name: 'settings-keeping',
    core: () => {
      const core = withCaseload();
      void core.call('backup.make', { withSound: true });
      return core;
    },
    go: async (page) => {
      await onSettings(page, 'Keeping and backup');
      await press(page, 'Prove it opens');
      await page.getByText(/opens: 1 patients|opens:/).waitFor();
    },
  },
  {
    name: 'settings-deletions',
    core: () => {
      const core = withCaseload();
      void core.call('sessions.deleteSound', { sessionId: 's4', confirm: 'DELETE' });
      void core.call('sessions.withdraw', { sessionId: 's5', confirm: 'WITHDRAW' });
      return core;
    },
    go: async (page) => {
      await onSettings(page, 'Keeping and backup');
      await page.getByRole('cell', { name: 'Sound of a session' }).first().waitFor();
    },
  },
  {
    name: 'settings-colleague',
    core: () => {
      const core = withCaseload();
      core.world.colleagues.push({
        ...{ id: 'u1', name: 'Sam Reyes', credentials: 'COTA/L', licence: 'OTA-7' },
        ...{ isAssistant: true, isStudent: false, isUser: false },
      });
      return core;
    },
    go: async (page) => {
      await press(page, 'Settings');
      await press(page, 'Change Sam Reyes');
      await page.getByLabel('Passphrase of Sam Reyes').waitFor();
    },
  },
  {
    name: 'settings-people',
    core: withPeople,
    go: async (page) => {
      await press(page, 'Settings');
      await page.getByText('Opens the app').first().waitFor();
    },
  },
  {
    name: 'settings-let-in',
    core: withPeople,
    go: async (page) => {
      await press(page, 'Settings');
      await press(page, 'Let somebody open the app');
      await page.getByText('Front desk or billing').click();
      await page.getByLabel('Name', { exact: true }).fill('Ira Moss');
    },
  },
  {
    name: 'front-desk',
    core: () => {
      const core = withCaseload();
      core.world.access = { role: 'frontDesk', roleName: 'Front desk', areas: ['common', 'caseload'] };
      return core;
    },
    go: async (page) => press(page, /Benedict Osei/),
  },
  {
    name: 'settings-keys',
    core: () => {
      const core = withCaseload();
      const keys = { ...NO_GLOBAL_KEYS, mark: 'F13', pauseOrResume: 'CommandOrControl+Alt+R' };
      core.world.globalKeys = { keys, refused: ['pauseOrResume'] };
      return core;
    },
    go: async (page) => {
      await press(page, 'Settings');
      await press(page, 'Choose keys: Stop the recording');
      await page.getByText('Press the keys').waitFor();
      await page.getByRole('heading', { name: 'Keys in every program' }).evaluate((at) => at.scrollIntoView());
    },
  },
  {
    name: 'settings-guard',
    core: withCaseload,
    go: async (page) => {
      await onSettings(page, 'Voice and hearing');
      await page.getByRole('heading', { name: 'A forgotten recording' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'settings-payers',
    core: withCaseload,
    go: async (page) => {
      await onSettings(page, 'Payers');
      await page.getByRole('table').waitFor();
    },
  },
  {
    name: 'settings-payer-editor',
    core: withCaseload,
    go: async (page) => {
      await onSettings(page, 'Payers');
      await press(page, 'Copy Medicare Part B');
      await page.getByLabel('Name').fill('Mill Street plan');
      await page.getByLabel('Least minutes for a unit').fill('10');
      await page.getByLabel('Heading of section 1').fill('Patient report');
      await page.getByRole('row', { name: /97530 GO 12/ }).waitFor();
      await page.getByLabel('Name').focus();
      await page.mouse.wheel(0, -2000);
    },
  },
  {
    name: 'settings-payer-fault',
    core: withCaseload,
    go: async (page) => {
      await onSettings(page, 'Payers');
      await press(page, 'Copy Medicare Part B');
      await page.getByLabel('Least minutes for a unit').fill('5');
      await page.getByLabel('Modifiers on every line').fill('GP');
      await press(page, 'Keep this profile');
      await page
        .getByText(/belongs to another discipline/)
        .first()
        .waitFor();
    },
  },
  {
    name: 'settings-figures',
    core: () => {
      const core = withCaseload();
      core.world.figures = FIGURES;
      return core;
    },
    go: async (page) => {
      await onSettings(page, 'Your figures');
      await page.getByText('Always write it so').waitFor();
    },
  },
  {
    name: 'settings-integration',
    core: withCaseload,
    go: async (page) => {
      await onSettings(page, 'Keeping and backup');
      await press(page, 'Check every form');
      await page.getByText('One form failed.').waitFor();
      await page.getByRole('heading', { name: 'Check the exports' }).evaluate((at) => at.scrollIntoView());
    },
  },
  {
    name: 'settings-terms',
    core: () => {
      const core = withCaseload();
      core.world.ownTerms = ['NuStep', 'Saebo glove', 'Wingate apartment'];
      return core;
    },
    go: async (page) => {
      await onSettings(page, 'Voice and hearing');
      await page.getByText('Your own terms').evaluate((part) => part.scrollIntoView({ block: 'start' }));
    },
  },
  {
    name: 'settings-snippets',
    core: () => {
      const core = withCaseload();
      core.world.snippets = [
        { name: 'brakes', text: 'Patient was reminded of the wheelchair brakes before ___.' },
        { name: 'tub', text: 'Tub bench is in place at home; family showed its use.' },
      ];
      return core;
    },
    go: async (page) => {
      await onSettings(page, 'Your figures');
      await page.getByText('.brakes').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'settings-parallel',
    core: () => {
      const core = withCaseload();
      core.world.parallel = PARALLEL;
      return core;
    },
    go: async (page) => {
      await onSettings(page, 'Your figures');
      await page.getByText(/2 sessions compared/).evaluate((part) => part.scrollIntoView({ block: 'center' }));
    },
  },
  {
    name: 'settings-audit',
    core: withCaseload,
    go: async (page) => {
      await onSettings(page, 'What happened');
      await page.getByText('Note signed').waitFor();
    },
  },
  {
    name: 'restore',
    core: () => {
      const core = createFakeCore('unlocked');
      void core.call('backup.make', { withSound: true }).then(() => core.call('security.lock', {}));
      return core;
    },
    go: async (page) => {
      await press(page, 'Restore a backup');
      await page.getByLabel('Folder of the backups').fill('/media/dana/BACKUP');
      await press(page, 'Look for backups');
      await page.getByLabel(/Type RESTORE/).waitFor();
    },
  },
  {
    name: 'settings-voice',
    core: withVoices,
    go: async (page) => {
      await press(page, 'Settings');
      await press(page, 'Voice and hearing');
      await page.getByRole('list', { name: 'Kept voices' }).waitFor();
    },
  },
  {
    name: 'settings-calibration',
    core: () => {
      const core = withVoices();
      core.world.enrolmentMs = 60_000;
      return core;
    },
    go: async (page, core) => {
      await press(page, 'Settings');
      await press(page, 'Voice and hearing');
      await press(page, 'Measure a place');
      await page.getByRole('textbox', { name: 'Place' }).fill('Main gym');
      await press(page, 'Start: Turned away');
      const good = ['good', 'good', 'good', 'good'] as const;
      const levels = { peakDbFs: [-18, -20, -22, -19], rmsDbFs: [-30, -32, -35, -31], verdicts: good, elapsedMs: 400 };
      await page.getByText('3:00').waitFor();
      core.emit({ kind: 'meters', ...levels });
      await page.getByText('Walking', { exact: true }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'settings-recognisers',
    core: () => {
      const core = withCaseload();
      core.world.recognisers.push(
        imported('whisper-small.en', { time: { ...TIMED, realTimeFactor: 0.42 }, isOffered: true }),
        imported('whisper-medium.en', { time: { ...TIMED, realTimeFactor: 1.31 } }),
        imported('distil-small.en'),
        imported('whisper-tiny', {
          state: 'damaged',
          message: 'A file differs from what was imported. Remove the model and import it again.',
        }),
      );
      return core;
    },
    go: async (page) => {
      await onSettings(page, 'Voice and hearing');
      await page.getByText('whisper-medium.en').first().waitFor();
    },
  },
];

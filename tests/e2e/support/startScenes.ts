/** Getting in, the caseload, and the settings. */
import type { Page } from 'playwright-core';
import { glossaryOf } from '../../../src/main/core/adapters/glossary.ts';
import { rules } from '../../nlp/rules.ts';
import { PARALLEL } from '../../renderer/support/fakeCompare.ts';
import { createFakeCore, type FakeCore, PASSPHRASE, session } from '../../renderer/support/fakeCore.ts';
import { CO_SIGN, FIGURES } from '../../renderer/support/fakeProgress.ts';
import { imported, press, type Scene, TIMED, withCaseload } from './sceneSteps.ts';

const onToday = async (page: Page): Promise<void> => {
  await page.getByRole('heading', { name: 'Due' }).waitFor();
  await page.getByText('Plan signature').first().waitFor();
};
const onPatient = async (page: Page): Promise<void> => {
  await press(page, /^Walter Sample/);
  await page.getByRole('heading', { name: 'Goals' }).waitFor();
};

const onSettings = async (page: Page, part: string): Promise<void> => {
  await press(page, 'Settings');
  await press(page, part);
};

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

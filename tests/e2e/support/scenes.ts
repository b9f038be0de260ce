/** Every screen and state worth a look, each reached from a fake core in a few steps. */
import type { Page } from 'playwright-core';
import type { AppEvent } from '../../../src/shared/contract.ts';
import {
  createFakeCore,
  type FakeCore,
  PASSPHRASE,
  patient,
  SAMPLE_PATIENT,
  session,
} from '../../renderer/support/fakeCore.ts';

export interface Scene {
  readonly name: string;
  /** The core as it is when the page opens. */
  readonly core: () => FakeCore;
  readonly go?: (page: Page, core: FakeCore) => Promise<void>;
  readonly viewport?: { readonly width: number; readonly height: number };
}

export function withCaseload(): FakeCore {
  const core = createFakeCore();
  core.world.patients.push(
    SAMPLE_PATIENT,
    patient('p1', 'Amara Lindqvist', {
      diagnosis: 'Left wrist fracture, after cast',
      affectedSide: 'left',
      birthDate: '1961-04-09',
      recordNumber: 'R-2041',
      payerId: 'commercial-ama',
    }),
    patient('p2', 'Benedict Osei', {
      diagnosis: 'Parkinson’s disease',
      birthDate: '1948-11-23',
      recordNumber: 'R-1987',
    }),
    patient('p3', 'Carmen Villanueva', { diagnosis: 'Left total hip replacement', affectedSide: 'left' }),
    patient('p4', 'Yusuf Demir', { diagnosis: 'Mild cognitive impairment' }),
  );
  core.world.sessions.push(
    session('s1', 'p0', 'review', { isSample: true }),
    session('s2', 'p0', 'signed', { dateOfService: '2026-02-27', durationMs: 2_520_000 }),
    session('s3', 'p1', 'stopped', { durationMs: 2_700_000 }),
    session('s4', 'p2', 'signed', { dateOfService: '2026-02-26', durationMs: 1_980_000 }),
    session('s5', 'p3', 'signed', { dateOfService: '2026-02-25', durationMs: 2_340_000 }),
  );
  return core;
}

const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().click();
const openReview = async (page: Page): Promise<void> => {
  await press(page, /Review and sign/);
  await page.getByRole('heading', { name: 'Subjective' }).waitFor();
};

async function planned(page: Page, core: FakeCore): Promise<string> {
  await page.getByRole('button', { name: /Benedict Osei/ }).click();
  await press(page, /Start a session/);
  await page.getByRole('heading', { name: 'New session' }).waitFor();
  return core.world.sessions.at(-1)?.id ?? '';
}

async function toVoice(page: Page, core: FakeCore): Promise<string> {
  const id = await planned(page, core);
  await press(page, 'They agreed');
  await press(page, 'Continue');
  await page.getByRole('heading', { name: /Ten seconds/ }).waitFor();
  return id;
}

function previewWords(text: string, fromMs: number) {
  return text.split(' ').map((word, index) => ({
    text: word,
    startMs: fromMs + index * 300,
    endMs: fromMs + index * 300 + 250,
    p: word === 'wobbling' ? 0.4 : 0.9,
  }));
}

const METERS: AppEvent = {
  kind: 'meters',
  elapsedMs: 754_000,
  peakDbFs: [-9, -12, -1, -80],
  rmsDbFs: [-22, -25, -8, -85],
  verdicts: ['good', 'good', 'clipping', 'dead'],
};

async function recording(page: Page, core: FakeCore): Promise<string> {
  const id = await toVoice(page, core);
  await press(page, 'Skip and record');
  await page.getByRole('timer').waitFor();
  core.emit(METERS);
  const lines = [
    ['therapist', 'Okay, brakes are on. Left hand on the grab bar.'],
    ['patient', 'This one here?'],
    ['therapist', 'The lower one, yes. I have got your hips. And stand.'],
    ['patient', 'I am wobbling a bit.'],
    ['therapist', 'Small steps, turn, and sit, nice and slow.'],
  ] as const;
  for (const [index, [speaker, text]] of lines.entries()) {
    const startMs = 731_000 + index * 4200;
    core.emit({
      kind: 'preview',
      sessionId: id,
      startMs,
      endMs: startMs + 3000,
      speaker,
      text,
      words: previewWords(text, startMs),
    });
  }
  core.emit({
    kind: 'ledger',
    sessionId: id,
    entries: [
      {
        id: 'm0',
        source: 'timer',
        cpt: '97535',
        task: 'Self-care training',
        minutes: 8,
        timed: true,
        approximate: false,
        needsConfirmation: false,
        evidence: [{ kind: 'heard', detector: 'timer', startMs: 0, endMs: 480_000 }],
      },
    ],
    running: { task: 'Therapeutic activities', startMs: 481_000 },
  });
  await page.getByText('12:34').first().waitFor();
  return id;
}

export const SCENES: readonly Scene[] = [
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
      await page.getByLabel('Recovery code').fill('K7QX-M2PD-94TR-WB6H-YF3N-A8CE');
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
      };
      return core;
    },
  },
  { name: 'caseload-empty', core: () => createFakeCore() },
  { name: 'caseload', core: withCaseload },
  {
    name: 'caseload-narrow',
    core: withCaseload,
    viewport: { width: 683, height: 768 },
  },
  {
    name: 'patient-edit',
    core: withCaseload,
    go: async (page) => {
      await press(page, 'Edit');
      await page.getByRole('heading', { name: 'Edit patient' }).waitFor();
    },
  },
  { name: 'consent', core: withCaseload, go: async (page, core) => void (await planned(page, core)) },
  {
    name: 'consent-declined',
    core: withCaseload,
    go: async (page, core) => {
      await planned(page, core);
      await press(page, 'They declined');
      await page.getByText('No recording today').waitFor();
    },
  },
  {
    name: 'microphones',
    core: withCaseload,
    go: async (page, core) => {
      await planned(page, core);
      await press(page, 'They agreed');
      await page.getByRole('button', { name: /Chest array/ }).waitFor();
    },
  },
  {
    name: 'voice-listening',
    core: () => {
      const core = withCaseload();
      core.world.enrolmentMs = 60_000;
      return core;
    },
    go: async (page, core) => {
      await toVoice(page, core);
      await press(page, 'Record my voice');
      await page.getByText('Listening').waitFor();
      core.emit({
        kind: 'meters',
        elapsedMs: 1000,
        peakDbFs: [-9, -12, -10, -11],
        rmsDbFs: [-20, -24, -22, -21],
        verdicts: ['good', 'good', 'good', 'good'],
      });
      await page.getByText('Mic 4').waitFor();
    },
  },
  {
    name: 'voice-try-again',
    core: () => {
      const core = withCaseload();
      core.world.enrolmentAccepted = false;
      return core;
    },
    go: async (page, core) => {
      await toVoice(page, core);
      await press(page, 'Record my voice');
      await page.getByText(/Too noisy/).waitFor();
    },
  },
  {
    name: 'voice-ready',
    core: withCaseload,
    go: async (page, core) => {
      await toVoice(page, core);
      await press(page, 'Record my voice');
      await page.getByRole('button', { name: 'Start recording' }).waitFor();
    },
  },
  { name: 'recording', core: withCaseload, go: async (page, core) => void (await recording(page, core)) },
  {
    name: 'recording-paused',
    core: withCaseload,
    go: async (page, core) => {
      await recording(page, core);
      await press(page, /^Pause/);
      await page.getByText(/Nothing is being recorded/).waitFor();
    },
  },
  {
    name: 'recording-interrupted',
    core: withCaseload,
    go: async (page, core) => {
      const sessionId = await recording(page, core);
      core.world.recording = {
        sessionId,
        state: 'interrupted',
        elapsedMs: 754_000,
        channels: 4,
        message: 'The microphone was unplugged. Plug it in again; everything so far is saved.',
        preview: 'on',
      };
      core.announce();
      await page.getByText(/unplugged/).waitFor();
    },
  },
  {
    name: 'recording-stop',
    core: withCaseload,
    go: async (page, core) => {
      await recording(page, core);
      await press(page, /^Stop$/);
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'processing',
    core: () => createFakeCore(),
    go: async (page, core) => {
      await press(page, 'Try the sample session');
      await page.getByRole('heading', { name: 'Writing the draft' }).waitFor();
      for (const [stageIndex, stage] of ['hear', 'transcribe'].entries()) {
        core.emit({ kind: 'progress', sessionId: 's1', stage, stageIndex, stageCount: 7, share: 0.6 });
      }
      await page.getByText('Writing down the words').first().waitFor();
    },
  },
  {
    name: 'processing-failed',
    core: () => createFakeCore(),
    go: async (page, core) => {
      await press(page, 'Try the sample session');
      await page.getByRole('heading', { name: 'Writing the draft' }).waitFor();
      core.world.sessions = core.world.sessions.map((entry) => ({ ...entry, state: 'failed' as const }));
      core.emit({
        kind: 'failed',
        sessionId: 's1',
        error: {
          code: 'model_missing',
          message: 'A model file is missing: models/whisper-base/encoder.onnx. Install the app again.',
        },
      });
      await page.getByText(/model file is missing/).waitFor();
    },
  },
  { name: 'review', core: withCaseload, go: openReview },
  {
    name: 'review-evidence',
    core: withCaseload,
    go: async (page) => {
      await openReview(page);
      await page.getByRole('button', { name: 'Mod A' }).click();
      await page.getByText('two verbal cues').first().waitFor();
    },
  },
  {
    name: 'review-minutes',
    core: withCaseload,
    go: async (page) => {
      await openReview(page);
      await page.getByRole('tab', { name: /Minutes/ }).click();
      await page.locator('.charges summary').first().click();
    },
  },
  {
    name: 'review-transcript',
    core: withCaseload,
    go: async (page) => {
      await openReview(page);
      await page.getByText('Toilet transfer required').click();
      await page.keyboard.press('Escape');
      await page.getByRole('tab', { name: 'Transcript' }).click();
    },
  },
  {
    name: 'review-left-out',
    core: withCaseload,
    go: async (page) => {
      await openReview(page);
      await page.getByRole('tab', { name: /Left out/ }).click();
    },
  },
  {
    name: 'review-edit',
    core: withCaseload,
    go: async (page) => {
      await openReview(page);
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: 'Sentence' }).waitFor();
    },
  },
  {
    name: 'review-narrow',
    core: withCaseload,
    viewport: { width: 683, height: 768 },
    go: async (page) => {
      await openReview(page);
      await page.getByRole('button', { name: 'Mod A' }).click();
    },
  },
  {
    name: 'sign-refused',
    core: withCaseload,
    go: async (page) => {
      await openReview(page);
      await page.keyboard.press('Control+Enter');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'sign',
    core: withCaseload,
    go: async (page) => {
      await settle(page);
      await page.keyboard.press('Control+Enter');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'signed',
    core: withCaseload,
    go: async (page) => {
      await settle(page);
      await page.keyboard.press('Control+Enter');
      await page.getByText(/I furnished or supervised/).click();
      await page.getByLabel('Passphrase').fill(PASSPHRASE);
      await page.getByRole('button', { name: 'Sign and lock' }).click();
      await page.getByText('Signed and locked').first().waitFor();
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
    go: async (page) => {
      await press(page, 'Settings');
      await press(page, /Check that everything/);
      await page.getByText('Everything is whole.').waitFor();
    },
  },
  {
    name: 'keys',
    core: withCaseload,
    go: async (page) => {
      await page.getByRole('heading', { name: 'Patients', exact: true }).waitFor();
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
];

/** Answers what stops the signature of the made-up session. */
async function settle(page: Page): Promise<void> {
  await openReview(page);
  await page.getByRole('button', { name: 'Confirm' }).first().click();
  await page
    .getByRole('textbox', { name: 'How did the patient respond to treatment?' })
    .fill('Tolerated well, tired at the end.');
  await page.keyboard.press('Enter');
  await page.getByText('Nothing stops the signature').waitFor();
  await page.locator('h1').first().click();
}

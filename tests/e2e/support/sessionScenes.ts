/** A session from consent to the draft. */
import type { Page } from 'playwright-core';
import type { AppEvent } from '../../../src/shared/contract.ts';
import { createFakeCore, type FakeCore } from '../../renderer/support/fakeCore.ts';
import { planned, press, type Scene, toVoice, withCaseload } from './sceneSteps.ts';

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

export const SESSION_SCENES: readonly Scene[] = [
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
      await page.getByText('Chest square', { exact: true }).click();
    },
  },
  {
    name: 'voice-kept',
    core: () => {
      const core = withCaseload();
      core.world.voices = [
        { id: 'v1', createdAt: '2026-02-24T15:00:00Z', channels: 4, deviceId: 'hw:1', arrayId: null },
      ];
      return core;
    },
    go: async (page, core) => void (await toVoice(page, core)),
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
        ask: null,
      };
      core.announce();
      await page.getByText(/unplugged/).waitFor();
    },
  },
  {
    name: 'recording-still',
    core: withCaseload,
    go: async (page, core) => {
      await recording(page, core);
      if (core.world.recording === null) throw new Error('Nothing records.');
      core.world.recording = { ...core.world.recording, ask: { reason: 'overTime', minutes: 45 } };
      core.announce();
      await page.getByText(/as long as was planned/).waitFor();
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
];

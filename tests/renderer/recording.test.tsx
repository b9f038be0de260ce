import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeCore, type FakeCore, patient, session } from './support/fakeCore.ts';
import { asked, button, key, press, renderApp, type } from './support/renderApp.tsx';

function coreWithPatient(): FakeCore {
  const core = createFakeCore();
  core.world.patients.push(patient('p1', 'Amara Lindqvist'));
  return core;
}

async function toConsent(): Promise<FakeCore> {
  const core = coreWithPatient();
  renderApp(core);
  await press(/^Amara Lindqvist/);
  await press(/Start a session/);
  await screen.findByText('Read this aloud');
  return core;
}

async function toVoice(core: FakeCore): Promise<void> {
  await press('They agreed');
  await press('Continue');
  await screen.findByRole('heading', { name: /Ten seconds/ });
  expect(asked(core, 'sessions.consent')).toHaveLength(1);
}

describe('before the first second', () => {
  it('keeps who said yes and how', async () => {
    const core = await toConsent();
    fireEvent.click(screen.getByRole('radio', { name: 'Caregiver' }));
    fireEvent.click(screen.getByRole('radio', { name: 'In writing' }));
    await press('They agreed');
    await screen.findByRole('heading', { name: 'Microphones' });
    expect(asked(core, 'sessions.consent')).toMatchObject([{ given: true, by: 'caregiver', method: 'written' }]);
  });

  it('offers no microphone after a no', async () => {
    const core = await toConsent();
    await press('They declined');
    await screen.findByText('No recording today');
    expect(screen.queryByRole('heading', { name: 'Microphones' })).toBeNull();
    expect(asked(core, 'devices.list')).toEqual([]);
  });

  it('tells when there is no microphone and looks again', async () => {
    const core = await toConsent();
    core.world.devices = [];
    await press('They agreed');
    await screen.findByText(/No microphone was found/);
    expect((await button('Continue')).hasAttribute('disabled')).toBe(true);
    core.world.devices = [{ id: 'hw:2', label: 'USB microphone', maxChannels: 1 }];
    await press('Look again');
    await waitFor(async () => expect((await button('Continue')).hasAttribute('disabled')).toBe(false));
  });

  it('repeats a voice sample that was of no use, with the advice of the core', async () => {
    const core = await toConsent();
    core.world.enrolmentAccepted = false;
    await toVoice(core);
    await press('Record my voice');
    await screen.findByText(/Too noisy/);
    core.world.enrolmentAccepted = true;
    await press('Try again');
    await button('Start recording');
    expect(asked(core, 'recording.start')).toEqual([]);
  });
});

describe('a kept voice', () => {
  const voice = { id: 'v1', createdAt: '2026-02-24T15:00:00Z', channels: 4, deviceId: 'hw:1', arrayId: null };

  it('is offered for the microphones it was recorded with', async () => {
    const core = await toConsent();
    core.world.voices = [{ ...voice, id: 'v2', deviceId: 'hw:7' }, voice];
    await toVoice(core);
    await press(/Use my voice of/);
    await waitFor(() => expect(asked(core, 'voice.use')).toMatchObject([{ voiceId: 'v1' }]));
  });

  it('is not offered for others, however many they are, nor for the same worn as another array', async () => {
    const core = await toConsent();
    core.world.voices = [
      { ...voice, deviceId: 'hw:7' },
      { ...voice, arrayId: 'square-46mm' },
      { ...voice, deviceId: null },
    ];
    await toVoice(core);
    await button('Record my voice');
    expect(screen.queryByRole('button', { name: /Use my voice of/ })).toBeNull();
  });
});

describe('while it records', () => {
  async function record(): Promise<FakeCore> {
    const core = await toConsent();
    await toVoice(core);
    await press('Skip and record');
    await screen.findByRole('timer');
    return core;
  }

  it('uses every microphone of the chosen device', async () => {
    expect(asked(await record(), 'recording.start')).toMatchObject([{ deviceId: 'hw:1', channels: 4 }]);
  });

  it('follows the clock of the recording and names the state in the window title, without a name', async () => {
    const core = await record();
    act(() => core.emit({ kind: 'meters', elapsedMs: 65_400, peakDbFs: [], rmsDbFs: [], verdicts: [] }));
    expect(screen.getByRole('timer').textContent).toBe('1:05');
    expect(document.title).toBe('Recording 1:05 · OT Scribe');
  });

  it('says in words which microphone needs a hand', async () => {
    const core = await record();
    act(() =>
      core.emit({
        kind: 'meters',
        elapsedMs: 1000,
        peakDbFs: [-9, -80, -1, -9],
        rmsDbFs: [-20, -85, -6, -20],
        verdicts: ['good', 'dead', 'clipping', 'good'],
      }),
    );
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'Mic 1Good',
      'Mic 2No sound',
      'Mic 3Too loud',
      'Mic 4Good',
    ]);
    expect(screen.getByText(/2 of 4 need a look/)).toBeTruthy();
  });

  it('calls no microphone good once no sound arrives', async () => {
    const core = await record();
    const levels = { peakDbFs: [-9, -9, -9, -9], rmsDbFs: [-20, -20, -20, -20] };
    const verdicts = ['good', 'good', 'good', 'good'] as const;
    act(() => core.emit({ kind: 'meters', elapsedMs: 1000, ...levels, verdicts: [...verdicts] }));
    expect(screen.getAllByText('Good')).toHaveLength(4);
    core.world.recording = core.world.recording && { ...core.world.recording, state: 'interrupted' };
    act(() => core.announce());
    await screen.findByText('None of them is heard.');
    expect(screen.queryByText('Good')).toBeNull();
    const meters = screen.getAllByRole('listitem').map((item) => item.textContent);
    expect(meters).toEqual(['Mic 1No sound', 'Mic 2No sound', 'Mic 3No sound', 'Mic 4No sound']);
  });

  it('pauses by key, shows that nothing is recorded, and goes on by the same key', async () => {
    const core = await record();
    key('r');
    await screen.findByText(/Nothing is being recorded/);
    key('r');
    await waitFor(() => expect(core.world.recording?.state).toBe('recording'));
  });

  it('marks a moment by key', async () => {
    const core = await record();
    key('m');
    await screen.findByText('Marked at 0:00');
    expect(asked(core, 'recording.mark')).toHaveLength(1);
  });

  it('does not end a session at a single touch, and starts writing once it was meant', async () => {
    const core = await record();
    await press('Stop');
    await press('Keep recording');
    expect(asked(core, 'recording.stop')).toEqual([]);
    key('.');
    await press('Stop now');
    await screen.findByRole('heading', { name: 'Writing the draft' });
    expect(asked(core, 'pipeline.run')).toHaveLength(1);
    expect(screen.getAllByRole('alert').some((alert) => alert.textContent?.includes('Recording stopped'))).toBe(true);
  });

  it('starts and stops a timer, and shows the minutes so far', async () => {
    const core = await record();
    await press(/Self-care training/);
    expect(asked(core, 'recording.timer')).toEqual([{ cpt: '97535', task: 'Self-care training' }]);
    await press('Stop timing');
    expect(asked(core, 'recording.timer').at(-1)).toEqual({ cpt: null, task: '' });
  });

  it('keeps the recording in sight and stoppable on every other screen', async () => {
    await record();
    await press('Settings');
    await screen.findByRole('heading', { name: 'Settings' });
    await button(/Recording 0:00/);
    await button('Stop');
  });

  it('marks the words so far as a preview and keeps them while another screen is open', async () => {
    const core = await record();
    const sessionId = core.world.recording?.sessionId ?? '';
    const line = { kind: 'preview', sessionId, startMs: 1000, endMs: 2000, speaker: 'patient' } as const;
    const said = (text: string) => ({
      ...line,
      text,
      words: text
        .split(' ')
        .map((word) => ({ text: word, startMs: 1000, endMs: 2000, p: word === 'here?' ? 0.3 : 0.9 })),
    });
    act(() => core.emit(said('This one')));
    act(() => core.emit(said('This one here?')));
    await press('Settings');
    await press(/Recording 0:00/);
    const shown = (await screen.findByRole('list', { name: 'Words so far' })).textContent;
    expect(shown).toContain('This one here?');
    expect(shown.match(/This one/g)).toHaveLength(1);
    await screen.findByText('Preview, not the note');
    expect(screen.getByText('here?').className).toBe('doubtful-word');
    expect(screen.queryByText(/No words can be shown/)).toBeNull();
  });

  it('says when no words can be shown, and that the recording goes on all the same', async () => {
    const core = await record();
    const before = core.world.recording;
    if (before === null) throw new Error('nothing is being recorded');
    core.world.recording = { ...before, preview: 'off' };
    act(() => core.announce());
    await screen.findByText(/No words can be shown while recording. The recording is not affected/);
  });
});

describe('after a crash', () => {
  function interrupted(): FakeCore {
    const core = coreWithPatient();
    core.world.sessions.push(session('s9', 'p1', 'interrupted'));
    core.world.interrupted.push({
      sessionId: 's9',
      patientId: 'p1',
      recordedAt: '2026-03-02T14:20:00Z',
      durationMs: 1_140_000,
    });
    return core;
  }

  it('offers to recover, and leads to the recovered session', async () => {
    const core = interrupted();
    renderApp(core);
    await press('Recover');
    await button('Write the note');
    expect(asked(core, 'recovery.recover')).toEqual([{ sessionId: 's9' }]);
  });

  it('deletes only after the word was typed', async () => {
    const core = interrupted();
    renderApp(core);
    await press('Discard');
    await type(/Type DISCARD/, 'discard');
    expect((await button('Delete the recording')).hasAttribute('disabled')).toBe(true);
    await type(/Type DISCARD/, 'DISCARD');
    await press('Delete the recording');
    await waitFor(() => expect(asked(core, 'recovery.discard')).toEqual([{ sessionId: 's9', confirm: 'DISCARD' }]));
  });

  it('can be put off', async () => {
    const core = interrupted();
    renderApp(core);
    await press('Decide later');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(core.world.interrupted).toHaveLength(1);
  });
});

import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeCore, PASSPHRASE, RECOVERY_CODE, SAMPLE_PATIENT, session } from './support/fakeCore.ts';
import { asked, button, press, renderApp, type } from './support/renderApp.tsx';

describe('the first run', () => {
  async function toRecoveryCode() {
    const core = createFakeCore('firstRun');
    renderApp(core);
    await type('Your name', 'Dana Okafor');
    await press('Continue');
    await type('Passphrase', PASSPHRASE);
    await type('The same again', PASSPHRASE);
    await press('Set the passphrase');
    await screen.findByTestId('recovery-code');
    return core;
  }

  it('keeps the recovery code on screen until its last group was typed, although the app is open by then', async () => {
    const core = await toRecoveryCode();
    expect(core.world.phase).toBe('unlocked');
    expect((await button('I have it on paper')).hasAttribute('disabled')).toBe(true);
    await type('Type its last group', 'WXYZ');
    await screen.findByText('That is not the last group of the code.');
    await type('Type its last group', 'a8ce');
    await press('I have it on paper');
    await button('Try the sample session');
  });

  it('sends the licence as absent when none was typed', async () => {
    const core = await toRecoveryCode();
    expect(asked(core, 'security.setUp')).toEqual([
      { name: 'Dana Okafor', credentials: 'OTR/L', licence: null, passphrase: PASSPHRASE },
    ]);
  });

  it('does not go on with a short or a mistyped passphrase', async () => {
    const core = createFakeCore('firstRun');
    renderApp(core);
    await type('Your name', 'Dana Okafor');
    await press('Continue');
    await type('Passphrase', 'too short');
    await type('The same again', 'too short');
    expect((await button('Set the passphrase')).hasAttribute('disabled')).toBe(true);
    await type('Passphrase', PASSPHRASE);
    await type('The same again', `${PASSPHRASE}x`);
    expect((await button('Set the passphrase')).hasAttribute('disabled')).toBe(true);
    expect(asked(core, 'security.setUp')).toEqual([]);
  });
});

describe('the lock', () => {
  it('shows no name, says when the passphrase is wrong, and opens with the right one', async () => {
    const core = createFakeCore('locked');
    core.world.patients.push(SAMPLE_PATIENT);
    renderApp(core);
    await type('Passphrase', 'wrong');
    await press('Unlock');
    await screen.findByText('This is not the passphrase.');
    expect(document.body.textContent).not.toContain(SAMPLE_PATIENT.name);
    await type('Passphrase', PASSPHRASE);
    await press('Unlock');
    await button(new RegExp(SAMPLE_PATIENT.name));
  });

  it('comes back to the very same place', async () => {
    const core = createFakeCore();
    core.world.patients.push(SAMPLE_PATIENT);
    renderApp(core);
    await press('Settings');
    await press('Lock');
    await screen.findByRole('heading', { name: 'Locked' });
    await type('Passphrase', PASSPHRASE);
    await press('Unlock');
    await screen.findByRole('heading', { name: 'Settings' });
  });

  it('forgets what was read before, so that nothing is left in the page', async () => {
    const core = createFakeCore();
    core.world.patients.push(SAMPLE_PATIENT);
    renderApp(core);
    await press(new RegExp(SAMPLE_PATIENT.name));
    await screen.findByRole('heading', { name: SAMPLE_PATIENT.name });
    await press('Lock');
    await screen.findByRole('heading', { name: 'Locked' });
    expect(document.documentElement.innerHTML).not.toContain(SAMPLE_PATIENT.name);
  });

  it('refuses more attempts while a waiting time runs', async () => {
    const core = createFakeCore('locked');
    core.world.unlockWaitSeconds = 30;
    renderApp(core);
    expect((await button(/Try again in/)).hasAttribute('disabled')).toBe(true);
  });

  it('lets a recording be stopped without unlocking', async () => {
    const core = createFakeCore('locked');
    core.world.sessions.push(session('s9', 'p0', 'recording'));
    core.world.recording = {
      sessionId: 's9',
      state: 'recording',
      elapsedMs: 61_000,
      channels: 1,
      message: null,
      preview: 'on',
      ask: null,
    };
    renderApp(core);
    await screen.findByText('1:01');
    await press('Stop');
    expect(asked(core, 'recording.stop')).toEqual([]);
    await press('Stop now');
    await waitFor(() => expect(core.world.recording).toBeNull());
    expect(core.world.phase).toBe('locked');
  });

  it('opens with the recovery code and a new passphrase', async () => {
    const core = createFakeCore('locked');
    renderApp(core);
    await press('Forgot the passphrase?');
    await type('Recovery code', RECOVERY_CODE);
    await type('New passphrase', PASSPHRASE);
    await type('The same again', PASSPHRASE);
    await press('Set the new passphrase');
    await button('Try the sample session');
  });
});

describe('loading the page anew', () => {
  it('comes back to the place the tab was at', async () => {
    const core = createFakeCore('unlocked');
    renderApp(core);
    await press('Settings');
    await screen.findByRole('heading', { name: 'Who signs' });
    cleanup();
    renderApp(core);
    await screen.findByRole('heading', { name: 'Who signs' });
  });
});

describe('the automatic lock', () => {
  it('is put off by a touch, and its time is chosen in the settings', async () => {
    const core = createFakeCore('unlocked');
    renderApp(core);
    await press('Settings');
    await press('Lock and safety');
    fireEvent.pointerDown(document.body);
    await waitFor(() => expect(asked(core, 'security.active')).toHaveLength(1));
    fireEvent.click(await screen.findByLabelText('5 min'));
    await waitFor(() => expect(core.world.autoLockMinutes).toBe(5));
  });
});

describe('the connection', () => {
  it('tells that it was lost and what goes on, and disappears when it is back', async () => {
    const connection = renderApp(createFakeCore());
    await button('Try the sample session');
    act(() => connection.become('lost'));
    expect((await screen.findByText(/Connection to the app lost/)).textContent).toContain('goes on');
    fireEvent.click(await button('Try now'));
    expect(connection.reconnect).toHaveBeenCalledOnce();
    act(() => connection.become('open'));
    expect(screen.queryByText(/Connection to the app lost/)).toBeNull();
  });

  it('says how to go on when the shell no longer knows the page', async () => {
    const connection = renderApp(createFakeCore());
    await button('Try the sample session');
    act(() => connection.become('refused'));
    await screen.findByText(/start OT Scribe again/);
  });
});

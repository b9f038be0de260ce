import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeCore, type FakeCore, SAMPLE_PATIENT, session } from './support/fakeCore.ts';
import { asked, key, press, renderApp, type } from './support/renderApp.tsx';

async function openHearing(change: (core: FakeCore) => void = () => undefined): Promise<FakeCore> {
  const core = createFakeCore();
  change(core);
  renderApp(core);
  await press('Settings');
  await press('Voice and hearing');
  await screen.findByRole('heading', { name: 'Your gym in ten minutes' });
  return core;
}
const rowOf = (title: string): HTMLElement => screen.getByText(title).closest('li') as HTMLElement;

describe('the gym in ten minutes', () => {
  it('starts only when the place has a name, and measures one part with the chosen microphones', async () => {
    const core = await openHearing();
    await press('Measure a place');
    const start = await screen.findByRole('button', { name: 'Start: The room' });
    expect(start.hasAttribute('disabled')).toBe(true);
    type('Place', 'Main gym');
    await press('Start: The room');
    await within(rowOf('The room')).findByText('The room: done.', {}, { timeout: 10_000 });
    expect(asked(core, 'calibration.record')).toEqual([
      { deviceId: 'hw:1', channels: 4, arrayId: null, place: 'Main gym', part: 'room' },
    ]);
    await within(rowOf('The room')).findByText('Done');
    await screen.findByText(/usual noise -52 dB/, {}, { timeout: 10_000 });
  });

  it('counts down while it listens, and lets no other part begin', async () => {
    await openHearing((core) => {
      core.world.enrolmentMs = 400;
    });
    await press('Measure a place');
    type('Place', 'Main gym');
    await press('Start: Standing still');
    await within(rowOf('Standing still')).findByText(/3:00|2:59/);
    expect(screen.getByRole('button', { name: 'Start: The room' }).hasAttribute('disabled')).toBe(true);
  });

  it('says what to do about a part that is of no use, which stays to be done', async () => {
    await openHearing((core) => {
      core.world.enrolmentAccepted = false;
    });
    await press('Measure a place');
    type('Place', 'Main gym');
    await press('Start: Walking');
    await within(rowOf('Walking')).findByText(/Keep talking, then repeat/);
    expect(within(rowOf('Walking')).queryByText('Done')).toBeNull();
  });
});

describe('kept voices', () => {
  const voices = [
    { id: 'v1', createdAt: '2026-02-20T10:00:00Z', channels: 4, deviceId: 'hw:1', arrayId: 'chest-square-4' },
    { id: 'v2', createdAt: '2026-01-10T10:00:00Z', channels: 1, deviceId: 'hw:0', arrayId: null },
  ];

  it('are listed with their microphones, and each can be deleted by itself', async () => {
    const core = await openHearing((fake) => {
      fake.world.voices = voices;
    });
    const list = await screen.findByRole('list', { name: 'Kept voices' });
    await within(list).findByText(/4 microphones · Chest square/);
    await press(/Delete the voice of Jan 10, 2026/);
    await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(1));
    expect(asked(core, 'voice.delete')).toEqual([{ voiceId: 'v2', confirm: 'DELETE' }]);
  });

  it('go all at once', async () => {
    const core = await openHearing((fake) => {
      fake.world.voices = voices;
    });
    await press('Delete my voice everywhere');
    await screen.findByText('No voice is kept for later sessions.');
    expect(asked(core, 'voice.forget')).toEqual([{ confirm: 'DELETE' }]);
  });
});

describe('consent that is taken back', () => {
  async function openHistory(): Promise<FakeCore> {
    const core = createFakeCore();
    core.world.patients.push(SAMPLE_PATIENT);
    const at = '2026-03-02T14:00:00Z';
    const consent = { kind: 'given', at, by: 'patient', method: 'verbal', scriptVersion: 'test' } as const;
    core.world.sessions.push(session('s1', SAMPLE_PATIENT.id, 'review', { consent }));
    renderApp(core);
    await press(/Review and sign/);
    await screen.findByRole('heading', { name: 'Subjective' });
    fireEvent.click(screen.getByRole('tab', { name: /History/ }));
    await screen.findByText(/Given by the patient, spoken/);
    return core;
  }

  it('deletes the sound after one question, and says since when and why it is gone', async () => {
    const core = await openHistory();
    await press('Consent was taken back');
    await press('Delete the sound');
    await screen.findByText(/The sound was deleted on .*, because the consent was taken back/);
    expect(asked(core, 'sessions.withdraw')).toEqual([{ sessionId: 's1', confirm: 'WITHDRAW' }]);
    expect(screen.queryByRole('button', { name: 'Consent was taken back' })).toBeNull();
  });

  it('is deleted by whoever is in charge when somebody asks for it, and stands in the settings', async () => {
    const core = await openHistory();
    await press('Delete the sound now');
    await press('Delete the sound');
    await screen.findByText(/The sound was deleted on .*, because somebody asked for it/);
    expect(asked(core, 'sessions.deleteSound')).toEqual([{ sessionId: 's1', confirm: 'DELETE' }]);
    await press('Settings');
    await press('Keeping and backup');
    await screen.findByRole('cell', { name: 'Sound of a session' });
    expect(screen.getByRole('cell', { name: 'somebody asked for it' })).toBeTruthy();
  });

  it('deletes nothing when the question is declined', async () => {
    const core = await openHistory();
    await press('Consent was taken back');
    await press('Keep the sound');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(asked(core, 'sessions.withdraw')).toEqual([]);
    key('Escape');
  });
});

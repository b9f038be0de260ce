import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RecordingAsk } from '../../src/shared/contract.ts';
import { createFakeCore, type FakeCore, patient, session } from './support/fakeCore.ts';
import { asked, press, renderApp } from './support/renderApp.tsx';

function recording(ask: RecordingAsk, phase: 'unlocked' | 'locked' = 'unlocked'): FakeCore {
  const core = createFakeCore(phase);
  core.world.patients.push(patient('p1', 'Amara Lindqvist'));
  core.world.sessions.push(session('s9', 'p1', 'recording'));
  core.world.recording = {
    ...{ sessionId: 's9', state: 'recording', elapsedMs: 61_000, channels: 2, message: null, preview: 'on', ask },
  };
  renderApp(core);
  return core;
}

describe('a recording that may have been forgotten', () => {
  it('asks on whatever screen is open and in the title, and leaves when the treatment goes on', async () => {
    const core = recording({ reason: 'quiet', minutes: 12 });
    await screen.findByText('Neither of you has spoken for 12 minutes. Still treating?');
    await waitFor(() => expect(document.title).toMatch(/^Still treating\? Recording/));
    await press('Still treating');
    await waitFor(() => expect(screen.queryByText(/Neither of you/)).toBeNull());
    expect(asked(core, 'recording.goOn')).toHaveLength(1);
    expect(asked(core, 'recording.stop')).toEqual([]);
  });

  it('asks while locked, and still asks once more before it stops', async () => {
    const core = recording({ reason: 'overTime', minutes: 45 }, 'locked');
    await screen.findByText(/45 minutes are recorded/);
    await press('Stop');
    expect(asked(core, 'recording.stop')).toEqual([]);
    await press('Stop now');
    await waitFor(() => expect(asked(core, 'recording.stop')).toHaveLength(1));
  });

  it('is set in the settings, and can be left out', async () => {
    const core = createFakeCore();
    renderApp(core);
    await press('Settings');
    await press('Voice and hearing');
    const choices = await screen.findAllByRole('radio', { name: 'Never' });
    choices[0]?.click();
    await waitFor(() =>
      expect(asked(core, 'recording.setGuard')).toEqual([{ quietMinutes: null, plannedMinutes: 60 }]),
    );
  });
});

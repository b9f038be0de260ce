import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RecogniserView } from '../../src/shared/contract.ts';
import { createFakeCore } from './support/fakeCore.ts';
import { asked, button, press, renderApp } from './support/renderApp.tsx';

const imported = (name: string, more: Partial<RecogniserView> = {}): RecogniserView => ({
  ...{ name, origin: 'imported', isChosen: false, state: 'good', message: null, time: null, isOffered: false },
  ...more,
});

async function settingsWith(...recognisers: RecogniserView[]) {
  const core = createFakeCore('unlocked');
  core.world.recognisers.push(...recognisers);
  renderApp(core);
  await press('Settings');
  await press('Voice and hearing');
  await screen.findByText('Recogniser');
  return core;
}

describe('the recognisers in the settings', () => {
  it('are offered once they were measured and are fast enough', async () => {
    const core = await settingsWith(imported('small'));
    await screen.findByText('Not measured on this computer yet.');
    expect(screen.queryByRole('button', { name: 'Use small' })).toBeNull();
    await press('Measure small');
    await screen.findByText('An hour of talk takes 12 minutes.');
    await press('Use small');
    await waitFor(() => expect(asked(core, 'recognisers.choose')).toEqual([{ name: 'small' }]));
    await button('Use whisper-base');
  });

  it('are not offered when they are too slow', async () => {
    await settingsWith(imported('large'));
    await press('Measure large');
    await screen.findByText('An hour of talk takes 54 minutes. That is too slow for this computer.');
    expect(screen.queryByRole('button', { name: 'Use large' })).toBeNull();
  });

  it('say what to do about a damaged one and let nobody measure it', async () => {
    await settingsWith(imported('small', { state: 'damaged', message: 'Remove it and import it again.' }));
    await screen.findByText('Remove it and import it again.');
    expect(screen.queryByRole('button', { name: 'Measure small' })).toBeNull();
  });
});

import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeCore, type FakeCore, PASSPHRASE } from './support/fakeCore.ts';
import { asked, press, renderApp, type } from './support/renderApp.tsx';

async function settings(): Promise<FakeCore> {
  const core = createFakeCore();
  core.world.colleagues.push({
    ...{ id: 'u1', name: 'Sam Reyes', credentials: 'COTA/L', licence: null },
    ...{ isAssistant: true, isStudent: false, isUser: false },
  });
  renderApp(core);
  await press('Settings');
  await screen.findByText(/Assistant: signs for their minutes/);
  return core;
}

describe('colleagues who sign here', () => {
  it('are changed in a form that asks for their own passphrase', async () => {
    const core = await settings();
    await press('Change Sam Reyes');
    await type(/^Licence/, 'OTA-7');
    await type('Passphrase of Sam Reyes', PASSPHRASE);
    await press('Keep the change');
    await screen.findByText(/Licence OTA-7/);
    expect(asked(core, 'people.change')).toMatchObject([{ personId: 'u1', licence: 'OTA-7', newPassphrase: null }]);
  });

  it('are taken out after one question', async () => {
    const core = await settings();
    await press('Sam Reyes left');
    expect(asked(core, 'people.leave')).toEqual([]);
    await press('Take Sam Reyes out');
    await waitFor(() => expect(screen.queryByText(/Assistant: signs/)).toBeNull());
    expect(asked(core, 'people.leave')).toEqual([{ personId: 'u1' }]);
  });
});

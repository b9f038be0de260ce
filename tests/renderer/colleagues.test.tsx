import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeCore, type FakeCore, PASSPHRASE, patient } from './support/fakeCore.ts';
import { asked, press, renderApp, type } from './support/renderApp.tsx';

async function settings(change: (core: FakeCore) => void = () => undefined): Promise<FakeCore> {
  const core = createFakeCore();
  core.world.colleagues.push({
    ...{ id: 'u1', name: 'Sam Reyes', credentials: 'COTA/L', licence: null },
    ...{ isAssistant: true, isStudent: false, isUser: false },
  });
  change(core);
  renderApp(core);
  await press('Settings');
  await screen.findByText(/Assistant: signs for their minutes/);
  return core;
}

describe('colleagues who work here', () => {
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

  it('open the app once both have typed, and no longer when that is taken back', async () => {
    const core = await settings();
    await press('Let Sam Reyes open the app');
    await type('Passphrase of Sam Reyes', 'seven quiet herons');
    await type('Your passphrase', PASSPHRASE);
    await press('Let them in');
    await screen.findByText('Opens the app');
    await press('Sam Reyes opens the app no longer');
    await press('Close the app to them');
    await waitFor(() => expect(screen.queryByText('Opens the app')).toBeNull());
    expect(asked(core, 'people.keepOut')).toEqual([{ personId: 'u1' }]);
  });

  it('of the front desk are added and let in in one step; after a wrong passphrase nobody was added', async () => {
    const core = await settings();
    await press('Let somebody open the app');
    fireEvent.click(await screen.findByRole('radio', { name: 'Front desk or billing' }));
    await type('Name', 'Ira Moss');
    await type('Passphrase of Ira Moss', 'seven quiet herons');
    await type('Your passphrase', 'wrong');
    await press('Let them in');
    await screen.findByText('That is not the passphrase.');
    expect(core.world.colleagues.some(({ name }) => name === 'Ira Moss')).toBe(false);
    await type('Your passphrase', PASSPHRASE);
    await press('Let them in');
    await screen.findByText(/Front desk: patients, payers, deadlines/);
    expect(asked(core, 'people.add')).toEqual([]);
    expect(asked(core, 'people.letInNew')).toHaveLength(2);
    expect(asked(core, 'people.letInNew')[1]).toMatchObject({ name: 'Ira Moss', role: 'frontDesk' });
    expect(core.world.colleagues.filter(({ name }) => name === 'Ira Moss')).toHaveLength(1);
  });
});

describe('whoever has the app open', () => {
  it('changes their own name and passphrase where it says who signs', async () => {
    const core = await settings();
    await press('Change your name, credentials or passphrase');
    await type(/^Licence/, 'OT-77');
    await type('Your passphrase', PASSPHRASE);
    await press('Keep the change');
    await waitFor(() => expect(asked(core, 'people.change')).toMatchObject([{ licence: 'OT-77' }]));
  });

  it('from the front desk finds patients and deadlines, and no session, backup or record of what happened', async () => {
    const core = createFakeCore();
    core.world.access = { role: 'frontDesk', roleName: 'Front desk', areas: ['common', 'caseload'] };
    core.world.patients.push(patient('p1', 'Pat Lee'));
    renderApp(core);
    await press(/Pat Lee/);
    await screen.findByRole('heading', { name: 'Pat Lee' });
    expect(screen.queryByRole('button', { name: /Start a session/ })).toBeNull();
    expect(screen.queryByRole('heading', { name: 'Sessions' })).toBeNull();
    expect(screen.queryByText(/diagnosis|stroke/i)).toBeNull();
    expect(screen.getByText(/· Front desk/)).toBeTruthy();
    await press('Settings');
    expect(screen.queryByRole('button', { name: 'Keeping and backup' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Let somebody open the app' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Payers' })).toBeTruthy();
  });
});

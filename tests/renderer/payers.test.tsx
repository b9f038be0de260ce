import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeCore, type FakeCore } from './support/fakeCore.ts';
import { asked, press, renderApp, type } from './support/renderApp.tsx';

async function payers(): Promise<FakeCore> {
  const core = createFakeCore();
  renderApp(core);
  await press('Settings');
  await press('Payers');
  return core;
}

const claim = () => screen.findByRole('table', { name: 'Claim lines under this profile' });

describe('the editor of payer profiles', () => {
  it('offers no change of a profile of the app, only a copy', async () => {
    await payers();
    await screen.findByRole('button', { name: 'Copy Medicare Part B' });
    expect(screen.queryByRole('button', { name: /^Change|^Remove/ })).toBeNull();
  });

  it('shows at every key what a sample claim comes to', async () => {
    await payers();
    await press('Copy Commercial plan with the midpoint rule');
    await waitFor(async () => expect((await claim()).textContent).toContain('Units together3'));
    fireEvent.change(screen.getByLabelText('Least minutes for a unit'), { target: { value: '10' } });
    await waitFor(async () => expect((await claim()).textContent).toContain('Units together2'));
    await type(/^Modifiers on every line/, 'GO XS');
    await waitFor(async () => expect(within(await claim()).getByRole('row', { name: /97530 XS GO/ })).toBeTruthy());
  });

  it('says at the field what is wrong, but asks for what is empty only at the end', async () => {
    await payers();
    await press('Copy Medicare Part B');
    await claim();
    expect(screen.queryByText(/Say where this stands/)).toBeNull();
    await type(/^Modifiers on every line/, 'GP');
    await screen.findByText(/belongs to another discipline/);
    await press('Keep this profile');
    await screen.findAllByText(/Say where this stands/);
  });

  it('keeps the copy, lists it with change and remove, and takes it away again', async () => {
    const core = await payers();
    await press('Copy Medicare Part B');
    await type('Name', 'Mill Street plan');
    await type('Where this stands', 'Contract');
    await type('Section or page', '4');
    await press('Objective: move up');
    await press('Keep this profile');
    await screen.findByRole('button', { name: 'Change Mill Street plan' });
    const [{ profile }] = asked(core, 'payers.keep') as [{ profile: { sections: { id: string }[] } }];
    expect(profile.sections.map(({ id }) => id).slice(0, 2)).toEqual(['objective', 'subjective']);
    await press('Remove Mill Street plan');
    await screen.findByText(/None yet/);
  });
});

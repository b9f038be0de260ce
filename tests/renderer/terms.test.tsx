import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeCore } from './support/fakeCore.ts';
import { asked, press, renderApp, type } from './support/renderApp.tsx';

describe('own terms in the settings', () => {
  it('are added, refused with a side in them, and removed', async () => {
    const core = createFakeCore();
    renderApp(core);
    await press('Settings');
    await press('Voice and hearing');
    await screen.findByText('Your own terms');
    await type('Term', 'left splint');
    await press('Add the term');
    await screen.findByText(/Leave out "left"/);
    await type('Term', 'NuStep');
    await press('Add the term');
    await screen.findByText('NuStep');
    await press('Remove the term NuStep');
    await waitFor(() => expect(screen.queryByText('NuStep')).toBeNull());
    expect(asked(core, 'terms.drop')).toEqual([{ term: 'NuStep' }]);
  });
});

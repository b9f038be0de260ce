import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeCore, SAMPLE_PATIENT, session } from './support/fakeCore.ts';
import { LAST_VISIT } from './support/fakeLastVisit.ts';
import { asked, press, renderApp } from './support/renderApp.tsx';

describe('a sentence of the last visit', () => {
  it('is brought forward by a press, tinted, and leaves the tint when it is accepted', async () => {
    const core = createFakeCore();
    core.world.patients.push(SAMPLE_PATIENT);
    core.world.sessions.push(session('s1', SAMPLE_PATIENT.id, 'review'));
    core.world.lastVisits.set('s1', LAST_VISIT);
    renderApp(core);
    await press(/Review and sign/);
    (await screen.findByRole('tab', { name: /Last visit/ })).click();
    await press(/Bring forward: Patient required Max A/);
    const row = (await screen.findByText('Patient required ___ for toilet transfer.')).closest('li')!;
    expect(row.getAttribute('data-pulled')).toBe('true');
    expect(row.textContent).toContain('Forward');
    within(row).getByRole('button', { name: 'Accept for today' }).click();
    await waitFor(() => expect(asked(core, 'review.edit')).toMatchObject([{ edit: { kind: 'replace' } }]));
    expect(asked(core, 'review.pull')).toMatchObject([{ statementId: 's3' }]);
  });
});

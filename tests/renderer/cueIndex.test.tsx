import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { sinceLastVisit } from '../../src/renderer/features/progress/trendWords.ts';
import { createFakeCore, SAMPLE_PATIENT, session } from './support/fakeCore.ts';
import { PROGRESS } from './support/fakeProgress.ts';
import { asked, renderApp } from './support/renderApp.tsx';

async function onPatient(progress = PROGRESS) {
  const core = createFakeCore();
  core.world.patients.push(SAMPLE_PATIENT);
  core.world.sessions.push(session('s1', 'p0', 'review'), session('s2', 'p0', 'signed'));
  core.world.progress = progress;
  renderApp(core);
  fireEvent.click((await screen.findAllByText('Walter Sample'))[0]!);
  await screen.findByRole('heading', { name: 'Walter Sample' });
  return core;
}

describe('cues for each go, on the patient’s page', () => {
  it('shows the formula and, beside the chart, both counts of each visit', async () => {
    await onPatient();
    const table = await screen.findByRole('table', { name: 'Cues per go, toilet transfer' });
    expect(screen.getByText(/counted cues for the task in a visit ÷ goes/)).toBeTruthy();
    const rows = within(table)
      .getAllByRole('row')
      .map((row) => row.textContent);
    expect(rows[1]).toContain('2 × Maximal assist73.5');
    expect(rows[2]).toContain('not counted (called mod)None: cues without a number');
  });

  it('opens the session of a visit', async () => {
    const core = await onPatient();
    const table = await screen.findByRole('table', { name: 'Cues per go, toilet transfer' });
    fireEvent.click(within(table).getByRole('button', { name: 'Mar 2, 2026' }));
    await waitFor(() => expect(asked(core, 'sessions.get')).toContainEqual({ sessionId: 's1' }));
  });

  it('is not there where no visit has an index', async () => {
    await onPatient({ ...PROGRESS, trends: PROGRESS.trends.filter(({ index }) => index === undefined) });
    await screen.findByText('Over the sessions');
    expect(screen.queryByText('Cues for each go')).toBeNull();
  });

  it('is no line of its own under what the last visit changed', () => {
    expect(sinceLastVisit(PROGRESS.trends).map(({ trend }) => trend.key)).not.toContain('index.toilet transfer');
  });
});

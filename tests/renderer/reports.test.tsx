import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { blankDraft } from '../../src/main/core/reports/blankDraft.ts';
import { placesOf, sourcesOf, withValue } from '../../src/renderer/features/reports/draftPaths.ts';
import { createFakeCore, type FakeCore, PASSPHRASE, SAMPLE_PATIENT } from './support/fakeCore.ts';
import { asked, press, renderApp } from './support/renderApp.tsx';
import { SIGNED_SESSIONS } from './support/sampleSessions.ts';

async function beginReport(kind: string): Promise<FakeCore> {
  const core = createFakeCore();
  core.world.patients.push(SAMPLE_PATIENT);
  core.world.carriedSessions = SIGNED_SESSIONS;
  renderApp(core);
  await press(/^Walter Sample/);
  await press(/Write a report/);
  fireEvent.click(await screen.findByRole('menuitem', { name: kind }));
  await screen.findByRole('heading', { name: kind, level: 1 });
  return core;
}

const textbox = (name: string | RegExp) => screen.getByRole<HTMLTextAreaElement>('textbox', { name });
const saved = async (core: FakeCore, times = 1) =>
  waitFor(() => expect(asked(core, 'reports.save').length).toBeGreaterThanOrEqual(times), { timeout: 3000 });

describe('a report', () => {
  it('says of every value it was filled in with where it is from, and opens that session', async () => {
    const core = await beginReport('Progress report');
    const goal = screen.getByRole('region', { name: 'STG 1' });
    const first = within(goal).getByRole('group', { name: 'First measurement' });
    expect(within(first).getByRole<HTMLInputElement>('textbox', { name: 'In words' }).value).toBe('Mod A');
    fireEvent.click(within(first).getByRole('button', { name: 'the session of Feb 20, 2026' }));
    await waitFor(() => expect(asked(core, 'sessions.get')).toContainEqual({ sessionId: 's8' }));
  });

  it('shows the values of the period as a table, opens the session of each, and leaves a row out when asked', async () => {
    const core = await beginReport('Progress report');
    const table = screen.getByRole('region', { name: /Table: Functional Gains/ });
    const rows = within(table).getAllByRole('row').length;
    const [value] = within(table).getAllByRole('button', { name: /the session of Feb 20, 2026$/ });
    fireEvent.click(screen.getAllByRole('button', { name: /^Leave out / })[0]!);
    await saved(core);
    await waitFor(() => {
      const left = screen.getByRole('region', { name: /Table: Functional Gains/ });
      expect(within(left).getAllByRole('row')).toHaveLength(rows - 1);
    });
    expect(value).toBeTruthy();
    fireEvent.click(within(table).getAllByRole('button', { name: /the session of Feb 20, 2026$/ })[0]!);
    await waitFor(() => expect(asked(core, 'sessions.get')).toContainEqual({ sessionId: 's8' }));
  });

  it('is held against a report written by hand, with what is missing marked both ways', async () => {
    const core = await beginReport('Progress report');
    await press('Compare with your own report');
    const mine = 'Per caregiver, he stands up alone at home.\nGrip strength R 24 lb.';
    fireEvent.change(textbox('The report you wrote the old way'), { target: { value: mine } });
    await press('Compare');
    const dialog = await screen.findByRole('dialog', { name: 'Beside your own report' });
    await within(dialog).findByText('Only in yours');
    expect(within(dialog).getByText('Grip strength R 24 lb.')).toBeTruthy();
    expect(within(dialog).getByText('This report does not say it')).toBeTruthy();
    expect(within(dialog).getAllByText('Yours does not say it').length).toBeGreaterThan(1);
    expect(
      within(dialog)
        .getByText(/Values only in yours/)
        .closest('p')?.textContent,
    ).toContain('24');
    expect(asked(core, 'reports.compare')).toHaveLength(1);
  });

  it('says so no longer once the therapist typed another value', async () => {
    await beginReport('Progress report');
    const goal = screen.getByRole('region', { name: 'STG 1' });
    const first = within(goal).getByRole('group', { name: 'First measurement' });
    fireEvent.change(within(first).getByRole('textbox', { name: 'In words' }), { target: { value: 'Max A' } });
    expect(within(first).queryByRole('button', { name: /the session of/ })).toBeNull();
  });

  it('keeps what is typed by itself, and shows it in the document', async () => {
    const core = await beginReport('Progress report');
    fireEvent.change(textbox('Limitation 1'), { target: { value: 'Turns need a hand at the hips' } });
    screen.getByText(/Not saved yet/);
    await saved(core);
    expect(asked(core, 'reports.save')[0]).toMatchObject({ revision: 0 });
    await within(screen.getByRole('article', { name: 'Document' })).findByText('Turns need a hand at the hips.');
  });

  it('bases each save on the one before, also when it is typed on meanwhile', async () => {
    const core = await beginReport('Home program');
    fireEvent.change(textbox('Aim 1'), { target: { value: 'Standing' } });
    await saved(core);
    fireEvent.change(textbox('Aim 1'), { target: { value: 'Standing up' } });
    await saved(core, 2);
    expect(asked(core, 'reports.save').map((body) => (body as { revision: number }).revision)).toEqual([0, 1]);
    expect(core.world.reports[0]?.draft.plan.goals).toEqual(['Standing up']);
    expect(document.querySelector('.banner[data-tone=danger]')).toBeNull();
  });

  it('keeps what was typed last when the screen is left at once', async () => {
    const core = await beginReport('Home program');
    fireEvent.change(textbox('Aim 1'), { target: { value: 'Standing up' } });
    await press('Walter Sample');
    await saved(core);
    expect(core.world.reports[0]?.draft.plan.goals).toEqual(['Standing up']);
    await press(/Home program/);
    expect((await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Aim 1' })).value).toBe('Standing up');
  });

  it('leads with F8 from open point to open point, also from inside a field', async () => {
    await beginReport('Progress report');
    fireEvent.keyDown(window, { key: 'F8' });
    expect(document.activeElement?.closest('[data-field]')?.getAttribute('data-field')).toBe('reason');
    fireEvent.keyDown(document.activeElement ?? window, { key: 'F8' });
    expect(document.activeElement).toBe(textbox('Reasoning 1'));
    fireEvent.keyDown(document.activeElement ?? window, { key: 'F8' });
    expect(document.activeElement).toBe(textbox('Limitation 1'));
  });

  it('is not signed while a point stops it, and goes to the first one', async () => {
    const core = await beginReport('Progress report');
    await press(/^Sign/);
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('This cannot be signed yet')).toBeTruthy();
    await press('Go to the first');
    await waitFor(() =>
      expect(document.activeElement?.closest('[data-field]')?.getAttribute('data-field')).toBe('reason'),
    );
    expect(asked(core, 'reports.sign')).toEqual([]);
  });

  it('is signed with what was typed last, and has no form after that', async () => {
    const core = await beginReport('Home program');
    await press('Add an activity');
    fireEvent.change(textbox('Activity'), { target: { value: 'Sit to stand' } });
    fireEvent.change(textbox(/How often/), { target: { value: '8 times' } });
    fireEvent.change(textbox('Step 1'), { target: { value: 'Slide forward' } });
    await press(/^Sign/);
    const dialog = await screen.findByRole('dialog');
    fireEvent.click(await within(dialog).findByRole('checkbox'));
    fireEvent.change(within(dialog).getByLabelText('Passphrase'), { target: { value: PASSPHRASE } });
    await press('Sign and lock');
    await screen.findByText(/The report is locked/);
    expect(core.world.reports[0]?.draft.homeProgramme).toMatchObject([
      { name: 'Sit to stand', steps: ['Slide forward'] },
    ]);
    expect(screen.queryByRole('region', { name: 'Form' })).toBeNull();
    expect(screen.queryByRole('button', { name: /Delete/ })).toBeNull();
  });

  it('can be deleted as a draft, after a second thought', async () => {
    const core = await beginReport('Discharge note');
    await press('Delete');
    await press('Keep it');
    expect(core.world.reports).toHaveLength(1);
    await press('Delete');
    await press('Delete the draft');
    await waitFor(() => expect(core.world.reports).toEqual([]));
    await screen.findByRole('button', { name: /Write a report/ });
  });
});

describe('a path into the draft', () => {
  it('changes one place and leaves the rest as it is', () => {
    const draft = { ...blankDraft(), gains: ['a', 'b'] };
    expect(withValue(draft, 'gains.1', 'c').gains).toEqual(['a', 'c']);
    expect(withValue(draft, 'plan.frequency', '2x').plan).toEqual({ frequency: '2x', steps: [], goals: [] });
    expect(withValue(draft, 'plan.frequency', '2x').dates).toBe(draft.dates);
  });

  it('knows where a value is from by its field and its words, not by its place in a list', () => {
    const sources = [{ kind: 'patient' }] as const;
    const carried = [{ field: 'gains', text: 'b', sources }];
    expect(sourcesOf('gains', 'b ', blankDraft(), carried)).toEqual(sources);
    expect(sourcesOf('gains', 'c', blankDraft(), carried)).toEqual([]);
    expect(sourcesOf('limitations', 'b', blankDraft(), carried)).toEqual([]);
  });

  it('falls back to the closest place that holds it', () => {
    expect(placesOf('goals.0.current')).toEqual(['goals.0.current', 'goals.0', 'goals']);
  });
});

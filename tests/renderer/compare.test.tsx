import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { PASTED } from './support/fakeCompare.ts';
import { createFakeCore, type FakeCore, SAMPLE_PATIENT, session } from './support/fakeCore.ts';
import { asked, button, key, press, renderApp, type } from './support/renderApp.tsx';
import { sampleReview } from './support/sampleReview.ts';

async function onComparison(): Promise<FakeCore> {
  const core = createFakeCore();
  const drafted = session('s1', 'p0', 'review');
  core.world.patients.push(SAMPLE_PATIENT);
  core.world.sessions.push(drafted);
  core.world.reviews.set('s1', sampleReview(SAMPLE_PATIENT, drafted));
  renderApp(core);
  await screen.findByRole('button', { name: /Review and sign/ }, { timeout: 10_000 });
  await press(/Review and sign/);
  await screen.findByRole('heading', { name: 'Subjective' });
  key('6');
  await press('Compare with your own note');
  await type('Your note of this session', PASTED);
  await press('Compare');
  await screen.findByText('3 differences, 3 open; 1 the same on both sides.');
  return core;
}

const row = async (name: string): Promise<HTMLElement> => {
  const what = await screen.findByText(name);
  const item = what.closest('li');
  if (item === null) throw new Error(`${name} stands in no list`);
  return item;
};

describe('a note of one’s own beside the draft', () => {
  it('shows both values of a difference with the sentence it stands in', async () => {
    await onComparison();
    const pain = await row('Pain: right shoulder');
    expect(pain.textContent).toContain('Draft2/10');
    expect(pain.textContent).toContain('Yours4/10');
    expect(pain.textContent).toContain('Pt reports R shoulder pain 4/10.');
  });

  it('puts nothing into the note until a sentence is taken over, and then as typed', async () => {
    const core = await onComparison();
    expect(asked(core, 'review.edit')).toEqual([]);
    const note = screen.getByRole('region', { name: 'Note' });
    expect(note.textContent).not.toContain('UB dressing');
    const dressing = await row('Assistance: ub dressing');
    within(dressing).getByRole('button', { name: 'Take your sentence over' }).click();
    await waitFor(() => expect(asked(core, 'compare.take')).toHaveLength(1));
    await within(note).findByText('UB dressing SBA.');
  });

  it('offers no sentence where the minutes decide', async () => {
    await onComparison();
    const minutes = await row('Minutes: 97530');
    expect(within(minutes).queryByRole('button', { name: 'Take your sentence over' })).toBeNull();
    await button(/Settle with a reason Why: Minutes: 97530/);
  });
});

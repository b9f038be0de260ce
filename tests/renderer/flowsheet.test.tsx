import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { doseShown } from '../../src/renderer/features/review/factWords.ts';
import { createFakeCore, type FakeCore, SAMPLE_PATIENT, session } from './support/fakeCore.ts';
import { EXERCISES, FLOWSHEET, PROGRESS } from './support/fakeProgress.ts';
import { asked, press, renderApp } from './support/renderApp.tsx';
import { sampleReview } from './support/sampleReview.ts';

function withExercises(): FakeCore {
  const core = createFakeCore();
  const draft = session('s1', 'p0', 'review');
  core.world.patients.push(SAMPLE_PATIENT);
  core.world.sessions.push(draft, session('s2', 'p0', 'signed', { dateOfService: '2026-02-27' }));
  core.world.progress = { ...PROGRESS, flowsheet: FLOWSHEET };
  const review = sampleReview(SAMPLE_PATIENT, draft);
  const facts = [...review.record.facts, ...EXERCISES];
  core.world.reviews.set(draft.id, { ...review, record: { ...review.record, facts } });
  return core;
}

describe('exercises in the review', () => {
  async function onMinutes(core: FakeCore) {
    renderApp(core);
    await press(/Review and sign/);
    fireEvent.click(await screen.findByRole('tab', { name: /Minutes/ }));
  }

  it('stand beside the minutes as told, with what was told the time before', async () => {
    await onMinutes(withExercises());
    const part = await screen.findByRole('region', { name: 'Exercises' });
    expect(within(part).getByText('3 × 10, 2 lb')).toBeTruthy();
    await within(part).findByText('Feb 27, 2026: 2 × 10, 2 lb');
    expect(within(part).getByText('Hard to hear')).toBeTruthy();
  });

  it('play the words they rest on', async () => {
    const core = withExercises();
    await onMinutes(core);
    await press('Hear biceps curl, right');
    await waitFor(() => expect(asked(core, 'review.play')).toHaveLength(1));
  });

  it('are no part of a session in which none was told', async () => {
    const core = withExercises();
    core.world.reviews.set('s1', sampleReview(SAMPLE_PATIENT, session('s1', 'p0', 'review')));
    await onMinutes(core);
    await screen.findByRole('heading', { name: 'Units' });
    expect(screen.queryByText('They bill nothing', { exact: false })).toBeNull();
  });
});

describe('the flowsheet of a patient', () => {
  it('has a row for each exercise by code, and says where a visit told nothing of it', async () => {
    renderApp(withExercises());
    fireEvent.click((await screen.findAllByText('Walter Sample'))[0]!);
    const sheet = await screen.findByRole('region', { name: 'Flowsheet' });
    const rows = within(sheet)
      .getAllByRole('row')
      .map((row) => row.textContent);
    expect(rows[1]).toBe('97110biceps curl, right2 × 8, 1 lb2 × 10, 2 lb3 × 10, 2 lb');
    expect(rows[2]).toBe('97530functional reach2 setsnot toldnot told');
    expect(rows[3]).toBe('97530sit to standnot told8 reps12 reps');
  });

  it('writes only what was said', () => {
    const [first] = EXERCISES;
    expect(doseShown({ ...first!, sets: null, reps: 10, value: null, resistance: 'red band', holdSeconds: 5 })).toBe(
      '10 reps, red band, 5 s hold',
    );
  });
});

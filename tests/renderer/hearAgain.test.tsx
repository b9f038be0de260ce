import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { changedTokens } from '../../src/renderer/features/review/HearAgain.tsx';
import { createFakeCore, type FakeCore, SAMPLE_PATIENT, session } from './support/fakeCore.ts';
import { asked, key, press, renderApp } from './support/renderApp.tsx';
import { sampleReview } from './support/sampleReview.ts';

async function openTranscript(isSigned = false): Promise<FakeCore> {
  const core = createFakeCore();
  const header = session('s1', SAMPLE_PATIENT.id, 'review');
  core.world.patients.push(SAMPLE_PATIENT);
  core.world.sessions.push(header);
  const review = sampleReview(SAMPLE_PATIENT, header);
  const signature = {
    ...{ by: 'A', credentials: 'OTR/L', licence: null, attestation: 'x', noteSha256: 'x' },
    ...{ signedAt: '2026-03-02T15:05:00Z', timeZone: 'UTC' },
  };
  core.world.reviews.set('s1', isSigned ? { ...review, signature } : review);
  renderApp(core);
  await press(/Review and sign/);
  await screen.findByRole('heading', { name: 'Subjective' });
  key('5');
  await screen.findByRole('list', { name: 'Transcript' });
  return core;
}

const lineWith = (text: RegExp): HTMLElement => {
  const items = within(screen.getByRole('list', { name: 'Transcript' })).getAllByRole('listitem');
  const found = items.find((item) => text.test(item.textContent ?? ''));
  if (found === undefined) throw new Error(`no line ${text}`);
  return found;
};
const pressIn = (line: HTMLElement, name: RegExp | string) => within(line).getByRole('button', { name }).click();

describe('hearing a line again', () => {
  it('shows the reading beside the line, and replaces the line only when it is accepted', async () => {
    const core = await openTranscript();
    pressIn(lineWith(/wobbling/), /^Hear the line at .* again$/);
    await press('Hear with whisper-base');
    await within(lineWith(/wobbling/)).findByText(/whisper-base heard this/);
    expect(lineWith(/wobbling/).textContent).toContain('wobbly');
    expect(asked(core, 'review.correct')).toEqual([]);
    await press('Take these words');
    await waitFor(() => expect(asked(core, 'review.correct')).toHaveLength(1));
    expect(asked(core, 'review.correct')[0]).toMatchObject({ correction: { kind: 'reading' } });
    await waitFor(() => expect(lineWith(/wobbly/).textContent).toContain('Heard again by whisper-base'));
    expect(lineWith(/wobbly/).textContent).toContain('First heard as');
  });

  it('says so where the same words are heard, and leaves the line when it is refused', async () => {
    const core = await openTranscript();
    pressIn(lineWith(/Two out of ten/), /^Hear the line at .* again$/);
    await press('Hear with whisper-base');
    await screen.findByText(/heard the same words/);
    await press('Keep the line as it stands');
    expect(screen.queryByText(/heard the same words/)).toBeNull();
    expect(asked(core, 'review.correct')).toEqual([]);
  });

  it('is not offered on a signed note', async () => {
    await openTranscript(true);
    expect(screen.queryByRole('button', { name: /^Hear the line at/ })).toBeNull();
  });

  it('marks the words between what both texts begin and end with', () => {
    expect([...changedTokens('with min assist today', 'with mod assist today')]).toEqual([1]);
    expect([...changedTokens('with assist', 'with mod assist')]).toEqual([1]);
    expect([...changedTokens('the same', 'the same')]).toEqual([]);
  });
});

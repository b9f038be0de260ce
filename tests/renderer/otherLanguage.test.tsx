import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openPoints } from '../../src/renderer/features/review/openPoints.ts';
import { createFakeCore, type FakeCore, SAMPLE_PATIENT, session } from './support/fakeCore.ts';
import { asked, button, press, renderApp } from './support/renderApp.tsx';
import { inSpanish, sampleReview } from './support/sampleReview.ts';

const DRAFT = session('s1', 'p0', 'review');
const REVIEW = inSpanish(sampleReview(SAMPLE_PATIENT, DRAFT));

async function onTranscript(): Promise<FakeCore> {
  const core = createFakeCore();
  core.world.patients.push(SAMPLE_PATIENT);
  core.world.sessions.push(DRAFT);
  core.world.reviews.set(DRAFT.id, REVIEW);
  renderApp(core);
  await press(/Review and sign/);
  fireEvent.click(await screen.findByRole('tab', { name: /Transcript/ }));
  return core;
}

describe('a line in another language', () => {
  it('is a gap that says which language it probably is, and that nothing was taken from it', async () => {
    await onTranscript();
    await screen.findByText('Not in English: probably Spanish');
    expect(screen.getByText(/Nothing was taken from this line/)).toBeTruthy();
    expect(screen.getByText(/not used: “Whoa. I'm wobbling a bit.”/)).toBeTruthy();
  });

  it('is typed from an empty field, so that no translation stands there to be kept', async () => {
    const core = await onTranscript();
    await press('Correct the words at 0:12');
    const field = await screen.findByRole('textbox', { name: 'Words at 0:12' });
    expect((field as HTMLTextAreaElement).value).toBe('');
    fireEvent.change(field, { target: { value: 'I am a little dizzy.' } });
    fireEvent.blur(field);
    await waitFor(() =>
      expect(asked(core, 'review.correct')).toMatchObject([
        { correction: { kind: 'words', utteranceId: 'u4', text: 'I am a little dizzy.' } },
      ]),
    );
  });

  it('is an open point that plays its sound by one press', async () => {
    const core = await onTranscript();
    expect(openPoints(REVIEW).find(({ code }) => code === 'other-language')?.resolution).toMatchObject({
      ...{ kind: 'listen', clips: [{ startMs: 12_260, endMs: 13_700 }] },
    });
    const point = (await screen.findByText(/is not in English/)).closest('li');
    fireEvent.click(point!.querySelector('button')!);
    await waitFor(() => expect(asked(core, 'review.play')).toMatchObject([{ startMs: 12_260 }]));
  });

  it('leaves the other lines as they are', async () => {
    await onTranscript();
    await button('Correct the words at 0:00');
    expect(screen.getAllByText(/Not in English/)).toHaveLength(1);
  });
});

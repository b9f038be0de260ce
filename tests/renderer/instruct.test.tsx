import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeCore, type FakeCore, SAMPLE_PATIENT, session } from './support/fakeCore.ts';
import { asked, key, press, renderApp, type } from './support/renderApp.tsx';

async function onReview(): Promise<FakeCore> {
  const core = createFakeCore();
  core.world.patients.push(SAMPLE_PATIENT);
  core.world.sessions.push(session('s1', 'p0', 'review'));
  renderApp(core);
  await press(/Review and sign/);
  await screen.findByRole('heading', { name: 'Subjective' });
  return core;
}

async function command(text: string): Promise<void> {
  key('i');
  await type('Change by a command', text);
  await press('Show');
}

describe('a command for the note', () => {
  it('has a key of its own', async () => {
    await onReview();
    expect(screen.queryByRole('textbox', { name: 'Change by a command' })).toBeNull();
    key('i');
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Change by a command' }));
  });

  it('goes by a button of its own', async () => {
    await onReview();
    key('i');
    await press('Close the command');
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Change by a command' })).toBeNull());
  });

  it('shows the difference before anything is changed', async () => {
    const core = await onReview();
    await command('shorter');
    await screen.findByText('As it would read');
    expect(asked(core, 'review.follow')).toEqual([]);
    await press('Leave it');
    await waitFor(() => expect(screen.queryByText('As it would read')).toBeNull());
    expect(asked(core, 'review.follow')).toEqual([]);
  });

  it('is accepted, and taken back by one button', async () => {
    const core = await onReview();
    await command('remove the sentence about the transfer');
    await screen.findByText('Taken out');
    await press('Accept');
    await screen.findByText(/One change made/);
    expect(asked(core, 'review.follow')).toMatchObject([{ sessionId: 's1' }]);
    await press('Take it back');
    await waitFor(() => expect(asked(core, 'review.undo')).toHaveLength(1));
  });

  it('that is not understood says what is, and offers nothing to accept', async () => {
    await onReview();
    await command('make it sound better');
    await screen.findByText(/not understood/);
    expect(screen.queryByRole('button', { name: /Accept/ })).toBeNull();
  });

  it('typed anew lets the old difference go', async () => {
    await onReview();
    await command('shorter');
    await screen.findByText('As it would read');
    fireEvent.change(screen.getByRole('textbox', { name: 'Change by a command' }), { target: { value: 'shorte' } });
    expect(screen.queryByText('As it would read')).toBeNull();
  });
});

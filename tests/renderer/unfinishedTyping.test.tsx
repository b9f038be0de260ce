import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeCore, type FakeCore, SAMPLE_PATIENT, session } from './support/fakeCore.ts';
import { asked, key, press, renderApp, type } from './support/renderApp.tsx';

function world(): FakeCore {
  const core = createFakeCore();
  core.world.patients.push(SAMPLE_PATIENT);
  core.world.sessions.push(session('s1', SAMPLE_PATIENT.id, 'review'));
  return core;
}

async function openReview(core: FakeCore): Promise<void> {
  renderApp(core);
  await press(/Review and sign/);
  await screen.findByRole('heading', { name: 'Subjective' });
}

/** As a crash or a reload: the page goes without a word, the core stays. */
async function openAgain(core: FakeCore): Promise<void> {
  cleanup();
  window.history.replaceState(null, '');
  await openReview(core);
}

async function typeOver(text: string): Promise<void> {
  key('j');
  key('Enter');
  fireEvent.change(await screen.findByRole('textbox', { name: 'Sentence' }), { target: { value: text } });
}

const kept = (core: FakeCore): readonly string[] => [...(core.world.typing.get('s1')?.values() ?? [])];

describe('a sentence that is being typed over', () => {
  it('is in its field again after the page went away, and becomes an edit only when it is taken', async () => {
    const core = world();
    await openReview(core);
    await typeOver('Patient reports shoulder pain 4/10');
    await waitFor(() => expect(kept(core)).toEqual(['Patient reports shoulder pain 4/10']));
    await openAgain(core);
    const field = await screen.findByRole('textbox', { name: 'Sentence' });
    expect((field as HTMLTextAreaElement).value).toBe('Patient reports shoulder pain 4/10');
    await screen.findByText(/You were typing this/);
    expect(asked(core, 'review.edit')).toEqual([]);
    fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Sentence' })).toBeNull());
    expect(asked(core, 'review.edit')).toMatchObject([{ edit: { text: 'Patient reports shoulder pain 4/10' } }]);
    expect(kept(core)).toEqual([]);
  });

  it('is kept while it is typed, not only at the end', async () => {
    const core = world();
    await openReview(core);
    await typeOver('Patient rep');
    await waitFor(() => expect(kept(core)).toEqual(['Patient rep']));
    fireEvent.change(screen.getByRole('textbox', { name: 'Sentence' }), { target: { value: 'Patient reports' } });
    await waitFor(() => expect(kept(core)).toEqual(['Patient reports']));
  });

  it('is forgotten with Escape', async () => {
    const core = world();
    await openReview(core);
    await typeOver('Something else');
    await waitFor(() => expect(kept(core)).toHaveLength(1));
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Sentence' }), { key: 'Escape' });
    await waitFor(() => expect(kept(core)).toEqual([]));
    await openAgain(core);
    expect(screen.queryByRole('textbox', { name: 'Sentence' })).toBeNull();
  });

  it('does not come back when the page went away after it was taken into the note', async () => {
    const core = world();
    await openReview(core);
    const taken = core.world.reviews.get('s1')?.note.sections[0]?.statements[0];
    core.world.typing.set('s1', new Map([[`sentence:${taken?.id}`, taken?.text ?? '']]));
    await openAgain(core);
    expect(screen.queryByRole('textbox', { name: 'Sentence' })).toBeNull();
  });

  it('stays out of a note that was signed meanwhile', async () => {
    const core = world();
    await openReview(core);
    const id = firstId();
    const review = core.world.reviews.get('s1');
    if (review === undefined) throw new Error('no review');
    const signature = { by: 'A', credentials: 'OTR/L', licence: null, attestation: 'x', noteSha256: 'x' };
    core.world.reviews.set('s1', {
      ...review,
      signature: { ...signature, signedAt: '2026-03-02T15:05:00Z', timeZone: 'UTC' },
    });
    core.world.typing.set('s1', new Map([[`sentence:${id}`, 'late words']]));
    await openAgain(core);
    expect(screen.queryByRole('textbox', { name: 'Sentence' })).toBeNull();
  });
});

describe('other texts on the review screen', () => {
  it('keep an answer that was not given yet, and a new sentence', async () => {
    const core = world();
    await openReview(core);
    await type('Does the frequency of visits change?', 'No, three times a w');
    await press('Add to Plan');
    fireEvent.change(await screen.findByRole('textbox', { name: 'New sentence in Plan' }), {
      target: { value: 'Bring the built-up' },
    });
    await waitFor(() => expect(kept(core)).toHaveLength(2));
    await openAgain(core);
    const answer = await screen.findByLabelText('Does the frequency of visits change?');
    expect((answer as HTMLInputElement).value).toBe('No, three times a w');
    const added = screen.getByRole('textbox', { name: 'New sentence in Plan' });
    expect((added as HTMLTextAreaElement).value).toBe('Bring the built-up');
  });
});

describe('a correction that numbers the questions anew', () => {
  it('shows what is being typed under its own question, and nothing under another', async () => {
    const core = world();
    await openReview(core);
    const typed = 'Does the frequency of visits change?';
    await type(typed, 'No, three times a w');
    const before = core.world.reviews.get('s1');
    if (before === undefined) throw new Error('no review');
    const own = before.note.questions.find(({ prompt }) => prompt === typed);
    if (own === undefined) throw new Error('not asked');
    await waitFor(() => expect(kept(core)).toEqual(['No, three times a w']));
    // As the core does it: another question has the number now, and the text is kept at the new one.
    const questions = [
      { ...own, prompt: 'How did the patient tolerate the session?' },
      { ...own, id: 'q90' },
    ];
    core.world.reviews.set('s1', { ...before, note: { ...before.note, questions } });
    core.world.typing.set('s1', new Map([['answer:q90', 'No, three times a w']]));
    key('5');
    const list = await screen.findByRole('list', { name: 'Transcript' });
    const [speaker] = within(list).getAllByRole('button', { name: /change the speaker/ });
    for (const event of [fireEvent.keyDown, fireEvent.keyUp]) event(speaker!, { key: 'Enter' });
    const [item] = within(await screen.findByRole('menu')).getAllByRole('menuitem', { name: 'Caregiver' });
    item!.focus();
    for (const event of [fireEvent.keyDown, fireEvent.keyUp]) event(item!, { key: 'Enter' });
    const answer = await screen.findByLabelText('How did the patient tolerate the session?');
    expect((answer as HTMLInputElement).value).toBe('');
    expect((screen.getByLabelText(typed) as HTMLInputElement).value).toBe('No, three times a w');
  });
});

function firstId(): string {
  return document.querySelector('[data-statement]')?.getAttribute('data-statement') ?? '';
}

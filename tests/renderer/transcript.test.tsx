import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeCore, type FakeCore, SAMPLE_PATIENT, session } from './support/fakeCore.ts';
import { asked, key, press, renderApp } from './support/renderApp.tsx';
import { sampleReview } from './support/sampleReview.ts';

async function openTranscript(
  change: (state: ReturnType<typeof sampleReview>) => object = () => ({}),
): Promise<FakeCore> {
  const core = createFakeCore();
  const header = session('s1', SAMPLE_PATIENT.id, 'review');
  core.world.patients.push(SAMPLE_PATIENT);
  core.world.sessions.push(header);
  const review = sampleReview(SAMPLE_PATIENT, header);
  core.world.reviews.set('s1', { ...review, ...change(review) });
  renderApp(core);
  await press(/Review and sign/);
  await screen.findByRole('heading', { name: 'Subjective' });
  key('5');
  await screen.findByRole('list', { name: 'Transcript' });
  return core;
}

const lineWith = (text: RegExp): HTMLElement => {
  const list = screen.getByRole('list', { name: 'Transcript' });
  const found = within(list)
    .getAllByRole('listitem')
    .find((item) => text.test(item.textContent ?? ''));
  if (found === undefined) throw new Error(`no line ${text}`);
  return found;
};
const openMenu = async (text: RegExp): Promise<HTMLElement> => {
  const speaker = within(lineWith(text)).getByRole('button', { name: /change the speaker/ });
  fireEvent.keyDown(speaker, { key: 'Enter' });
  fireEvent.keyUp(speaker, { key: 'Enter' });
  return screen.findByRole('menu');
};
const choose = async (text: RegExp, group: RegExp, role: string): Promise<void> => {
  const menu = await openMenu(text);
  const item = within(within(menu).getByRole('group', { name: group })).getByRole('menuitem', { name: role });
  item.focus();
  fireEvent.keyDown(item, { key: 'Enter' });
  fireEvent.keyUp(item, { key: 'Enter' });
};

describe('the transcript of an open note', () => {
  it('gives a line to another speaker by keyboard, and shows who it was first heard as', async () => {
    const core = await openTranscript();
    await choose(/This one here/, /This line is/, 'Caregiver');
    await waitFor(() => expect(asked(core, 'review.correct')).toHaveLength(1));
    expect(asked(core, 'review.correct')[0]).toEqual({
      ...{ sessionId: 's1', revision: 1 },
      correction: { kind: 'speaker', utteranceId: 'u2', speaker: 'caregiver', reach: 'line' },
    });
    await waitFor(() => expect(lineWith(/This one here/).textContent).toContain('First heard as Patient'));
    await screen.findByText(/drafted again/);
  });

  it('gives all later lines of the voice with one choice', async () => {
    const core = await openTranscript();
    await choose(/wobbling/, /from here on/, 'Caregiver');
    await waitFor(() => expect(lineWith(/Two out of ten/).textContent).toContain('Caregiver'));
    expect(asked(core, 'review.correct')[0]).toMatchObject({ correction: { reach: 'voice' } });
    expect(lineWith(/This one here/).textContent).not.toContain('Caregiver');
  });

  it('offers everyone but the one who stands there', async () => {
    await openTranscript();
    const menu = await openMenu(/This one here/);
    const group = within(menu).getByRole('group', { name: /This line is/ });
    expect(
      within(group)
        .getAllByRole('menuitem')
        .map((item) => item.textContent),
    ).toEqual([...['You', 'Caregiver', 'OtherNothing of it goes into the note.']]);
  });

  it('lets words be typed over, marks them, and keeps the first hearing beside them', async () => {
    const core = await openTranscript();
    fireEvent.click(within(lineWith(/Two out of ten/)).getByRole('button', { name: /Correct the words/ }));
    const field = await screen.findByRole('textbox', { name: /Words at/ });
    fireEvent.change(field, { target: { value: 'Four out of ten.' } });
    fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(lineWith(/Four/).textContent).toContain('First heard as “Two out of ten.”'));
    expect(asked(core, 'review.correct')[0]).toMatchObject({ correction: { kind: 'words', text: 'Four out of ten.' } });
    expect(within(lineWith(/Four/)).getByText('(typed)').parentElement?.textContent).toContain('Four');
  });

  it('leaves the line as it was with Escape', async () => {
    const core = await openTranscript();
    fireEvent.click(within(lineWith(/Two out of ten/)).getByRole('button', { name: /Correct the words/ }));
    const field = await screen.findByRole('textbox', { name: /Words at/ });
    fireEvent.change(field, { target: { value: 'Four out of ten.' } });
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(asked(core, 'review.correct')).toEqual([]);
    expect(lineWith(/Two out of ten/)).toBeTruthy();
  });

  it('marks what was hard to hear, and plays the one word that is pressed', async () => {
    const core = await openTranscript(({ record }) => ({
      record: {
        ...record,
        transcript: { ...record.transcript, utterances: record.transcript.utterances.map(doubted) },
      },
    }));
    await press(/^Two ?\(hard to hear/);
    await waitFor(() => expect(asked(core, 'review.play')).toHaveLength(1));
    const { startMs, endMs } = asked(core, 'review.play')[0] as { startMs: number; endMs: number };
    expect([startMs, endMs]).toEqual([40_610, 40_888]);
    expect(screen.queryByRole('button', { name: /^out ?\(hard/ })).toBeNull();
  });

  it('cannot be changed once the note is signed', async () => {
    await openTranscript((review) => ({ signature: SIGNED, record: { ...review.record, signature: SIGNED } }));
    expect(screen.queryByRole('button', { name: /change the speaker/ })).toBeNull();
    expect(screen.queryByRole('button', { name: /Correct the words/ })).toBeNull();
    expect(lineWith(/Two out of ten/).textContent).toContain('Patient');
  });
});

describe('what lost its place when the transcript changed', () => {
  const aside = (more: object) => ({
    setAside: [{ position: 4, what: 'sentence', text: 'Mine.', before: null, sectionId: 'subjective', ...more }],
    issues: [{ severity: 'warning', code: 'set-aside', message: 'Changed under you: “Mine.”', at: 'set-aside-4' }],
  });

  it('is an open point with both ways out', async () => {
    const core = await openTranscript(() => aside({}));
    await press('Put back');
    await waitFor(() => expect(asked(core, 'review.settle')).toMatchObject([{ position: 4, keep: true }]));
  });

  it('can only be dropped where it is no sentence', async () => {
    const core = await openTranscript(() => aside({ what: 'minutes', sectionId: null }));
    expect(screen.queryByRole('button', { name: 'Put back' })).toBeNull();
    await press('Drop');
    await waitFor(() => expect(asked(core, 'review.settle')).toMatchObject([{ keep: false }]));
  });
});

const SIGNED = {
  ...{
    by: 'Dana Okafor',
    credentials: 'OTR/L',
    licence: null,
    attestation: 'I did.',
    signedAt: '2026-03-02T16:00:00Z',
  },
  ...{ timeZone: 'America/Chicago', noteSha256: 'a' },
};

function doubted<T extends { readonly id: string; readonly words: readonly { readonly text: string }[] }>(line: T): T {
  if (line.id !== 'u9') return line;
  return { ...line, words: line.words.map((word) => (word.text === 'Two' ? { ...word, p: 0.2 } : word)) };
}

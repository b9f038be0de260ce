import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ATTESTATION } from '../../src/shared/spokenTexts.ts';
import { createFakeCore, PASSPHRASE, SAMPLE_PATIENT, session } from './support/fakeCore.ts';
import { LAST_VISIT } from './support/fakeLastVisit.ts';
import { openReview, openSettled, signedReview } from './support/openReview.tsx';
import { asked, button, key, press, renderApp, type } from './support/renderApp.tsx';
import { sampleReview } from './support/sampleReview.ts';

const row = (text: RegExp): HTMLElement => {
  const found = screen
    .getAllByRole('listitem')
    .find((item) => item.classList.contains('statement') && text.test(item.textContent ?? ''));
  if (found === undefined) throw new Error(`no sentence ${text}`);
  return found;
};
const selected = (): string | null | undefined =>
  document.querySelector('.statement[aria-current] .statement-text')?.textContent;

describe('reading the draft', () => {
  it('says of every sentence in a word what it rests on', async () => {
    await openReview();
    expect(within(row(/shoulder pain/)).getByText('Heard')).toBeTruthy();
    expect(within(row(/23 timed minutes/)).getByText('Timed')).toBeTruthy();
    expect(within(row(/Working toward/)).getByText('Record')).toBeTruthy();
    expect(within(row(/per plan of care/)).getByText('Standard')).toBeTruthy();
  });

  it('plays a number and shows its words', async () => {
    const core = await openReview();
    await press('2 verbal cues');
    await waitFor(() => expect(asked(core, 'review.play')).toHaveLength(1));
    expect(asked(core, 'review.play')[0]).toMatchObject({ sessionId: 's1', heard: ['f2'] });
    const marks = [...document.querySelectorAll('mark')].map((mark) => mark.textContent?.trim());
    expect(marks).toEqual(['two', 'verbal', 'cues']);
  });

  it('writes the short forms of the chosen sentence out', async () => {
    await openReview();
    await press('2 verbal cues');
    const forms = (await screen.findByText('Short forms')).closest('details')!;
    expect([...forms.querySelectorAll('dt')].map((term) => term.textContent)).toEqual(['Mod A']);
    expect(forms.textContent).toContain('Moderate assistance');
  });

  it('walks through the sentences with J and K and plays the chosen one with E', async () => {
    const core = await openReview();
    key('j');
    key('j');
    expect(selected()).toContain('bathroom mornings');
    key('k');
    expect(selected()).toContain('shoulder pain');
    expect(asked(core, 'review.play')).toEqual([]);
    key('e');
    await waitFor(() => expect(asked(core, 'review.play')).toHaveLength(1));
    expect(asked(core, 'review.play')[0]).toMatchObject({ heard: ['s0', 'f3'] });
  });

  it('ignores letters while a text field has the focus', async () => {
    await openReview();
    const field = screen.getByRole('textbox', { name: 'Does the frequency of visits change?' });
    fireEvent.keyDown(field, { key: 'j' });
    expect(selected()).toBeUndefined();
  });

  it('shows in its history what was changed, the first draft, and who opened it, by the digit of the tab', async () => {
    await openReview();
    key('6');
    const pane = await screen.findByRole('tabpanel', { name: /History/ });
    await within(pane).findByText('Sentence changed');
    expect(within(pane).getByText('Patient reports shoulder pain.').tagName).toBe('DEL');
    expect(within(pane).getByText(/taken back/)).toBeTruthy();
    expect(within(pane).getByText('Note viewed')).toBeTruthy();
    key('2');
    expect(screen.getByRole('tab', { name: /Minutes/ }).getAttribute('aria-selected')).toBe('true');
  });

  it('holds the first draft beside the note, with the words that differ marked, and shows only those when asked', async () => {
    await openReview();
    key('6');
    await press('Draft and note side by side');
    const table = await screen.findByRole('table');
    const changed = table.querySelectorAll('[data-changed]');
    expect(changed).toHaveLength(1);
    expect(changed[0]?.querySelector('td')?.textContent).toBe('Patient reports shoulder pain.');
    expect(changed[0]?.querySelectorAll('ins').length).toBeGreaterThan(0);
    const all = within(table).getAllByRole('row').length;
    fireEvent.click(screen.getByRole('checkbox', { name: 'Only what changed' }));
    const left = within(screen.getByRole('table')).getAllByRole('row');
    expect(left.length).toBeLessThan(all);
    expect(left).toHaveLength(3);
  });

  it('holds the note against the signed one before, and says which of the same sentences were typed', async () => {
    const core = await openReview();
    core.world.lastVisits.set('s1', LAST_VISIT);
    key('7');
    const pane = await screen.findByRole('tabpanel', { name: /Last visit/ });
    await within(pane).findByText('2 of 3 sentences. Minutes, goals and standard sentences are not counted.', {
      exact: false,
    });
    const same = within(pane)
      .getByText(/without complaint/)
      .closest('li');
    expect(within(same as HTMLElement).getByText('Typed')).toBeTruthy();
    expect(
      within(
        within(pane)
          .getByText(/bathroom mornings/)
          .closest('li') as HTMLElement,
      ).queryByText('Typed'),
    ).toBeNull();
    expect(within(pane).getByRole('button', { name: /Moderate assist/ })).toBeTruthy();
  });

  it('says so where no visit before has a signed note', async () => {
    await openReview();
    key('7');
    await screen.findByText(/nothing to compare with/);
  });

  it('leads from a claim line to the sound of its minutes, one press for each of them', async () => {
    const core = await openReview();
    key('2');
    await press('Hear where 97530 comes from');
    await waitFor(() => expect(asked(core, 'review.play')).toHaveLength(1));
    expect(screen.queryByRole('button', { name: 'Hear where 97110 comes from' })).toBeNull();
  });

  it('saves everything behind the note for a reviewer, and says when it could not', async () => {
    const core = await openReview();
    key('6');
    await press('Save the audit pack');
    await screen.findByText('Audit pack saved');
    await press('Save the note as Markdown');
    await screen.findByText('Markdown saved');
    expect(asked(core, 'export.audit')).toEqual([{ sessionId: 's1' }]);
  });

  it('lists what was heard and is in no sentence', async () => {
    await openReview();
    fireEvent.click(screen.getByRole('tab', { name: /Left out/ }));
    expect((await screen.findByRole('tabpanel')).textContent).toContain('grab bar');
  });

  it('shows speech that could not be written down as a hole', async () => {
    await openReview();
    fireEvent.click(screen.getByRole('tab', { name: 'Transcript' }));
    await screen.findByText(/could not be written down safely/);
  });
});

describe('changing the draft', () => {
  it('edits in place by keyboard, marks the sentence as typed, and takes it back', async () => {
    const core = await openReview();
    key('j');
    key('Enter');
    const field = await screen.findByRole('textbox', { name: 'Sentence' });
    fireEvent.change(field, { target: { value: 'Pain in the right shoulder was 2/10.' } });
    fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(within(row(/was 2\/10/)).getByText('Typed')).toBeTruthy());
    expect(asked(core, 'review.edit')).toMatchObject([{ revision: 1, edit: { kind: 'replace', statementId: 's0' } }]);
    key('z', { ctrlKey: true });
    await waitFor(() => expect(within(row(/reports right shoulder/)).getByText('Heard')).toBeTruthy());
  });

  it('keeps the text when the field is left, and drops it with Escape', async () => {
    const core = await openReview();
    key('j');
    key('Enter');
    const field = await screen.findByRole('textbox', { name: 'Sentence' });
    fireEvent.change(field, { target: { value: 'Something else.' } });
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(asked(core, 'review.edit')).toEqual([]);
    key('Enter');
    const again = await screen.findByRole('textbox', { name: 'Sentence' });
    fireEvent.change(again, { target: { value: 'Something else.' } });
    fireEvent.blur(again);
    await waitFor(() => expect(row(/Something else/)).toBeTruthy());
  });

  it('shows the newer state when somebody else changed the note first', async () => {
    const core = await openReview();
    const now = core.world.reviews.get('s1');
    if (now) core.world.reviews.set('s1', { ...now, revision: 9 });
    key('j');
    key('x');
    await screen.findByText(/The note changed meanwhile/);
    key('x');
    await waitFor(() => expect(asked(core, 'review.edit').at(-1)).toMatchObject({ revision: 9 }));
  });

  it('does not read the note again after a change of its own', async () => {
    const core = await openReview();
    key('j');
    key('x');
    await waitFor(() => expect(asked(core, 'review.edit')).toHaveLength(1));
    expect(asked(core, 'review.get')).toHaveLength(1);
    act(() => core.emit({ kind: 'changed', what: 'review', id: 's1' }));
    await waitFor(() => expect(asked(core, 'review.get')).toHaveLength(2));
  });

  it('asks for a blank and puts the answer where it belongs', async () => {
    const core = await openReview();
    await type('How did the patient respond to treatment?', 'Tolerated well.');
    const form = document.querySelector('[data-question="ask-response"]');
    fireEvent.submit(form ?? document.body);
    await waitFor(() => expect(row(/Tolerated well/)).toBeTruthy());
    expect(asked(core, 'review.edit')).toMatchObject([{ edit: { kind: 'answer', questionId: 'ask-response' } }]);
    expect(document.querySelector('[data-question="ask-response"]')).toBeNull();
  });
});

describe('the way to the signature', () => {
  it('confirms the first open point with N and A', async () => {
    const core = await openReview();
    expect(screen.getByText('2 points stop the signature')).toBeTruthy();
    key('n');
    key('a');
    await screen.findByText('1 point stops the signature');
    expect(asked(core, 'review.ledger')).toMatchObject([{ change: { kind: 'confirm', entryId: 'm0' } }]);
  });

  it('refuses while something stops it, says what, and leads there', async () => {
    const core = await openReview();
    key('Enter', { ctrlKey: true });
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).toContain('About twelve minutes');
    expect(dialog.textContent).toContain('How did the patient respond');
    expect(within(dialog).queryByLabelText('Passphrase')).toBeNull();
    await press('Go to the first');
    await waitFor(() =>
      expect(screen.getByRole('tab', { name: /Minutes/ }).getAttribute('aria-selected')).toBe('true'),
    );
    expect(asked(core, 'note.sign')).toEqual([]);
  });

  it('signs only with the attestation and the right passphrase, locks, and takes addenda under the note', async () => {
    const core = await openSettled();
    await press(/^Sign/);
    await type('Passphrase', 'wrong one');
    expect((await button('Sign and lock')).hasAttribute('disabled')).toBe(true);
    fireEvent.click(screen.getByRole('checkbox', { name: ATTESTATION.text }));
    await press('Sign and lock');
    await screen.findByText('This is not the passphrase.');
    await type('Passphrase', PASSPHRASE);
    await press('Sign and lock');
    await screen.findAllByText('Signed and locked');
    expect(screen.queryByText('DRAFT, not signed')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    const edits = asked(core, 'review.edit').length;
    key('j');
    key('x');
    key('Enter');
    expect(asked(core, 'review.edit')).toHaveLength(edits);
    expect(screen.queryByRole('textbox', { name: 'Sentence' })).toBeNull();

    await press('Add an addendum');
    fireEvent.click(screen.getByRole('radio', { name: 'Correction' }));
    await type('What is added or corrected, and why', 'The left hand was meant.');
    expect((await button('Sign the addendum')).hasAttribute('disabled')).toBe(true);
    await type('Passphrase', 'wrong one');
    await press('Sign the addendum');
    await screen.findByText('This is not the passphrase.');
    await type('Passphrase', PASSPHRASE);
    await press('Sign the addendum');
    await screen.findByText('The left hand was meant.');
    await waitFor(() => expect(document.querySelector('.addendum-kind')?.textContent).toBe('Correction'));
    expect(asked(core, 'note.addend').at(-1)).toMatchObject({ kind: 'correction', concerns: null });
  });

  it('asks of a late entry which day it is about', async () => {
    const core = await signedReview();
    await press('Add an addendum');
    fireEvent.click(screen.getByRole('radio', { name: 'Late entry' }));
    await type('What is added or corrected, and why', 'The family was taught guarding; not written down that day.');
    await type('Passphrase', PASSPHRASE);
    expect((await button('Sign the addendum')).hasAttribute('disabled')).toBe(true);
    await type('The day it is about', '2026-02-27');
    await press('Sign the addendum');
    await screen.findByText('Late entry, about Feb 27, 2026');
    expect(asked(core, 'note.addend').at(-1)).toMatchObject({ kind: 'lateEntry', concerns: '2026-02-27' });
  });

  it('has an assistant sign for their minutes first, and the therapist co-sign after that', async () => {
    const core = await openSettled();
    fireEvent.click(screen.getByRole('tab', { name: /Minutes/ }));
    fireEvent.click(screen.getAllByRole('button', { name: /^Change/ })[0]!);
    fireEvent.click(screen.getByRole('radio', { name: 'Assistant' }));
    await press('Keep');
    await screen.findByText(/by an assistant/);
    key('Enter', { ctrlKey: true });
    await screen.findByText('This cannot be signed yet');
    await press('Close');
    await press(/^Assistant signs/);
    await type('Name', 'Sam Rivera');
    await type('Credentials', 'COTA/L');
    await type('A passphrase of their own', PASSPHRASE);
    await press('Add this person');
    fireEvent.click(await screen.findByRole('checkbox', { name: ATTESTATION.contribution }));
    await type('Passphrase', PASSPHRASE);
    await press('Sign the contribution');
    await screen.findByText(/Not final: a therapist co-signs/);
    await press(/^Sign/);
    fireEvent.click(await screen.findByRole('checkbox', { name: ATTESTATION.text }));
    await type('Passphrase', PASSPHRASE);
    await press('Co-sign and lock');
    await screen.findAllByText('Signed and locked');
    expect(screen.getByText(/minutes by Sam Rivera, COTA\/L/)).toBeTruthy();
    expect(screen.getByText(/Co-signed by Dana Okafor/)).toBeTruthy();
    expect(asked(core, 'note.sign').at(-1)).toMatchObject({ personId: 'th0' });
  });

  it('marks a draft as one and offers no addendum to it', async () => {
    await openReview();
    expect(screen.queryByRole('button', { name: 'Add an addendum' })).toBeNull();
    await screen.findByText('DRAFT, not signed');
  });
});

describe('a student’s part', () => {
  it('is signed by the student before the therapist co-signs, from the signature itself', async () => {
    const core = createFakeCore();
    core.world.colleagues.push({
      ...{ id: 'u9', name: 'Kim Lee', credentials: 'OTS', licence: null },
      ...{ isAssistant: false, isStudent: true, isUser: false },
    });
    const drafted = session('s1', SAMPLE_PATIENT.id, 'review');
    core.world.patients.push(SAMPLE_PATIENT);
    core.world.sessions.push(drafted);
    core.world.reviews.set('s1', { ...sampleReview(SAMPLE_PATIENT, drafted), issues: [] });
    renderApp(core);
    await press(/Review and sign/);
    await screen.findByRole('heading', { name: 'Subjective' });
    key('Enter', { ctrlKey: true });
    await press('A student took part');
    await screen.findByText(/I took part in this session as a student/);
    fireEvent.click(await screen.findByRole('checkbox', { name: ATTESTATION.student }));
    await type('Passphrase', PASSPHRASE);
    await press('Sign the contribution');
    await waitFor(() => expect(asked(core, 'note.contribute')).toHaveLength(1));
    expect(asked(core, 'note.contribute')[0]).toMatchObject({ personId: 'u9' });
    await screen.findByRole('region', { name: 'Student’s contribution' });
  });
});

/** Minutes of a signed note put right: what follows is shown and asked before the addendum is signed. */
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { PASSPHRASE } from './support/fakeCore.ts';
import { signedReview } from './support/openReview.tsx';
import { asked, press, type } from './support/renderApp.tsx';

describe('an addendum about minutes', () => {
  it('puts minutes right with a correction: what follows is shown before it is signed, and both versions after', async () => {
    const core = await signedReview();
    await press('Add an addendum');
    expect(screen.queryByRole('button', { name: 'Correct minutes too' })).toBeNull();
    fireEvent.click(screen.getByRole('radio', { name: 'Correction' }));
    await press('Correct minutes too');
    expect(screen.queryByText('Corrected:')).toBeNull();
    await type(/^97530.*were signed$/, '20');
    await screen.findByText('Corrected:');
    await type('What is added or corrected, and why', 'The timer ran on while the patient rested.');
    await type('Passphrase', PASSPHRASE);
    await press('Sign the addendum');
    await screen.findByText('Before:');
    expect(asked(core, 'note.addend').at(-1)).toMatchObject({
      kind: 'correction',
      minutes: { changes: [{ kind: 'change', cpt: '97530', minutes: 20 }], choices: [] },
    });
  });

  it('asks about a modifier that only the corrected minutes call for, and sends the answer with the addendum', async () => {
    const core = await signedReview();
    const why = {
      ruleId: 'pairs/indicator-1',
      source: 'table',
      inputs: [],
      text: '97110 is paid beside 97760 only apart.',
    };
    core.world.modifierQuestions.push({ kind: 'distinct', id: '97760+97110', modifiers: ['59'], why });
    await press('Add an addendum');
    fireEvent.click(screen.getByRole('radio', { name: 'Correction' }));
    await press('Correct minutes too');
    expect(screen.queryByText(why.text)).toBeNull();
    await type(/^97530.*were signed$/, '20');
    await screen.findByText(why.text);
    await press('They were distinct: 59');
    await waitFor(() => expect(screen.queryByText(why.text)).toBeNull());
    await type('What is added or corrected, and why', 'The timer ran on while the patient rested.');
    await type('Passphrase', PASSPHRASE);
    await press('Sign the addendum');
    await screen.findByText('Before:');
    expect(asked(core, 'note.addend').at(-1)).toMatchObject({
      minutes: { answers: [{ kind: 'distinct', questionId: '97760+97110', modifier: '59' }] },
    });
  });

  it('asks for the reason where the corrected minutes cross the threshold', async () => {
    const core = await signedReview();
    const why = { ruleId: 'threshold/year', source: 'table', inputs: [], text: 'The year stands above.' };
    core.world.modifierQuestions.push({ kind: 'threshold', id: 'threshold', why });
    await press('Add an addendum');
    fireEvent.click(screen.getByRole('radio', { name: 'Correction' }));
    await press('Correct minutes too');
    await type(/^97530.*were signed$/, '53');
    await type('Why this patient still needs a therapist', 'neglect of the left side in each transfer');
    await press('Attest and add KX');
    await waitFor(() => expect(screen.queryByText(/The year stands above/)).toBeNull());
    expect(asked(core, 'note.previewMinutes').at(-1)).toMatchObject({
      minutes: {
        answers: [{ kind: 'threshold', accepted: true, reason: 'neglect of the left side in each transfer' }],
      },
    });
  });
});

/** The review screen of the sample session: as drafted, with nothing open, and signed. */
import { act, fireEvent, screen } from '@testing-library/react';
import { ATTESTATION } from '../../../src/shared/spokenTexts.ts';
import { createFakeCore, type FakeCore, PASSPHRASE, SAMPLE_PATIENT, session } from './fakeCore.ts';
import { press, renderApp, type } from './renderApp.tsx';

export async function openReview(): Promise<FakeCore> {
  const core = createFakeCore();
  core.world.patients.push(SAMPLE_PATIENT);
  core.world.sessions.push(session('s1', SAMPLE_PATIENT.id, 'review'));
  renderApp(core);
  await press(/Review and sign/);
  await screen.findByRole('heading', { name: 'Subjective' });
  return core;
}

export async function openSettled(): Promise<FakeCore> {
  const core = await openReview();
  const state = core.world.reviews.get('s1');
  if (state) core.world.reviews.set('s1', { ...state, issues: [] });
  act(() => core.emit({ kind: 'changed', what: 'review', id: 's1' }));
  await screen.findByText(/Nothing is open/);
  return core;
}

export async function signedReview(): Promise<FakeCore> {
  const core = await openSettled();
  await press(/^Sign/);
  fireEvent.click(screen.getByRole('checkbox', { name: ATTESTATION.text }));
  await type('Passphrase', PASSPHRASE);
  await press('Sign and lock');
  await screen.findAllByText('Signed and locked');
  return core;
}

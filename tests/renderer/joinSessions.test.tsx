import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { SessionPair } from '../../src/shared/contract.ts';
import { createFakeCore, type FakeCore, patient, session } from './support/fakeCore.ts';
import { asked, press, renderApp } from './support/renderApp.tsx';

const PAIR: SessionPair = {
  ...{ firstId: 's1', secondId: 's2', dateOfService: '2026-03-02', refusal: null },
  ...{ firstAt: '2026-03-02T14:00:00Z', secondAt: '2026-03-02T14:40:00Z' },
  ...{ firstMs: 1_140_000, secondMs: 1_320_000, betweenMs: 1_260_000 },
};

async function patientWith(pair: SessionPair): Promise<FakeCore> {
  const core = createFakeCore();
  core.world.patients.push(patient('p1', 'Amara Lindqvist'));
  core.world.sessions.push(session('s1', 'p1', 'stopped'), session('s2', 'p1', 'stopped'));
  core.world.pairs = [pair];
  renderApp(core);
  fireEvent.click((await screen.findAllByRole('button', { name: /^Amara Lindqvist/ }))[0]!);
  await screen.findByText('One visit, two recordings?');
  return core;
}

describe('two recordings of one day', () => {
  it('are joined after one question, and the note is written from both', async () => {
    const core = await patientWith(PAIR);
    await press('Join them');
    await screen.findByText(/21 min without sound/);
    expect(asked(core, 'sessions.merge')).toEqual([]);
    const buttons = await screen.findAllByRole('button', { name: 'Join them' });
    buttons.at(-1)?.click();
    await waitFor(() => expect(asked(core, 'pipeline.run')).toEqual([{ sessionId: 's1' }]));
    expect(asked(core, 'sessions.merge')).toEqual([{ firstId: 's1', secondId: 's2' }]);
  });

  it('say why they cannot be joined, without a button', async () => {
    await patientWith({ ...PAIR, refusal: 'They were recorded with different microphones.' });
    await screen.findByText(/different microphones/);
    expect(screen.queryByRole('button', { name: 'Join them' })).toBeNull();
  });
});

import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ScoresPart } from '../../src/renderer/features/rules/ScoresPart.tsx';
import { ClientContext, createQueryClient } from '../../src/renderer/state/ClientContext.tsx';
import { createFakeCore } from './support/fakeCore.ts';
import { RECKONING } from './support/fakeReckoning.ts';
import { connectionTo, press, type } from './support/renderApp.tsx';

function show(isLocked = false) {
  const onDecide = vi.fn();
  render(
    <ClientContext value={connectionTo(createFakeCore())}>
      <QueryClientProvider client={createQueryClient()}>
        <ScoresPart scores={RECKONING.scores} band={null} onDecide={isLocked ? null : onDecide} />
      </QueryClientProvider>
    </ClientContext>,
  );
  // As after a press on each row.
  for (const row of document.querySelectorAll('details')) row.open = true;
  return onDecide;
}

/** The row of Section GG; its button comes after those of the burden scale. */
function openGg(): void {
  fireEvent.click(screen.getByRole('button', { name: 'Another score for Toilet transfer' }));
}

async function choose(value: RegExp): Promise<void> {
  await press(/Your score for/);
  fireEvent.click(await screen.findByRole('option', { name: value }));
}

describe('a score of the therapist’s own', () => {
  it('is kept with its reason, on the scale it belongs to', async () => {
    const onDecide = show();
    openGg();
    await choose(/^02/);
    await type('Why this score', 'Two helpers for the pivot.');
    await press('Keep this score');
    expect(onDecide).toHaveBeenCalledWith({
      ...{ kind: 'scoreOverride', item: 'GG0170F', value: '02', reason: 'Two helpers for the pivot.' },
    });
  });

  it('is a number on the burden scale', async () => {
    const onDecide = show();
    fireEvent.click(screen.getByRole('button', { name: 'Another score for Transfer: toilet' }));
    await choose(/^2/);
    await type('Why this score', 'Fatigue at the end.');
    await press('Keep this score');
    expect(onDecide.mock.calls[0]?.[0]).toMatchObject({ item: 'transferToilet', value: 2 });
  });

  it('is not kept without a reason, and not offered as what it is already', async () => {
    const onDecide = show();
    openGg();
    await press(/Your score for/);
    expect(screen.queryByRole('option', { name: /^03/ })).toBeNull();
    fireEvent.click(await screen.findByRole('option', { name: /^04/ }));
    const keep = await screen.findByRole('button', { name: 'Keep this score' });
    fireEvent.click(keep);
    await press('Leave it');
    expect(onDecide).not.toHaveBeenCalled();
  });

  it('is not offered on a signed note', () => {
    show(true);
    expect(screen.queryByRole('button', { name: /Another score/ })).toBeNull();
  });
});

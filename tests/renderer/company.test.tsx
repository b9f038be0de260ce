import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { CompanyPart } from '../../src/renderer/features/rules/CompanyPart.tsx';
import type { CompanyState } from '../../src/shared/domain/company.ts';
import { press } from './support/renderApp.tsx';

const GROUP: CompanyState = {
  ...{ mode: 'group', patients: 3, minutes: null, askedMinutes: 23, groupCode: '97150' },
  why: { ruleId: 'company/group', source: 'Manual', inputs: [], text: '97150 is the code of a group.' },
};

function show(company: CompanyState | null, isLocked = false) {
  const onDecide = vi.fn();
  render(<CompanyPart company={company} onDecide={isLocked ? null : onDecide} />);
  return onDecide;
}

describe('others who were treated at the same time', () => {
  it('are said by kind and number, and by nothing else', async () => {
    const onDecide = show(null);
    await press('Others were treated at the same time');
    fireEvent.click(screen.getByRole('radio', { name: 'A group' }));
    await press('Keep');
    expect(onDecide).toHaveBeenCalledWith({ kind: 'company', mode: 'group', patients: 3, minutes: null });
  });

  it('are two when each had a task of their own', async () => {
    const onDecide = show(null);
    await press('Others were treated at the same time');
    await press('Keep');
    expect(onDecide).toHaveBeenCalledWith({ kind: 'company', mode: 'concurrent', patients: 2, minutes: null });
  });

  it('are asked about once there are timed minutes', async () => {
    const onDecide = show(GROUP);
    await press('Together: 97150');
    expect(onDecide).toHaveBeenLastCalledWith({ kind: 'company', mode: 'group', patients: 3, minutes: 'together' });
    await press('One-on-one, as entered');
    expect(onDecide).toHaveBeenLastCalledWith({ kind: 'company', mode: 'group', patients: 3, minutes: 'asEntered' });
  });

  it('offer no code where the contract decides', () => {
    show({ ...GROUP, groupCode: null });
    expect(screen.queryByRole('button', { name: /Together/ })).toBeNull();
    expect(screen.getByRole('button', { name: 'Codes are as the contract says' })).toBeTruthy();
  });

  it('can be taken back, and not changed once the note is signed', async () => {
    const onDecide = show({ ...GROUP, askedMinutes: 0 });
    await press('Only this patient');
    expect(onDecide).toHaveBeenCalledWith({ kind: 'company', mode: 'alone', patients: 1, minutes: null });
  });

  it('are told and nothing is offered on a signed note', () => {
    show(GROUP, true);
    expect(screen.getByText('Group of 3')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

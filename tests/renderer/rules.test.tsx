import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { ClaimPart } from '../../src/renderer/features/rules/ClaimPart.tsx';
import { openFindings, ReckoningPart } from '../../src/renderer/features/rules/ReckoningPart.tsx';
import type { Reckoning } from '../../src/shared/domain/reckoning.ts';
import type { SessionRecord } from '../../src/shared/domain/record.ts';
import type { ThresholdState } from '../../src/shared/domain/threshold.ts';
import { createFakeCore, SAMPLE_PATIENT, session } from './support/fakeCore.ts';
import { EPISODE } from './support/fakeReckoning.ts';
import { asked, press, renderApp } from './support/renderApp.tsx';
import { sampleReview } from './support/sampleReview.ts';

const why = (ruleId: string, text: string) => ({
  ruleId,
  source: 'Manual ch. 5',
  text,
  inputs: [{ name: 'said', value: 'Mod A' }],
});
const crossing: ThresholdState = {
  ...{ year: 2026, discipline: 'OT', status: 'crossing', thresholdCents: 248000, reviewCents: 300000 },
  ...{ beforeCents: 246000, todayCents: 3500, remainingCents: 0, isReviewPossible: false, forecast: null },
  ...{ needsModifier: true, decision: null, remarks: [], why: why('threshold/crossing', 'OT 2026: crossed.') },
};
const reckoning: Reckoning = {
  scores: {
    burden: [
      {
        ...{ item: 'transferToilet', label: 'Transfer: toilet', factIds: ['f0'], remarks: [], status: 'scored' },
        ...{ value: 3, isOverridden: false, why: why('burden/share', 'ModA was said → 3.') },
      },
      {
        ...{ item: 'grooming', label: 'Grooming', factIds: ['f1'], remarks: [], status: 'asked', candidates: [4, 5] },
        ...{ questionIds: ['score-f1'], why: why('burden/asked', 'Set-up or hands-on?') },
      },
      {
        item: 'toileting',
        label: 'Toileting',
        factIds: [],
        remarks: [],
        status: 'notObserved',
        why: why('burden/not-observed', '-'),
      },
    ],
    sectionGg: [],
    questions: [
      {
        ...{ id: 'score-f1', factId: 'f1', prompt: 'Grooming: only setting up, or hands-on?' },
        options: [
          { id: 'set-up', label: 'Only setting up', burden: 5, gg: '05' },
          { id: 'hands-on', label: 'Hands-on', burden: 4, gg: '03' },
        ],
      },
    ],
  },
  band: {
    percentLimited: 58.3,
    band: 'CK',
    possible: ['CK'],
    shown: false,
    formulaVersion: '1',
    why: why('band/linear', '-'),
  },
  threshold: crossing,
  diagnoses: [
    {
      ...{
        id: 'diagnosis-hemiparesis',
        label: 'Hemiparesis',
        codes: ['I69.354'],
        quote: 'left-sided weakness',
        evidence: [],
      },
      ...{
        questions: ['Which hand is dominant?'],
        caution: null,
        decision: null,
        why: why('diagnosis/hemiparesis', '-'),
      },
    },
  ],
  clocks: [],
  claimChecks: [
    {
      id: 'necessity',
      label: 'Medical necessity',
      status: 'open',
      parts: [],
      why: why('claim/necessity', 'No baseline.'),
    },
  ],
} as Reckoning;

function show(isLocked = false) {
  const onDecide = vi.fn();
  const { record } = sampleReview(SAMPLE_PATIENT, session('s1', SAMPLE_PATIENT.id, 'review'));
  const shown: SessionRecord = { ...record, reckoning };
  const { container } = render(
    <>
      <ClaimPart record={shown} isLocked={isLocked} onDecide={onDecide} />
      <ReckoningPart record={shown} isLocked={isLocked} onDecide={onDecide} />
    </>,
  );
  return { onDecide, container };
}

describe('what follows by rules, on the review screen', () => {
  it('shows scores of what was observed with rule and source, and nothing for the rest', () => {
    show();
    expect(screen.getByText('Transfer: toilet').closest('details')?.textContent).toContain(
      'Manual ch. 5 Rule burden/share',
    );
    expect(screen.queryByText('Toileting')).toBeNull();
  });

  it('asks the disputed score by two buttons', () => {
    const { onDecide } = show();
    fireEvent.click(screen.getByRole('button', { name: 'Only setting up' }));
    expect(onDecide).toHaveBeenCalledWith({ kind: 'scoreAnswer', questionId: 'score-f1', optionId: 'set-up' });
  });

  it('takes an attestation of KX only with a reason', () => {
    const { onDecide } = show();
    const attest = screen.getByRole('button', { name: 'Attest and add KX' });
    fireEvent.click(attest);
    expect(onDecide).not.toHaveBeenCalled();
    fireEvent.change(screen.getByLabelText('Why this patient still needs a therapist'), {
      target: { value: 'Neglect at the brakes' },
    });
    fireEvent.click(attest);
    expect(onDecide).toHaveBeenCalledWith({ kind: 'threshold', accepted: true, reason: 'Neglect at the brakes' });
  });

  it('offers a diagnosis to accept or decline, and hides a band the payer does not want', () => {
    const { onDecide } = show();
    fireEvent.click(screen.getByRole('button', { name: 'Accept I69.354' }));
    fireEvent.click(screen.getByRole('button', { name: /Decline\s*Hemiparesis/ }));
    expect(onDecide.mock.calls.map(([decision]) => decision.code)).toEqual(['I69.354', null]);
    expect(screen.queryByText('Impairment band')).toBeNull();
  });

  it('says what a reviewer would miss without being pressed, and only there', () => {
    show();
    const row = screen.getByText('Medical necessity').closest('summary');
    expect(row?.textContent).toBe('Medical necessityOpenNo baseline.');
  });

  it('counts the questions and the codes that wait, and nothing that is settled', () => {
    expect(openFindings(reckoning)).toBe(2);
    const declined = { suggestionId: 'diagnosis-hemiparesis', code: null, by: 'u1', at: '2026-03-02T15:05:00Z' };
    const diagnoses = reckoning.diagnoses.map((each) => ({ ...each, decision: declined }));
    expect(openFindings({ ...reckoning, diagnoses })).toBe(1);
    expect(openFindings(undefined)).toBe(0);
  });

  it('lets nothing be decided on a signed note', () => {
    show(true);
    expect(screen.queryAllByRole('button')).toEqual([]);
  });

  it('has no accessibility findings', async () => {
    const { container } = show();
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

describe('the patient pane', () => {
  it('shows what is due and where the year stands, and takes a year-to-date figure', async () => {
    const core = createFakeCore();
    core.world.patients.push(SAMPLE_PATIENT);
    renderApp(core);
    await press(/^Walter Sample/);
    const due = await screen.findByRole('region', { name: 'Due' });
    expect(within(due).getByText('Progress report').closest('details')?.textContent).toContain('8 treatment days');
    expect(screen.getByText('$2,000.00 of $2,480.00').closest('section')?.textContent).toContain('Near');
    expect(screen.queryByLabelText('Allowed amount in dollars')).toBeNull();
    await press('Add the year to date');
    fireEvent.change(screen.getByLabelText('Allowed amount in dollars'), { target: { value: '1250.5' } });
    fireEvent.change(screen.getByLabelText('Up to'), { target: { value: '2026-02-28' } });
    fireEvent.change(screen.getByLabelText('Source'), { target: { value: 'Portal' } });
    fireEvent.click(screen.getByRole('button', { name: 'Add amount' }));
    await waitFor(() =>
      expect(asked(core, 'episode.addAmount')).toEqual([
        {
          patientId: 'p0',
          kind: 'yearToDate',
          discipline: 'OT',
          date: '2026-02-28',
          amountCents: 125050,
          source: 'Portal',
        },
      ]),
    );
  });

  it('lists the most pressing deadline first and gives its reason unasked', async () => {
    const core = createFakeCore();
    core.world.patients.push(SAMPLE_PATIENT);
    core.world.episode = EPISODE;
    renderApp(core);
    await press(/^Walter Sample/);
    const due = await screen.findByRole('region', { name: 'Due' });
    const rows = [...due.querySelectorAll('summary')].map((row) => row.textContent);
    expect(rows[0]).toContain('Plan signatureFeb 27, 2026OverdueThe plan was to be signed by Feb 27, 2026.');
    expect(rows[1]).toContain('Progress reportSoon8 treatment days');
    expect(rows[2]).toBe('CertificationMay 16, 2026In time');
  });
});

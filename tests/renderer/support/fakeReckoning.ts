/** What the rules make of the made-up session and of its patient's year: worded as the core words it. */
import type { EpisodeView } from '../../../src/shared/contract.ts';
import type { Clock } from '../../../src/shared/domain/clocks.ts';
import type { Reckoning } from '../../../src/shared/domain/reckoning.ts';
import type { ThresholdState } from '../../../src/shared/domain/threshold.ts';
import type { Why } from '../../../src/shared/domain/why.ts';

const BURDEN = 'Published descriptions of seven-level burden-of-care scales, levels and decision order';
const GG = 'MDS 3.0 Section GG, six-level scale; observed this session, not usual performance over three days';
const MANUAL = 'CMS Pub 100-02 Medicare Benefit Policy Manual, ch. 15';
const LAW = 'SSA §1833(g)(7), Bipartisan Budget Act of 2018 §50202';
const GROOMING = 'Grooming: was the help only setting up (opening, laying out, handing over), or hands-on?';

function why(ruleId: string, source: string, text: string, ...inputs: readonly (readonly [string, string])[]): Why {
  return { ruleId, source, text, inputs: inputs.map(([name, value]) => ({ name, value })) };
}

export const CLOCKS: readonly Clock[] = [
  {
    ...{ id: 'progressReport', label: 'Progress report', status: 'warning', due: null },
    message: '8 treatment days since the start of care; a report is due at 10. Plan it.',
    why: why('clock/progress-report', `${MANUAL} §220.3 D`, '', ['treatment day 8', '2026-03-02']),
  },
  {
    ...{ id: 'planSignature', label: 'Plan signature', status: 'overdue', due: '2026-02-27' },
    message: 'The plan was to be signed by 2026-02-27. It was sent on 2026-01-30.',
    why: why('clock/plan-signature', `${MANUAL} §220.1.3`, '', ['plan sent', '2026-01-30'], ['plan signed', 'no']),
  },
  {
    ...{ id: 'certification', label: 'Certification', status: 'running', due: '2026-05-16' },
    message: 'Certified from 2026-02-16 to 2026-05-16.',
    why: why('clock/certification', `${MANUAL} §220.1.3`, '', ['start', '2026-02-16']),
  },
];

const YEAR: ThresholdState = {
  ...{ year: 2026, discipline: 'OT', status: 'near', thresholdCents: 248_000, reviewCents: 300_000 },
  ...{ beforeCents: 231_540, todayCents: null, remainingCents: 16_460, isReviewPossible: false, forecast: null },
  ...{ needsModifier: false, decision: null, remarks: [] },
  why: why('threshold/near', LAW, 'OT 2026: $2,315.40 of $2,480.00.', ['contractor portal', '$2,315.40']),
};

export const EPISODE: EpisodeView = {
  ...{ clocks: CLOCKS, thresholdFault: null, amounts: [], events: [] },
  threshold: {
    ...YEAR,
    forecast: {
      ...{ visit: 3, date: '2026-03-09', totalCents: 249_200 },
      why: why('threshold/forecast', LAW, 'Three visits a week of about $58.90 each.'),
    },
  },
};

export const RECKONING: Reckoning = {
  scores: {
    burden: [
      {
        ...{ item: 'transferToilet', label: 'Transfer: toilet', factIds: ['f0'], remarks: [], status: 'scored' },
        ...{ value: 3, isOverridden: false },
        why: why('burden/share', BURDEN, 'Mod A was said → 3, patient does 50 to 74 %.', ['toilet transfer', 'Mod A']),
      },
      {
        ...{ item: 'grooming', label: 'Grooming', factIds: ['f4'], remarks: [], status: 'asked', candidates: [4, 5] },
        ...{ questionIds: ['score-f4'], why: why('burden/asked', BURDEN, GROOMING, ['grooming', 'Min A']) },
      },
    ],
    sectionGg: [
      {
        ...{ item: 'GG0170F', label: 'Toilet transfer', factIds: ['f0'], remarks: [], status: 'scored' },
        ...{ value: '03', isOverridden: false, loinc: '83208-9' },
        why: why('gg/share', GG, 'Mod A was said → 03, partial or moderate: helper less than half.'),
      },
    ],
    questions: [
      {
        ...{ id: 'score-f4', factId: 'f4', prompt: GROOMING },
        options: [
          { id: 'set-up', label: 'Only setting up', burden: 5, gg: '05' },
          { id: 'hands-on', label: 'Hands-on', burden: 4, gg: '03' },
        ],
      },
    ],
  },
  band: null,
  threshold: {
    ...YEAR,
    ...{ status: 'crossing', beforeCents: 243_100, todayCents: 6450, remainingCents: 0, needsModifier: true },
    why: why('threshold/crossing', LAW, 'OT 2026: $2,431.00 + today $64.50 = $2,495.50 of $2,480.00.'),
  },
  diagnoses: [
    {
      ...{ id: 'diagnosis-unsteadiness', label: 'Unsteadiness on feet', codes: ['R26.81'], quote: 'he was unsteady' },
      ...{ evidence: [], questions: [], decision: null },
      caution: 'A symptom code: leave it out where the stroke already says it.',
      why: why('diagnosis/unsteadiness', 'ICD-10-CM code list FY2026', '“he was unsteady” suggests R26.81.'),
    },
  ],
  clocks: CLOCKS,
  claimChecks: [
    {
      ...{ id: 'totalTime', label: 'Total time', status: 'open', parts: [] },
      why: why('claim/totalTime', `${MANUAL} §220.3 E`, 'Total time: 1 figure of the ledger is not confirmed.'),
    },
    {
      ...{ id: 'necessity', label: 'Medical necessity', status: 'open', parts: [] },
      why: why('claim/necessity', `${MANUAL} §220.2`, 'Medical necessity: No earlier level to compare with.'),
    },
    {
      ...{ id: 'progressReport', label: 'Progress report', status: 'met', parts: [] },
      why: why('claim/progressReport', `${MANUAL} §220.3 D`, 'Progress report: nothing missing.'),
    },
    {
      ...{ id: 'certification', label: 'Certification', status: 'met', parts: [] },
      why: why('claim/certification', `${MANUAL} §220.1.3`, 'Certification: nothing missing.'),
    },
    {
      ...{ id: 'functionalItems', label: 'Functional items', status: 'open', parts: [] },
      why: why('claim/functionalItems', `${MANUAL} §220.3 D`, `Functional items: ${GROOMING}`),
    },
  ],
};

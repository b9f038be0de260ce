/** Deadlines over the caseload, values over the sessions and what a search finds: made up, worded as the core words it. */
import type {
  CoSignEntry,
  DeskFigures,
  DueEntry,
  ProgressView,
  ReviewerView,
  SearchResult,
} from '../../../src/shared/contract.ts';
import type { ExerciseFact, ObservationFact } from '../../../src/shared/domain/facts.ts';
import type { FlowsheetVisit, IndexVisit, Trend, TrendPoint } from '../../../src/shared/domain/scores.ts';
import type { NonEmpty } from '../../../src/shared/nonEmpty.ts';

export const CO_SIGN: CoSignEntry = {
  ...{ sessionId: 's0', patientId: 'p2', dateOfService: '2026-02-27', by: 'Kim Lee, OTS', role: 'student' },
  ...{ signedAt: '2026-02-27T20:10:00Z', forWhom: 'Dana Okafor' },
};

export const DUE: readonly DueEntry[] = [
  {
    ...{ patientId: 'p0', what: 'planSignature', label: 'Plan signature', status: 'overdue', due: '2026-02-27' },
    ...{ message: 'The plan was to be signed by 2026-02-27. It was sent on 2026-01-30.', lastTreated: '2026-03-02' },
  },
  {
    ...{ patientId: 'p2', what: 'progressReport', label: 'Progress report', status: 'due', due: null },
    ...{ message: '10 treatment days since the start of care; a report is due at 10.', lastTreated: '2026-02-26' },
  },
  {
    ...{ patientId: 'p0', what: 'threshold', label: 'KX threshold 2026', status: 'warning', due: '2026-03-09' },
    ...{ message: 'About visit 3 from today, 2026-03-09. An estimate.', lastTreated: '2026-03-02', threshold: 'soon' },
  },
  {
    ...{ patientId: 'p3', what: 'certification', label: 'Certification', status: 'warning', due: '2026-03-14' },
    ...{ message: 'The certification ends on 2026-03-14. Have the plan signed again.', lastTreated: '2026-02-25' },
  },
];

type Row = readonly [string, number | string, TrendPoint['level']?];

function points(first: Row, ...more: readonly Row[]): NonEmpty<TrendPoint> {
  const point = ([date, value, level = null]: Row, at: number): TrendPoint => ({
    ...{ sessionId: at === 0 ? 's2' : 's1', date, factIds: ['f0'], value, level },
  });
  return [point(first, 0), ...more.map((row, at) => point(row, at + 1))];
}

function visit(date: string, levels: IndexVisit['levels'], cues: number | null, value: number | null): IndexVisit {
  return { sessionId: 's2', date, factIds: ['f0'], levels, cues, cueWords: [], value, lacks: null };
}

const TRENDS: readonly Trend[] = [
  {
    ...{ key: 'score.transferToilet', label: 'Transfer: toilet', unit: null, change: null },
    points: points(
      ['2026-02-17', 2, 'MaxA'],
      ['2026-02-20', 2, 'MaxA'],
      ['2026-02-24', 3, 'ModA'],
      ['2026-02-27', 3, 'ModA'],
      ['2026-03-02', 4, 'MinA'],
    ),
  },
  {
    ...{ key: 'cues.toilet transfer', label: 'Cues, toilet transfer', unit: 'cues', change: null },
    points: points(['2026-02-20', 7], ['2026-02-24', 5], ['2026-02-27', 4], ['2026-03-02', 2]),
  },
  {
    ...{ key: 'measure.grip', label: 'right hand grip strength', unit: 'kg', change: null },
    points: points(['2026-02-17', 8], ['2026-02-24', 11], ['2026-03-02', 11]),
  },
  {
    ...{ key: 'index.toilet transfer', label: 'Cues per go, toilet transfer', unit: 'cues per go', change: null },
    points: points(['2026-02-20', 3.5], ['2026-02-27', 2], ['2026-03-02', 1]),
    index: {
      why: {
        ...{ ruleId: 'index/cuesPerGo', source: 'Two counts of this record, divided. No published scale.', inputs: [] },
        text: 'Cues per go = counted cues for the task in a visit ÷ goes at the task that were told in that visit.',
      },
      visits: [
        visit('2026-02-20', ['MaxA', 'MaxA'], 7, 3.5),
        { ...visit('2026-02-24', ['ModA'], null, null), sessionId: 's4', lacks: 'count', cueWords: ['mod'] },
        { ...visit('2026-02-27', ['ModA', 'ModA'], 4, 2), sessionId: 's5' },
        { ...visit('2026-03-02', ['ModA', 'MinA'], 2, 1), sessionId: 's1' },
      ],
    },
  },
];

export const PROGRESS: ProgressView = {
  trends: TRENDS,
  flowsheet: [],
  goals: [
    {
      ...{ goalId: 'g0', trendKey: 'score.transferToilet', status: 'PROGRESSING' },
      ...{ first: TRENDS[0]?.points[0] ?? null, last: TRENDS[0]?.points.at(-1) ?? null },
    },
  ],
};

const exercise = (id: string, more: Partial<ExerciseFact> = {}): ExerciseFact => ({
  ...{
    id,
    kind: 'exercise',
    task: 'biceps curl',
    cpt: '97110',
    side: 'right',
    sets: 3,
    reps: 10,
    value: 2,
    unit: 'lb',
  },
  ...{ resistance: null, holdSeconds: null, certainty: 'stated', polarity: 'affirmed', source: 'therapist' },
  rule: 'exercise/told',
  evidence: [{ kind: 'spoken', utteranceId: 'u0', from: 1, to: 5 }],
  ...more,
});
const SIT_TO_STAND = { task: 'sit to stand', cpt: '97530', side: null, sets: null, value: null, unit: null } as const;
const REACH = { ...SIT_TO_STAND, task: 'functional reach', reps: null, sets: 2 } as const;

export const EXERCISES: readonly ExerciseFact[] = [
  exercise('x0'),
  exercise('x1', { ...SIT_TO_STAND, reps: 12, unsure: true }),
];

export const FLOWSHEET: readonly FlowsheetVisit[] = [
  {
    ...{ sessionId: 's4', date: '2026-02-24' },
    exercises: [exercise('f8', { sets: 2, reps: 8, value: 1 }), exercise('f9', REACH)],
  },
  {
    ...{ sessionId: 's2', date: '2026-02-27' },
    exercises: [exercise('f8', { sets: 2 }), exercise('f9', { ...SIT_TO_STAND, reps: 8 })],
  },
  { sessionId: 's1', date: '2026-03-02', exercises: EXERCISES },
];

const FACT: ObservationFact = {
  ...{ id: 'f0', kind: 'observation', task: 'toilet transfer', fimItem: 'transferToilet', assistLevel: 'ModA' },
  ...{ certainty: 'stated', polarity: 'affirmed', source: 'therapist', rule: 'assistLevel/named' },
  evidence: [{ kind: 'spoken', utteranceId: 'u0', from: 1, to: 5 }],
};

const at = (sessionId: string, dateOfService: string, ref: string, text: string) =>
  ({ sessionId, patientId: 'p0', patientName: 'Walter Sample', dateOfService, ref, text, fact: null }) as const;

export const FOUND: SearchResult = {
  facts: [
    {
      ...at('s1', '2026-03-02', 'f0', 'observation toilet transfer moderate assist'),
      ...{ fact: FACT, span: { startMs: 26_000, endMs: 33_000 } },
    },
  ],
  notes: [
    { ...at('s1', '2026-03-02', 'n1', 'Toilet transfer required Mod A: hips guided at the grab bars.'), span: null },
    { ...at('s2', '2026-02-27', 'n2', 'Toilet transfer required Mod A with 4 verbal cues.'), span: null },
  ],
  said: [
    {
      ...at('s1', '2026-03-02', 'u0', 'So that toilet transfer was moderate assist. I guided his hips.'),
      span: { startMs: 26_000, endMs: 33_000 },
    },
  ],
};

export const FIGURES: DeskFigures = {
  ...{ notes: 64, medianMinutesToSign: 6, medianPercentChanged: 9 },
  weeks: [
    { monday: '2026-02-23', notes: 18, medianMinutes: 5 },
    { monday: '2026-02-16', notes: 17, medianMinutes: 6 },
    { monday: '2026-02-09', notes: 15, medianMinutes: 9 },
    { monday: '2026-02-02', notes: 14, medianMinutes: 14 },
  ],
  repeated: [{ before: 'Patient', after: 'Client', sessions: 4 }],
  rules: [{ before: 'Tolerated well', after: 'Participated well' }],
};

export const REVIEWER: ReviewerView = {
  sessions: [
    {
      ...{ sessionId: 's1', date: '2026-03-02', isSigned: false, met: 3 },
      gaps: [
        { point: 'Total time', detail: '1 figure of the ledger is not confirmed.' },
        { point: 'Medical necessity', detail: 'No earlier level to compare with.' },
      ],
    },
    { ...{ sessionId: 's2', date: '2026-02-27', isSigned: true, met: 5, gaps: [] } },
  ],
  notLookedAt: 0,
};

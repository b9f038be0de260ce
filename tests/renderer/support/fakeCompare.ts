/** A pasted note beside the draft in the core in memory: three differences and one thing both say. */
import type {
  CallInput,
  CallName,
  Comparison,
  ComparisonRow,
  ParallelSession,
  ReviewState,
} from '../../../src/shared/contract.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import { NOW, type World } from './fakeWorld.ts';
import { THERAPIST } from './sampleReview.ts';

type Handlers = { [N in Extract<CallName, `compare.${string}`>]: (body: CallInput<N>) => Result<unknown> };

export const PASTED = `S: Pt reports R shoulder pain 4/10.
O: Toilet transfer Mod A w/ 2 VC. UB dressing SBA.`;

export const PARALLEL: readonly ParallelSession[] = [
  {
    ...{ sessionId: 's2', patientName: 'Benedict Osei', dateOfService: '2026-02-27', same: 9, differs: 1 },
    ...{ onlyDraft: 2, onlyPasted: 1, open: 2 },
  },
  {
    ...{ sessionId: 's4', patientName: 'Carmen Villanueva', dateOfService: '2026-02-26', same: 11, differs: 0 },
    ...{ onlyDraft: 1, onlyPasted: 0, open: 0 },
  },
];

const ROWS: readonly ComparisonRow[] = [
  {
    ...{ key: 'pain.shoulder.now', kind: 'pain', what: 'right shoulder', standing: 'differs', settled: null },
    ...{ draft: '2/10', pasted: '4/10', quote: 'Pt reports R shoulder pain 4/10.', sectionId: 'subjective' },
  },
  {
    ...{ key: 'level.dressingUpper', kind: 'level', what: 'ub dressing', standing: 'onlyPasted', settled: null },
    ...{ draft: null, pasted: 'SBA', quote: 'UB dressing SBA.', sectionId: 'objective' },
  },
  {
    ...{ key: 'minutes.97530', kind: 'minutes', what: '97530', standing: 'onlyDraft', settled: null },
    ...{ draft: '12 min', pasted: null, quote: null, sectionId: null },
  },
  {
    ...{ key: 'level.transferToilet', kind: 'level', what: 'toilet transfer', standing: 'same', settled: null },
    ...{ draft: 'ModA', pasted: 'ModA', quote: 'Toilet transfer Mod A w/ 2 VC.', sectionId: 'objective' },
  },
];

export function fakeCompare(
  world: World,
  reviewOf: (sessionId: string) => ReviewState | null,
  edit: (body: CallInput<'review.edit'>) => Result<ReviewState>,
): Handlers {
  const comparison = (sessionId: string): Comparison | null => world.comparisons.get(sessionId) ?? null;
  const keep = (sessionId: string, text: string, rows: readonly ComparisonRow[]): Comparison => {
    const open = rows.filter(({ standing, settled }) => standing !== 'same' && settled === null).length;
    const kept = { pastedAt: NOW, text, rows, open };
    world.comparisons.set(sessionId, kept);
    return kept;
  };
  const changed = (sessionId: string, key: string, change: (row: ComparisonRow) => ComparisonRow) => {
    const before = comparison(sessionId);
    if (before === null) return null;
    return keep(
      sessionId,
      before.text,
      before.rows.map((row) => (row.key === key ? change(row) : row)),
    );
  };
  return {
    'compare.get': ({ sessionId }) => ok(comparison(sessionId)),
    'compare.paste': ({ sessionId, text }) => ok(keep(sessionId, text, ROWS)),
    'compare.settle': ({ sessionId, key, reason, note }) => {
      const settled = reason === null ? null : { key, reason, note, by: THERAPIST.id, at: NOW };
      const after = changed(sessionId, key, (row) => ({ ...row, settled }));
      return after === null ? fail('not_found', 'Nothing was pasted beside this note.') : ok(after);
    },
    'compare.take': ({ sessionId, revision, key }) => {
      const row = comparison(sessionId)?.rows.find((each) => each.key === key);
      if (row?.quote == null || row.sectionId === null || reviewOf(sessionId) === null) {
        return fail('not_found', 'This difference does not exist any more.');
      }
      changed(sessionId, key, (each) => ({ ...each, standing: 'same', draft: each.pasted }));
      return edit({ sessionId, revision, edit: { kind: 'add', sectionId: row.sectionId, text: row.quote } });
    },
    'compare.drop': ({ sessionId }) => {
      world.comparisons.delete(sessionId);
      return ok(null);
    },
    'compare.list': () => ok(world.parallel),
  };
}

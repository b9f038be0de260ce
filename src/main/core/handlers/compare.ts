/** The parallel run: a pasted note beside the draft, differences settled one by one, and all compared sessions at a glance. */
import type { Comparison, ComparisonRow, ParallelSession } from '../../../shared/contract.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import type { Unlocked } from '../session/vault.ts';
import type { PastedText } from '../store/repositories/comparisons.ts';
import type { App } from './app.ts';

type Names = 'compare.get' | 'compare.paste' | 'compare.settle' | 'compare.take' | 'compare.drop' | 'compare.list';

export function compareHandlers(app: App): SomeHandlers<Names> {
  const { reviews, words } = app;

  function compared(pasted: PastedText, record: SessionRecord, { store }: Unlocked): Result<Comparison> {
    const rows = words.compare(pasted.text, record);
    if (!rows.ok) return rows;
    const settled = new Map(store.comparisons.settled(pasted.sessionId).map((each) => [each.key, each]));
    const withOutcome = rows.value.map(
      (row): ComparisonRow => ({ ...row, settled: row.standing === 'same' ? null : (settled.get(row.key) ?? null) }),
    );
    const open = withOutcome.filter((row) => row.standing !== 'same' && row.settled === null).length;
    return ok({ pastedAt: pasted.at, text: pasted.text, rows: withOutcome, open });
  }

  function current(unlocked: Unlocked, sessionId: string): Result<Comparison | null> {
    const pasted = unlocked.store.comparisons.get(sessionId);
    if (pasted === null) return ok(null);
    const state = reviews.recent(unlocked, sessionId);
    return state.ok ? compared(pasted, state.value.record, unlocked) : state;
  }

  /** The row of a difference that is still there. */
  function rowOf(unlocked: Unlocked, sessionId: string, key: string): Result<ComparisonRow> {
    const comparison = current(unlocked, sessionId);
    if (!comparison.ok) return comparison;
    const row = comparison.value?.rows.find((each) => each.key === key && each.standing !== 'same');
    return row === undefined ? fail('not_found', 'This difference does not exist any more.') : ok(row);
  }

  return {
    'compare.get': whenUnlocked(({ sessionId }, unlocked) => current(unlocked, sessionId)),

    'compare.paste': whenUnlocked(({ sessionId, text }, unlocked) => {
      const state = reviews.recent(unlocked, sessionId);
      if (!state.ok) return state;
      const { store, therapist } = unlocked;
      const pasted = { sessionId, text, at: app.now().toISOString() };
      store.atomically(() => {
        store.comparisons.drop(sessionId);
        store.comparisons.put(pasted, therapist.id);
      });
      return compared(pasted, state.value.record, unlocked);
    }),

    'compare.settle': whenUnlocked(({ sessionId, key, reason, note }, unlocked) => {
      const row = rowOf(unlocked, sessionId, key);
      if (!row.ok) return row;
      const { comparisons } = unlocked.store;
      const by = unlocked.therapist.id;
      if (reason === null) comparisons.reopen(sessionId, key);
      else comparisons.settle(sessionId, { key, reason, note, by, at: app.now().toISOString() });
      const after = current(unlocked, sessionId);
      if (!after.ok) return after;
      return after.value === null ? fail('not_found', 'Nothing was pasted beside this note.') : ok(after.value);
    }),

    'compare.take': whenUnlocked(({ sessionId, revision, key }, unlocked) => {
      const row = rowOf(unlocked, sessionId, key);
      if (!row.ok) return row;
      const { quote, sectionId } = row.value;
      if (quote === null || sectionId === null) {
        return fail('invalid_input', 'There is no sentence to take over: change it on the Minutes tab.', { at: 'key' });
      }
      const by = unlocked.therapist.id;
      const at = app.now().toISOString();
      const after = reviews.change(unlocked, sessionId, revision, ({ note }) => {
        const section = note.sections.find(({ id }) => id === sectionId) ?? note.sections[0];
        if (section === undefined) return fail('not_found', 'There is no such section.');
        const statementId = `typed-${revision + 1}`;
        const edit = { kind: 'add', statementId, sectionId: section.id, text: quote, by, at } as const;
        return ok({ kind: 'note', edit });
      });
      if (!after.ok) return after;
      unlocked.store.comparisons.settle(sessionId, { key, reason: 'taken', note: '', by, at });
      app.events.emit({ kind: 'changed', what: 'review', id: sessionId });
      return after;
    }),

    'compare.drop': whenUnlocked(({ sessionId }, { store }) => {
      store.comparisons.drop(sessionId);
      store.flushDeleted();
      return ok(null);
    }),

    'compare.list': whenUnlocked((_body, unlocked) => {
      const { store } = unlocked;
      const names = new Map(store.patients.list().map(({ id, name }) => [id, name]));
      const sessions = store.comparisons.all().flatMap((pasted): ParallelSession[] => {
        const session = store.sessions.get(pasted.sessionId);
        if (session === null || session.isSample) return [];
        const comparison = current(unlocked, pasted.sessionId);
        if (!comparison.ok || comparison.value === null) return [];
        const { rows, open } = comparison.value;
        const count = (standing: ComparisonRow['standing']) => rows.filter((row) => row.standing === standing).length;
        return [
          {
            ...{ sessionId: session.id, dateOfService: session.dateOfService, open },
            patientName: names.get(session.patientId) ?? '',
            ...{ same: count('same'), differs: count('differs') },
            ...{ onlyDraft: count('onlyDraft'), onlyPasted: count('onlyPasted') },
          },
        ];
      });
      return ok(sessions);
    }),
  };
}

/**
 * The therapist's changes to the minutes, laid over the ledger as drafted. A changed entry keeps what it was heard
 * from and gains who changed it: nothing about the first version is lost.
 */
import type { LedgerInput } from '../../../shared/contract.ts';
import type { LedgerEntry } from '../../../shared/domain/billing.ts';
import type { EnteredEvidence } from '../../../shared/domain/evidence.ts';

export interface LedgerChange {
  /** Of the entry an "add" makes; stable over undo and redo. */
  readonly newEntryId: string;
  readonly change: LedgerInput;
  readonly by: string;
  readonly at: string;
}

export function applyLedgerChanges(
  entries: readonly LedgerEntry[],
  changes: readonly LedgerChange[],
  isTimed: (cpt: string) => boolean,
): readonly LedgerEntry[] {
  return changes.reduce((list, item) => applyOne(list, item, isTimed), entries);
}

function applyOne(
  entries: readonly LedgerEntry[],
  { change, newEntryId, by, at }: LedgerChange,
  isTimed: (cpt: string) => boolean,
): readonly LedgerEntry[] {
  const entered: EnteredEvidence = { kind: 'entered', by, at, field: 'ledger' };
  const settled = { approximate: false, needsConfirmation: false };
  switch (change.kind) {
    case 'add': {
      const { cpt, task, minutes } = change;
      const timed = isTimed(cpt);
      return [
        ...entries,
        { id: newEntryId, source: 'typed', cpt, task, minutes, timed, ...settled, evidence: [entered] },
      ];
    }
    case 'remove':
      return entries.filter((entry) => entry.id !== change.entryId);
    case 'confirm':
      return entries.map((entry) =>
        entry.id === change.entryId ? { ...entry, ...settled, evidence: [...entry.evidence, entered] } : entry,
      );
    case 'change':
      return entries.map((entry) => {
        if (entry.id !== change.entryId) return entry;
        const { cpt, minutes } = change;
        const timed = cpt === null ? entry.timed : isTimed(cpt);
        return { ...entry, cpt, minutes, timed, ...settled, evidence: [...entry.evidence, entered] };
      });
    default:
      return change satisfies never;
  }
}

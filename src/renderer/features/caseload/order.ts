/** What is next: unfinished sessions first, then those seen longest ago, each group by name. Pure. */
import type { PatientSummary, SessionSummary } from '../../../shared/contract.ts';

export function unfinished(sessions: readonly SessionSummary[]): SessionSummary | null {
  return newestFirst(sessions).find((session) => session.state !== 'signed' && session.state !== 'planned') ?? null;
}

export function newestFirst(sessions: readonly SessionSummary[]): readonly SessionSummary[] {
  return [...sessions].sort((a, b) => b.dateOfService.localeCompare(a.dateOfService) || b.id.localeCompare(a.id));
}

export interface CaseloadGroups {
  readonly toSign: readonly PatientSummary[];
  readonly rest: readonly PatientSummary[];
}

export function groupCaseload(patients: readonly PatientSummary[], search: string): CaseloadGroups {
  const wanted = search.trim().toLowerCase();
  const matching = patients
    .filter(({ patient }) => `${patient.name} ${patient.recordNumber ?? ''}`.toLowerCase().includes(wanted))
    .sort((a, b) => a.patient.name.localeCompare(b.patient.name));
  return {
    toSign: matching.filter(({ sessions }) => unfinished(sessions) !== null),
    rest: matching.filter(({ sessions }) => unfinished(sessions) === null),
  };
}

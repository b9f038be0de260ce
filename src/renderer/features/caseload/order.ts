/** What is next: drafts that wait for a signature, then other unfinished sessions, then everyone, by name. Pure. */
import type { PatientSummary, SessionSummary } from '../../../shared/contract.ts';

export function unfinished(sessions: readonly SessionSummary[]): SessionSummary | null {
  return newestFirst(sessions).find((session) => session.state !== 'signed' && session.state !== 'planned') ?? null;
}

export function newestFirst(sessions: readonly SessionSummary[]): readonly SessionSummary[] {
  return [...sessions].sort((a, b) => b.dateOfService.localeCompare(a.dateOfService) || b.id.localeCompare(a.id));
}

function urgency({ sessions }: PatientSummary): number {
  return unfinished(sessions)?.state === 'review' ? 0 : 1;
}

export interface CaseloadGroups {
  readonly toFinish: readonly PatientSummary[];
  readonly rest: readonly PatientSummary[];
}

export function groupCaseload(patients: readonly PatientSummary[], search: string): CaseloadGroups {
  const wanted = search.trim().toLowerCase();
  const matching = patients
    .filter(({ patient }) => `${patient.name} ${patient.recordNumber ?? ''}`.toLowerCase().includes(wanted))
    .sort((a, b) => a.patient.name.localeCompare(b.patient.name));
  return {
    toFinish: matching.filter(({ sessions }) => unfinished(sessions) !== null).sort((a, b) => urgency(a) - urgency(b)),
    rest: matching.filter(({ sessions }) => unfinished(sessions) === null),
  };
}

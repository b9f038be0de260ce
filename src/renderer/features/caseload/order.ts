/**
 * What is next: drafts that wait for a signature, then other unfinished sessions, then everyone, by name, and invented
 * patients apart from real ones. Pure.
 */
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
  /** Invented patients, apart from real ones; empty while there are no others. */
  readonly samples: readonly PatientSummary[];
}

export function groupCaseload(patients: readonly PatientSummary[], search: string): CaseloadGroups {
  const wanted = search.trim().toLowerCase();
  const isMixed = patients.some(({ patient }) => !patient.isSample);
  const matching = patients
    .filter(({ patient }) => `${patient.name} ${patient.recordNumber ?? ''}`.toLowerCase().includes(wanted))
    .sort((a, b) => a.patient.name.localeCompare(b.patient.name));
  const own = isMixed ? matching.filter(({ patient }) => !patient.isSample) : matching;
  return {
    toFinish: own.filter(({ sessions }) => unfinished(sessions) !== null).sort((a, b) => urgency(a) - urgency(b)),
    rest: own.filter(({ sessions }) => unfinished(sessions) === null),
    samples: isMixed ? matching.filter(({ patient }) => patient.isSample) : [],
  };
}

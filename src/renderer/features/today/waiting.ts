/** Sessions that are not done: drafts to sign, then what still has to be written; real patients first, then the oldest. Pure. */
import type { PatientSummary, SessionSummary } from '../../../shared/contract.ts';

export interface WaitingEntry {
  readonly session: SessionSummary;
  readonly name: string;
  readonly isSample: boolean;
}

export interface Waiting {
  readonly toSign: readonly WaitingEntry[];
  readonly toFinish: readonly WaitingEntry[];
}

export function waiting(patients: readonly PatientSummary[]): Waiting {
  const open = patients
    .flatMap(({ patient, sessions }) =>
      sessions.map((session) => ({ session, name: patient.name, isSample: patient.isSample })),
    )
    .filter(({ session }) => session.state !== 'signed' && session.state !== 'planned')

    .sort(
      (a, b) =>
        Number(a.isSample) - Number(b.isSample) ||
        a.session.dateOfService.localeCompare(b.session.dateOfService) ||
        a.name.localeCompare(b.name),
    );
  return {
    toSign: open.filter(({ session }) => session.state === 'review'),
    toFinish: open.filter(({ session }) => session.state !== 'review'),
  };
}

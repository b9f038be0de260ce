/** Sessions that are not done: drafts to sign first, the oldest before the newer, then what still has to be written. Pure. */
import type { PatientSummary, SessionSummary } from '../../../shared/contract.ts';

export interface WaitingEntry {
  readonly session: SessionSummary;
  readonly name: string;
}

export interface Waiting {
  readonly toSign: readonly WaitingEntry[];
  readonly toFinish: readonly WaitingEntry[];
}

export function waiting(patients: readonly PatientSummary[]): Waiting {
  const open = patients
    .flatMap(({ patient, sessions }) => sessions.map((session) => ({ session, name: patient.name })))
    .filter(({ session }) => session.state !== 'signed' && session.state !== 'planned')
    .sort((a, b) => a.session.dateOfService.localeCompare(b.session.dateOfService) || a.name.localeCompare(b.name));
  return {
    toSign: open.filter(({ session }) => session.state === 'review'),
    toFinish: open.filter(({ session }) => session.state !== 'review'),
  };
}

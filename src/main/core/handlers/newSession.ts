/** A fresh session: the date and zone of here and now, and a random key of its own for all its sound. */
import type { Consent, SessionHeader } from '../../../shared/domain/record.ts';
import type { Unlocked } from '../session/vault.ts';
import type { App } from './app.ts';

export function newSession(
  app: Pick<App, 'now' | 'timeZone' | 'newId'>,
  { store, master, therapist }: Unlocked,
  patientId: string,
  from: { readonly consent: Consent; readonly isSample: boolean },
): SessionHeader {
  const at = app.now();
  const timeZone = app.timeZone();
  const header: SessionHeader = {
    id: app.newId(),
    patientId,
    state: 'planned',
    dateOfService: localDate(at, timeZone),
    startedAt: null,
    timeZone,
    consent: from.consent,
    durationMs: 0,
    isSample: from.isSample,
  };
  const { key, wrapped } = master.newSessionKey(header.id);
  key.fill(0);
  store.sessions.add({ header, userId: therapist.id, wrappedKey: wrapped, at: at.toISOString() });
  return header;
}

/** The calendar day at the clinic, not in Greenwich. */
export function localDate(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

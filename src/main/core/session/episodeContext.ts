/** What the store knows of a patient beside one session, as the reckoning wants it. */
import type { EpisodeContext } from '../../../shared/domain/reckoning.ts';
import type { SessionHeader } from '../../../shared/domain/record.ts';
import type { Store } from '../store/createStore.ts';
import { ownPayers } from './ownPayers.ts';

export function episodeContext(
  store: Store,
  session: Pick<SessionHeader, 'id' | 'patientId' | 'dateOfService'>,
): EpisodeContext {
  const { patientId } = session;
  const others = store.sessions.ofPatient(patientId).filter(({ id }) => id !== session.id);
  const noted = others.filter(({ state }) => state === 'review' || state === 'signed');
  const billed = store.episode.billedLines(patientId);
  const sameDay = others.filter(({ dateOfService }) => dateOfService === session.dateOfService);
  const earlier = noted.filter(({ dateOfService }) => dateOfService < session.dateOfService);
  return {
    accruals: store.episode.amounts(patientId),
    fees: store.episode.fees(),
    pairs: store.episode.pairs(),
    ownPayers: ownPayers(store),
    events: store.episode.events(patientId),
    treatmentDates: [...new Set(noted.map(({ dateOfService }) => dateOfService))],
    sameDay: sameDay.flatMap(({ id }) => billed.get(id) ?? []),
    hasBaseline: earlier.length > 0,
  };
}

/** A patient's year and plan of care over sessions: amounts, dated events, clocks, and the tables a clinic imports. */
import type { EpisodeView } from '../../../shared/contractEpisode.ts';
import type { AccrualEntry } from '../../../shared/domain/threshold.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import { episodeContext } from '../session/episodeContext.ts';
import type { Unlocked } from '../session/vault.ts';
import type { App } from './app.ts';
import { localDate } from './newSession.ts';

type Names = 'episode.get' | 'episode.addAmount' | 'episode.settleAmount' | 'episode.addEvent' | 'billingTables.import';

export function episodeHandlers(app: App): SomeHandlers<Names> {
  const { clinical } = app;

  function view({ store }: Unlocked, patientId: string): Result<EpisodeView> {
    const patient = store.patients.get(patientId);
    if (patient === null) return fail('not_found', 'This patient does not exist any more.');
    const today = localDate(app.now(), app.timeZone());
    const context = episodeContext(store, { id: '', patientId, dateOfService: today });
    return clinical.episode({ patient, today, context });
  }

  function changed(unlocked: Unlocked, patientId: string): Result<EpisodeView> {
    app.events.emit({ kind: 'changed', what: 'patients', id: patientId });
    return view(unlocked, patientId);
  }

  const stamp = ({ therapist }: Unlocked) => ({ id: app.newId(), by: therapist.id, at: app.now().toISOString() });
  const isKnown = ({ store }: Unlocked, patientId: string) => store.patients.get(patientId) !== null;
  const unknown = fail('not_found', 'This patient does not exist any more.');

  return {
    'episode.get': whenUnlocked(({ patientId }, unlocked) => view(unlocked, patientId)),

    'episode.addAmount': whenUnlocked(({ patientId, ...given }, unlocked) => {
      if (!isKnown(unlocked, patientId)) return unknown;
      const entry: AccrualEntry = { ...given, ...stamp(unlocked) };
      unlocked.store.episode.addAmount(patientId, entry);
      return changed(unlocked, patientId);
    }),

    'episode.settleAmount': whenUnlocked(({ patientId, entryId, status }, unlocked) => {
      const isSettled = unlocked.store.episode.settle(patientId, entryId, status);
      return isSettled ? changed(unlocked, patientId) : fail('not_found', 'There is no such visit of this patient.');
    }),

    'episode.addEvent': whenUnlocked(({ patientId, ...given }, unlocked) => {
      if (!isKnown(unlocked, patientId)) return unknown;
      unlocked.store.episode.addEvent(patientId, { ...given, ...stamp(unlocked) });
      return changed(unlocked, patientId);
    }),

    'billingTables.import': whenUnlocked((given, { store }) => {
      const at = app.now().toISOString();
      if (given.kind === 'fees') {
        const fees = clinical.readFees(given.text, given);
        if (!fees.ok) return fees;
        store.episode.setFees(fees.value, at);
        return ok({ rows: fees.value.rows.length, source: fees.value.source });
      }
      const pairs = clinical.readPairs(given.text, { name: given.name, retrieved: at.slice(0, 10) });
      if (!pairs.ok) return pairs;
      store.episode.setPairs(pairs.value, at);
      return ok({ rows: pairs.value.pairs.length, source: pairs.value.source.title });
    }),
  };
}

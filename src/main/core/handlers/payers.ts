/** Payer profiles: shipped ones as they are, the clinic's own kept with their history. */
import type { PayerBook, PayerInput } from '../../../shared/contractPayers.ts';
import type { PayerRules } from '../../../shared/domain/rules.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import { keepOwnPayers, named, ownPayers } from '../session/ownPayers.ts';
import type { Store } from '../store/createStore.ts';
import type { App } from './app.ts';
import { localDate } from './newSession.ts';

type Names = 'payers.book' | 'payers.preview' | 'payers.keep' | 'payers.drop';

const MOST_PROFILES = 60;
const DAY_MS = 86_400_000;

export function payerHandlers(app: App): SomeHandlers<Names> {
  const { clinical } = app;
  const today = () => localDate(app.now(), app.timeZone());

  function book(store: Store): PayerBook {
    const having = Map.groupBy(store.patients.list(), ({ payerId }) => payerId);
    const made = clinical.payerBook(ownPayers(store), today());
    const profiles = made.profiles.map((entry) => ({ ...entry, patients: having.get(entry.rules.id)?.length ?? 0 }));
    return { ...made, profiles };
  }

  function read(profile: PayerInput, own: readonly PayerRules[]) {
    const earlier = own.filter(({ id }) => id === profile.id);
    const id = profile.id ?? `own-${app.newId().slice(0, 12)}`;
    return clinical.readPayer(profile, { id, version: `own.${earlier.length + 1}`, today: today() }, own);
  }

  /** The newest version until the day before; a version of the same day makes way. */
  function withHistory(payer: PayerRules, own: readonly PayerRules[]): Result<readonly PayerRules[]> {
    const newest = own
      .filter(({ id }) => id === payer.id)
      .toSorted((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom))
      .at(-1);
    if (newest === undefined) return ok([...own, payer]);
    if (payer.effectiveFrom < newest.effectiveFrom) {
      const message = `This profile is in force since ${newest.effectiveFrom}: choose that day or a later one.`;
      return fail('invalid_input', message, { at: 'effectiveFrom' });
    }
    const others = own.filter((each) => each !== newest);
    if (payer.effectiveFrom === newest.effectiveFrom) return ok([...others, payer]);
    return ok([...others, { ...newest, effectiveTo: dayBefore(payer.effectiveFrom) }, payer]);
  }

  function keep(store: Store, own: readonly PayerRules[]): PayerBook {
    keepOwnPayers(store, own);
    app.events.emit({ kind: 'changed', what: 'patients', id: null });
    return book(store);
  }

  return {
    'payers.book': whenUnlocked((_body, { store }) => ok(book(store))),

    'payers.preview': whenUnlocked(({ profile, minutes }, { store }) => {
      const known = new Set(clinical.codes().map(({ code }) => code));
      if (minutes.some(({ code }) => !known.has(code))) {
        return fail('invalid_input', 'Choose codes from the list.', { at: 'minutes' });
      }
      const own = ownPayers(store);
      const { faults } = read(profile, own);
      const { payer } = read(named(profile), own);
      return ok({ faults, trial: payer === null ? null : clinical.trialOf(minutes, today(), payer) });
    }),

    'payers.keep': whenUnlocked(({ profile }, { store }) => {
      const own = ownPayers(store);
      if (profile.id !== null && !own.some(({ id }) => id === profile.id)) {
        return fail('invalid_input', 'A profile of the app is not changed: make a copy and change that.', { at: 'id' });
      }
      if (own.length >= MOST_PROFILES) {
        return fail('conflict', `There are ${MOST_PROFILES} profiles of your own. Remove one first.`);
      }
      const { payer, faults } = read(profile, own);
      if (payer === null) return fail('invalid_input', faults[0]!.message, { at: faults[0]!.at });
      const next = withHistory(payer, own);
      return next.ok ? ok(keep(store, next.value)) : next;
    }),

    'payers.drop': whenUnlocked(({ payerId }, { store }) => {
      const own = ownPayers(store);
      if (!own.some(({ id }) => id === payerId)) return fail('not_found', 'There is no such profile of your own.');
      const having = store.patients.list().filter((patient) => patient.payerId === payerId);
      if (having.length > 0) {
        const names = having.slice(0, 3).map(({ name }) => name);
        const who = having.length > 3 ? `${names.join(', ')} and ${having.length - 3} more` : names.join(', ');
        return fail('conflict', `${who} have this payer. Give them another one first.`);
      }
      return ok(
        keep(
          store,
          own.filter(({ id }) => id !== payerId),
        ),
      );
    }),
  };
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
}

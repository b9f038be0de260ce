/** The therapist's own figures, wording rules that come from repeated edits, and the same minutes under each payer. */
import type { DeskFigures } from '../../../shared/contractDesk.ts';
import { fail, ok } from '../../../shared/result.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import { byWeek, median, repeatedPhrases, wordsChanged } from '../session/deskFigures.ts';
import { keepWording, keptWording } from '../session/keptWording.ts';
import { ownPayers } from '../session/ownPayers.ts';
import type { Store } from '../store/createStore.ts';
import type { App } from './app.ts';
import { localDate } from './newSession.ts';

type Names = 'desk.figures' | 'wording.keep' | 'wording.drop' | 'payers.trial';

const NEWEST_NOTES = 200;
const NEWEST_EDITS = 2000;
const FEWEST_SESSIONS = 3;
const MOST_RULES = 50;

export function figureHandlers(app: App): SomeHandlers<Names> {
  const { clinical } = app;

  function figures(store: Store): DeskFigures {
    const signed = store.figures.signed(NEWEST_NOTES);
    const rewritings = store.figures.rewritings(NEWEST_EDITS);
    const bySession = Map.groupBy(rewritings, ({ sessionId }) => sessionId);
    const percent = signed.flatMap(({ sessionId }) => {
      const drafted = store.figures.draftedWords(sessionId);
      const changed = (bySession.get(sessionId) ?? []).reduce(
        (sum, { before, after }) => sum + wordsChanged(before, after),
        0,
      );
      return drafted === 0 ? [] : [(100 * changed) / drafted];
    });
    const rules = keptWording(store);
    const minutes = signed.flatMap(({ minutesToSign }) => (minutesToSign === null ? [] : [minutesToSign]));
    return {
      notes: signed.length,
      medianMinutesToSign: median(minutes),
      medianPercentChanged: median(percent),
      weeks: byWeek(signed).slice(0, 12),
      repeated: repeatedPhrases(rewritings, FEWEST_SESSIONS).filter(
        (phrase) => clinical.isFreeWording(phrase) && !rules.some((rule) => rule.before === phrase.before),
      ),
      rules,
    };
  }

  return {
    'desk.figures': whenUnlocked((_body, { store }) => ok(figures(store))),

    'wording.keep': whenUnlocked((rule, { store }) => {
      if (!clinical.isFreeWording(rule)) {
        return fail('invalid_input', 'Numbers, levels and sides come from the session, never from a rule.', {
          at: 'before',
        });
      }
      const others = keptWording(store).filter(({ before }) => before !== rule.before);
      if (others.length >= MOST_RULES) return fail('conflict', `There are ${MOST_RULES} rules. Remove one first.`);
      keepWording(store, [...others, rule]);
      return ok(figures(store));
    }),

    'wording.drop': whenUnlocked(({ before, after }, { store }) => {
      keepWording(
        store,
        keptWording(store).filter((rule) => rule.before !== before || rule.after !== after),
      );
      return ok(figures(store));
    }),

    'payers.trial': whenUnlocked(({ minutes }, { store }) => {
      const known = new Set(clinical.codes().map(({ code }) => code));
      if (minutes.some(({ code }) => !known.has(code))) {
        return fail('invalid_input', 'Choose codes from the list.', { at: 'minutes' });
      }
      return ok(clinical.trial(minutes, localDate(app.now(), app.timeZone()), ownPayers(store)));
    }),
  };
}

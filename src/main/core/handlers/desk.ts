/** Over all patients: what presses today, and the search through what was said, found and written. */
import type { ReviewState } from '../../../shared/contract.ts';
import type { CoSignEntry, DueEntry, FoundEntry, ReviewerSession } from '../../../shared/contractDesk.ts';
import type { Clock } from '../../../shared/domain/clocks.ts';
import { type EpisodeContext, NO_EPISODE } from '../../../shared/domain/reckoning.ts';
import type { Patient, SessionHeader } from '../../../shared/domain/record.ts';
import type { PayerRules } from '../../../shared/domain/rules.ts';
import type { ThresholdStatus } from '../../../shared/domain/threshold.ts';
import { fail, ok } from '../../../shared/result.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import { ownPayers } from '../session/ownPayers.ts';
import { sessionFacts } from '../session/sessionFacts.ts';
import type { Unlocked } from '../session/vault.ts';
import type { Store } from '../store/createStore.ts';
import type { FoundKind, FoundRow } from '../store/repositories/search.ts';
import type { App } from './app.ts';
import { localDate } from './newSession.ts';

type Names = 'desk.today' | 'desk.search' | 'desk.series' | 'episode.progress' | 'episode.reviewer';

const MOST_OF_A_KIND = 20;
/** Each is worked out anew, which takes a moment. */
const REVIEWED_SESSIONS = 20;
const PRESSING = ['overdue', 'due', 'warning'] as const;
const YEAR: Readonly<Partial<Record<ThresholdStatus, DueEntry['status']>>> = {
  over: 'due',
  crossing: 'due',
  soon: 'warning',
  near: 'warning',
};

export function deskHandlers(app: App): SomeHandlers<Names> {
  const { clinical } = app;

  /** Clocks and year only: neither fees nor the pairs of codes play a part, and both are large. */
  function contextOf(
    store: Store,
    patientId: string,
    sessions: readonly SessionHeader[],
    own: readonly PayerRules[],
  ): EpisodeContext {
    const treatmentDates = [...new Set(sessions.map(({ dateOfService }) => dateOfService))];
    const { amounts, events } = store.episode;
    return { ...NO_EPISODE, ownPayers: own, accruals: amounts(patientId), events: events(patientId), treatmentDates };
  }

  function dueOf(
    patient: Patient,
    sessions: readonly SessionHeader[],
    today: string,
    { store, own }: { readonly store: Store; readonly own: readonly PayerRules[] },
  ): DueEntry[] {
    const noted = sessions.filter(({ state }) => state === 'review' || state === 'signed');
    const context = contextOf(store, patient.id, noted, own);
    const view = clinical.episode({ patient, today, context });
    if (!view.ok) return [];
    const lastTreated = context.treatmentDates.toSorted().at(-1) ?? null;
    const about = { patientId: patient.id, lastTreated };
    const clocks = view.value.clocks.flatMap(({ id, label, status, due, message }): DueEntry[] =>
      isPressing(status) ? [{ ...about, what: id, label, status, due, message }] : [],
    );
    const year = view.value.threshold;
    const status = year === null ? undefined : YEAR[year.status];
    if (year === null || status === undefined) return clocks;
    const message = year.forecast?.why.text ?? year.why.text;
    const threshold = { label: `KX threshold ${year.year}`, due: year.forecast?.date ?? null, threshold: year.status };
    return [...clocks, { ...about, what: 'threshold', status, message, ...threshold }];
  }

  function coSign(store: Store): readonly CoSignEntry[] {
    const names = new Map(store.users.all().map(({ id, name }) => [id, name]));
    return store.contributions.waiting().flatMap(({ sessionId, contribution, coSignerId }): CoSignEntry[] => {
      const session = store.sessions.get(sessionId);
      if (session === null) return [];
      const { by, credentials, role = 'assistant', signedAt } = contribution;
      const { patientId, dateOfService } = session;
      const forWhom = coSignerId === null ? null : (names.get(coSignerId) ?? null);
      return [{ sessionId, patientId, dateOfService, by: `${by}, ${credentials}`, role, signedAt, forWhom }];
    });
  }

  function found(row: FoundRow, { store }: Unlocked, names: ReadonlyMap<string, string>): FoundEntry {
    const { sessionId, patientId, dateOfService, ref, text, startMs, endMs } = row;
    return {
      ...{ sessionId, patientId, dateOfService, ref, text },
      patientName: names.get(patientId) ?? '',
      fact: row.kind === 'fact' ? store.findings.fact(sessionId, ref) : null,
      span: startMs === null || endMs === null ? null : { startMs, endMs },
    };
  }

  return {
    'desk.today': whenUnlocked((_body, { store }) => {
      const date = localDate(app.now(), app.timeZone());
      const sessions = store.sessions.byPatient();
      const own = ownPayers(store);
      const patients = store.patients.list();
      const samples = new Set(patients.filter(({ isSample }) => isSample).map(({ id }) => id));
      const due = patients
        .flatMap((patient) => dueOf(patient, sessions.get(patient.id) ?? [], date, { store, own }))
        .toSorted(
          (a, b) =>
            Number(samples.has(a.patientId)) - Number(samples.has(b.patientId)) ||
            PRESSING.indexOf(a.status) - PRESSING.indexOf(b.status) ||
            (a.due ?? '9999').localeCompare(b.due ?? '9999'),
        );
      return ok({ date, due, coSign: coSign(store) });
    }),

    'desk.search': whenUnlocked(({ query, patientId }, unlocked) => {
      const words = query.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
      if (words.length === 0) return fail('invalid_input', 'Type letters or figures to search for.', { at: 'query' });
      const names = new Map(unlocked.store.patients.list().map(({ id, name }) => [id, name]));
      const of = (kind: FoundKind) =>
        unlocked.store.search
          .find(words, { patientId, kind, limit: MOST_OF_A_KIND })
          .map((row) => found(row, unlocked, names));
      return ok({ facts: of('fact'), notes: of('note'), said: of('said') });
    }),

    'desk.series': whenUnlocked(({ patientId }, { store }) =>
      ok(clinical.series(patientId === null ? [] : sessionFacts(store, patientId))),
    ),

    'episode.reviewer': whenUnlocked(({ patientId }, unlocked) => {
      const { store } = unlocked;
      if (store.patients.get(patientId) === null) return fail('not_found', 'This patient does not exist any more.');
      const noted = store.sessions
        .ofPatient(patientId)
        .filter(({ state }) => state === 'review' || state === 'signed')
        .toSorted((a, b) => b.dateOfService.localeCompare(a.dateOfService));
      const sessions = noted.slice(0, REVIEWED_SESSIONS).flatMap((session): ReviewerSession[] => {
        const state = app.reviews.state(unlocked, session.id);
        return state.ok ? [reviewerSession(state.value)] : [];
      });
      const byGaps = sessions.toSorted((a, b) => b.gaps.length - a.gaps.length || b.date.localeCompare(a.date));
      return ok({ sessions: byGaps, notLookedAt: Math.max(0, noted.length - REVIEWED_SESSIONS) });
    }),

    'episode.progress': whenUnlocked(({ patientId }, { store }) => {
      const patient = store.patients.get(patientId);
      if (patient === null) return fail('not_found', 'This patient does not exist any more.');
      return ok(clinical.progress(patient, sessionFacts(store, patientId)));
    }),
  };
}

function reviewerSession({ record, signature }: ReviewState): ReviewerSession {
  const checks = record.reckoning?.claimChecks ?? [];
  const gaps = checks.flatMap(({ label, parts }) =>
    parts.filter(({ isMet }) => !isMet).map(({ detail }) => ({ point: label, detail })),
  );
  const met = checks.filter(({ status }) => status === 'met').length;
  const { id, dateOfService } = record.session;
  return { sessionId: id, date: dateOfService, isSigned: signature !== null, gaps, met };
}

function isPressing(status: Clock['status']): status is DueEntry['status'] {
  return (PRESSING as readonly string[]).includes(status);
}

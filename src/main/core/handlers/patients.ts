/** The caseload, and the tables a patient's form chooses from. */
import { planChanges } from '../../../nlp/reckon/clocks/planChanges.ts';
import type { PatientInput, PatientSummary, SessionSummary } from '../../../shared/contract.ts';
import type { Patient, SessionHeader } from '../../../shared/domain/record.ts';
import { fail, ok } from '../../../shared/result.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import { ownPayers } from '../session/ownPayers.ts';
import type { Unlocked } from '../session/vault.ts';
import type { App } from './app.ts';
import { localDate } from './newSession.ts';

/** Under whatever name an invented patient is kept: the mark goes wherever the name goes. */
const SAMPLE_MARK = '(sample)';

type Names = 'payers.list' | 'codes.list' | 'glossary.list' | 'patients.list' | 'patients.save';

export function patientHandlers(app: App): SomeHandlers<Names> {
  const { clinical, newId } = app;

  function toPatient(given: PatientInput, isSample: boolean): Patient {
    const { goals, frequency, certificationStart, certificationEnd, ...rest } = given;
    return {
      ...rest,
      id: given.id ?? newId(),
      planOfCare: {
        goals: goals.map((goal) => ({ ...goal, id: goal.id ?? newId() })),
        frequency,
        certificationStart,
        certificationEnd,
      },
      isSample,
    };
  }

  const isCare = (unlocked: Unlocked): boolean => app.access.of(unlocked).areas.includes('care');

  /** For who treats nobody: who it is, who pays, how often and until when, nothing of what is wrong or worked on. */
  function withoutCare(patient: Patient): Patient {
    const { planOfCare } = patient;
    const nothing = { diagnosis: null, affectedSide: null, precautions: null };
    return { ...patient, ...nothing, planOfCare: { ...planOfCare, goals: [] } };
  }

  /** What they were not shown, and how often somebody comes, stays as it was. */
  function carePartOf(given: PatientInput, before: Patient | null): PatientInput {
    const { diagnosis = null, affectedSide = null, precautions = null } = before ?? {};
    const { goals = [], frequency = null } = before?.planOfCare ?? {};
    return { ...given, diagnosis, affectedSide, precautions, frequency, goals: goals.map((goal) => ({ ...goal })) };
  }

  /** Once a plan went out, a change of goals, diagnosis or frequency is asked about: is it significant? */
  function noteChange(before: Patient, after: Patient, { store, therapist }: Unlocked): void {
    const changes = planChanges(before, after);
    const wasSent = store.episode.events(after.id).some(({ kind }) => kind === 'planSent' || kind === 'planSigned');
    if (changes.length === 0 || !wasSent) return;
    const at = app.now();
    store.episode.addEvent(after.id, {
      ...{ id: newId(), kind: 'planChanged', date: localDate(at, app.timeZone()), note: changes.join(', ') },
      ...{ byAssistant: false, by: therapist.id, at: at.toISOString() },
    });
  }

  return {
    'payers.list': whenUnlocked((_body, { store }) => ok(clinical.payers(ownPayers(store)))),
    'glossary.list': whenUnlocked(() => ok(clinical.glossary())),
    'codes.list': whenUnlocked(() => ok(clinical.codes())),

    'patients.list': whenUnlocked((_body, unlocked) => {
      const { store } = unlocked;
      const isWhole = isCare(unlocked);
      const sessions = store.sessions.byPatient();
      const summaries = store.patients.list().map(
        (patient): PatientSummary => ({
          patient: isWhole ? patient : withoutCare(patient),
          sessions: (sessions.get(patient.id) ?? []).map(summary),
        }),
      );
      return ok(summaries);
    }),

    'patients.save': whenUnlocked((typed, unlocked) => {
      const { store } = unlocked;
      const isWhole = isCare(unlocked);
      if (!clinical.payers(ownPayers(store)).some(({ id }) => id === typed.payerId)) {
        return fail('invalid_input', 'Choose a payer from the list.', { at: 'payerId' });
      }
      const before = typed.id === null ? null : store.patients.get(typed.id);
      const given = isWhole ? typed : carePartOf(typed, before);
      if (given.id !== null && before === null) return fail('not_found', 'This patient does not exist any more.');
      const own = new Set(before?.planOfCare.goals.map(({ id }) => id));
      if (given.goals.some(({ id }) => id !== null && !own.has(id))) {
        return fail('invalid_input', 'A goal belongs to another patient.', { at: 'goals' });
      }
      const isSample = before?.isSample ?? false;
      const name = isSample && !given.name.endsWith(SAMPLE_MARK) ? `${given.name} ${SAMPLE_MARK}` : given.name;
      const patient = toPatient({ ...given, name }, isSample);
      store.atomically(() => {
        store.patients.save(patient, app.now().toISOString());
        if (before !== null) noteChange(before, patient, unlocked);
      });
      app.events.emit({ kind: 'changed', what: 'patients', id: patient.id });
      return ok(isWhole ? patient : withoutCare(patient));
    }),
  };
}

function summary({ id, patientId, state, dateOfService, durationMs }: SessionHeader): SessionSummary {
  return { id, patientId, state, dateOfService, durationMs };
}

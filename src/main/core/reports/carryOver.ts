/**
 * A new report filled in with what the store knows: the patient, the plan of care, the signed sessions since the last
 * report, and the last report itself. Each value names its source; nothing is made up, and what the store does not know
 * stays blank. What reads better or worse is sorted by the values alone; the reasons are the therapist's to give.
 */
import { compare } from '../../../nlp/document/goalStatus.ts';
import { fieldText } from '../../../nlp/draft/fieldText.ts';
import type { FieldContext } from '../../../nlp/draft/noteVoice.ts';
import type { CarriedSource, CarriedValue, ReportDraft } from '../../../shared/contractReports.ts';
import type { PlanEvent } from '../../../shared/domain/clocks.ts';
import type { Fact } from '../../../shared/domain/facts.ts';
import type { DocumentType, Intake } from '../../../shared/domain/intake.ts';
import type { Patient } from '../../../shared/domain/record.ts';
import type { CodeCatalogue, NoteWording } from '../../../shared/domain/rules.ts';
import { blankDraft } from './blankDraft.ts';
import type { CarriedSession } from './carriedSession.ts';
import { capitalised, carryGoals } from './carryGoals.ts';
import { carryScores } from './carryScores.ts';
import { carrySeries, type Series } from './carrySeries.ts';

export interface LastReport {
  readonly reportId: string;
  readonly date: string;
  readonly intake: Intake;
}

export interface CarryInput {
  readonly document: DocumentType;
  readonly patient: Patient;
  readonly today: string;
  readonly events: readonly PlanEvent[];
  /** Signed ones of the period, oldest first. */
  readonly sessions: readonly CarriedSession[];
  /** The last signed report that has goals, and the last signed home programme. */
  readonly last: LastReport | null;
  readonly lastHome: LastReport | null;
}

export interface CarryRules {
  readonly wording: NoteWording;
  readonly catalogue: CodeCatalogue;
}

export interface CarriedReport {
  readonly draft: ReportDraft;
  readonly carried: readonly CarriedValue[];
}

/** More of one kind than this is a list, not a report; the newest are kept. */
const MOST_LINES = 6;

export function carryOver(input: CarryInput, rules: CarryRules): CarriedReport {
  const { document, patient, sessions, last, lastHome } = input;
  const head = headOf(input);
  if (document === 'home') return withHomeProgramme(head, lastHome);
  const series = carrySeries(sessions, rules.wording);
  const found = carryGoals({
    ...{ plan: patient.planOfCare.goals, series, wording: rules.wording },
    last: last === null ? null : { ...last, goals: last.intake.goals },
  });
  const sentences = found.rest.flatMap(changeOver);
  const told = (kind: Fact['kind']) => toldLines(sessions, kind, rules.wording);
  const lists: readonly (readonly [string, readonly Line[]])[] = [
    ['delivery.interventions', interventions(sessions, rules)],
    ['gains', sentences.filter(({ change }) => change === 'better')],
    ['limitations', sentences.filter(({ change }) => change !== 'better')],
    ['reports', told('subjective')],
    ['education', told('education')],
    ['reasoning', told('reasoning')],
    ['baselines', document === 'progress' ? [] : baselines(found.rest)],
  ];
  const of = (field: string) => lists.find(([name]) => name === field)?.[1] ?? [];
  const texts = (field: string): string[] => of(field).map(({ text }) => text);
  const isTreated = document !== 'plan' && sessions.length > 0;
  const { draft } = head;
  const filled: ReportDraft = {
    ...draft,
    attendance: { ...draft.attendance, attended: isTreated ? sessions.length : null },
    delivery: {
      ...draft.delivery,
      frequency: document === 'plan' ? '' : (patient.planOfCare.frequency ?? ''),
      interventions: texts('delivery.interventions'),
    },
    goals: [...found.goals],
    ...(document === 'plan' ? {} : { scores: carryScores(series) }),
    gains: document === 'plan' ? [] : texts('gains'),
    limitations: texts('limitations'),
    reports: of('reports').map(({ text, who }) => ({ who: who ?? 'patient', where: null, text })),
    education: texts('education'),
    reasoning: texts('reasoning'),
    baselines: of('baselines').map(({ text, name }) => ({ name: name ?? '', finding: text })),
    plan: { ...draft.plan, frequency: document === 'plan' ? (patient.planOfCare.frequency ?? '') : '' },
  };
  const attended: CarriedValue[] = isTreated
    ? [{ field: 'attendance.attended', text: String(sessions.length), sources: sessions.map(sourceOf) }]
    : [];
  const carried = [
    ...head.carried,
    ...attended,
    ...found.carried,
    ...lists.flatMap(([field, all]) => asCarried(field, all)),
  ];
  const whole = { draft: filled, carried };
  return document === 'discharge' ? withHomeProgramme(whole, lastHome) : whole;
}

interface Line {
  readonly text: string;
  readonly sources: readonly CarriedSource[];
  readonly who?: 'patient' | 'caregiver';
  readonly name?: string;
  readonly change?: 'better' | 'same' | 'worse';
}

const asCarried = (field: string, lines: readonly Line[]): CarriedValue[] =>
  lines.map(({ text, sources }) => ({ field, text, sources }));

const sourceOf = ({ sessionId, date }: CarriedSession): CarriedSource => ({ kind: 'session', sessionId, date });

/** Person, dates and plan; from the last report what stays the same about a person. */
function headOf({ patient, today, events, last, document }: CarryInput): CarriedReport {
  const { certificationStart, certificationEnd } = patient.planOfCare;
  const evaluated = events.filter(({ kind }) => kind === 'evaluation').at(-1)?.date ?? last?.intake.dates.evaluation;
  const draft = blankDraft();
  const before = last?.intake;
  const filled: ReportDraft = {
    ...draft,
    setting: before?.setting ?? null,
    patient: {
      sex: before?.patient.sex ?? null,
      diagnosis: patient.diagnosis ?? '',
      treatmentDiagnosis: before?.patient.treatmentDiagnosis ?? '',
      onset: before?.patient.onset ?? '',
      precautions: patient.precautions ?? '',
      priorLevel: before?.patient.priorLevel ?? '',
    },
    dates: {
      ...draft.dates,
      evaluation: evaluated ?? '',
      certificationStart: certificationStart ?? '',
      certificationEnd: certificationEnd ?? '',
      report: today,
    },
    discharge: { ...draft.discharge, criteria: [...(before?.discharge.criteria ?? [])] },
  };
  const ofPatient = (field: string, text: string | null): CarriedValue[] =>
    text === null || text === '' ? [] : [{ field, text, sources: [{ kind: 'patient' }] }];
  const ofReport = (field: string, text: string | null | undefined): CarriedValue[] =>
    last === null || !text ? [] : [{ field, text, sources: [reportSource(last)] }];
  return {
    draft: filled,
    carried: [
      ...ofPatient('patient.diagnosis', patient.diagnosis),
      ...ofPatient('patient.precautions', patient.precautions),
      ...ofPatient('dates.evaluation', evaluated ?? null),
      ...ofPatient('dates.certificationStart', certificationStart),
      ...ofPatient('dates.certificationEnd', certificationEnd),
      ...ofPatient(document === 'plan' ? 'plan.frequency' : 'delivery.frequency', patient.planOfCare.frequency),
      ...ofReport('patient.treatmentDiagnosis', before?.patient.treatmentDiagnosis),
      ...ofReport('patient.onset', before?.patient.onset),
      ...ofReport('patient.priorLevel', before?.patient.priorLevel),
      ...(before?.discharge.criteria ?? []).flatMap((text) => ofReport('discharge.criteria', text)),
    ],
  };
}

const reportSource = ({ reportId, date }: LastReport): CarriedSource => ({ kind: 'report', reportId, date });

function withHomeProgramme({ draft, carried }: CarriedReport, lastHome: LastReport | null): CarriedReport {
  if (lastHome === null) return { draft, carried };
  const homeProgramme = lastHome.intake.homeProgramme.map(({ name, dose, steps, stopIf }) => ({
    ...{ name, dose: dose ?? '', steps: [...steps], stopIf: stopIf ?? '' },
  }));
  const source = reportSource(lastHome);
  const named = homeProgramme.map(({ name }) => ({ field: 'homeProgramme', text: name, sources: [source] }));
  return { draft: { ...draft, homeProgramme }, carried: [...carried, ...named] };
}

/** "Self-care training (grooming, upper body dressing)", with every session it was part of. */
function interventions(sessions: readonly CarriedSession[], { catalogue }: CarryRules): readonly Line[] {
  const entries = sessions.flatMap((session) =>
    session.ledger.entries.map((entry) => ({ entry, source: sourceOf(session) })),
  );
  return catalogue.codes.flatMap(({ code, noteWords }): readonly Line[] => {
    const mine = entries.filter(({ entry }) => entry.cpt === code);
    if (mine.length === 0) return [];
    const tasks = [...new Set(mine.map(({ entry }) => entry.task.toLowerCase()).filter((task) => task !== ''))];
    const what = tasks.length === 0 ? '' : ` (${tasks.slice(0, MOST_LINES).join(', ')})`;
    return [{ text: `${capitalised(noteWords)}${what}`, sources: distinct(mine.map(({ source }) => source)) }];
  });
}

function distinct(sources: readonly CarriedSource[]): readonly CarriedSource[] {
  return [...new Map(sources.map((source) => [JSON.stringify(source), source])).values()];
}

/** First and last with their days; a single value says its day and no change. */
function changeOver({ label, points, better }: Series): readonly Line[] {
  const [first, newest] = [points[0], points.at(-1)];
  if (first === undefined || newest === undefined) return [];
  const [before, after] = [first.measurement, newest.measurement];
  const bare = ({ text }: typeof before) => (text.startsWith(`${label} `) ? text.slice(label.length + 1) : text);
  if (points.length === 1) {
    const isOpen = before.level !== 'I' && before.value !== 0;
    // A single measure is a baseline, not a limitation; help, pain and cues are what still stands in the way.
    if (!isOpen || before.text.startsWith(label)) return [];
    return [
      { text: `${capitalised(label)}: ${bare(before)} on ${dayText(first.source.date)}`, sources: [first.source] },
    ];
  }
  const change = compare(before, after, better);
  if (change === null) return [];
  const was = `${bare(before)} on ${dayText(first.source.date)}`;
  const text = `${capitalised(label)}: ${was}, ${bare(after)} on ${dayText(newest.source.date)}`;
  return [{ text, sources: [first.source, newest.source], change }];
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** "2026-03-02" as "March 2, 2026". */
function dayText(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${MONTHS[(month ?? 1) - 1]} ${date}, ${year}`;
}

function baselines(series: readonly Series[]): readonly Line[] {
  return series.flatMap(({ label, points }): readonly Line[] => {
    const newest = points.at(-1);
    if (newest === undefined || !newest.measurement.text.startsWith(label)) return [];
    const text = newest.measurement.text.slice(label.length + 1);
    return [{ name: capitalised(label), text, sources: [newest.source] }];
  });
}

/** What was said, in the note's own wording, each once, the newest kept. */
function toldLines(sessions: readonly CarriedSession[], kind: Fact['kind'], wording: NoteWording): readonly Line[] {
  const all = sessions.flatMap((session) => {
    const context: FieldContext = { wording, transcript: session.transcript };
    return session.facts
      .filter((fact) => fact.kind === kind)
      .flatMap((fact): readonly Line[] => {
        const said = fieldText(fact, 'gist', context);
        if (said === null || said.length > 600) return [];
        const who = 'who' in fact ? { who: fact.who } : {};
        return [{ text: capitalised(said), sources: [sourceOf(session)], ...who }];
      });
  });
  return [...new Map(all.map((line) => [line.text.toLowerCase(), line])).values()].slice(-MOST_LINES);
}

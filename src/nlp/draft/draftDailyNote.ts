/**
 * The daily SOAP note, written by a grammar from facts: no language model, no chance, no clock, so the same input gives
 * the same bytes. Every statement rests on evidence; what nobody said becomes a question; a fact that found no place is
 * listed as left out.
 */
import type { ChargeProposal, MinutesLedger } from '../../shared/domain/billing.ts';
import type { Fact } from '../../shared/domain/facts.ts';
import type { NoteDraft, Section, Statement, VersionStamp } from '../../shared/domain/note.ts';
import type { Patient, SessionHeader } from '../../shared/domain/record.ts';
import type { NoteTemplate, RuleSet, TemplateElement } from '../../shared/domain/rules.ts';
import type { Transcript } from '../../shared/domain/utterance.ts';
import { groupActivities } from './activities.ts';
import { assessmentStatements, tellsSkilledNeed } from './assessment.ts';
import { type DraftContext, patternOf, type StatementBody } from './draftContext.ts';
import { minutesStatements } from './minutes.ts';
import { objectiveStatements } from './objective.ts';
import { planStatements } from './plan.ts';
import { noteQuestions } from './questions.ts';
import { subjectiveStatements } from './subjective.ts';
import { markTypedValues } from './typedValues.ts';

export interface DailyNoteInput {
  readonly facts: readonly Fact[];
  readonly transcript: Transcript;
  readonly ledger: MinutesLedger;
  readonly charges: ChargeProposal;
  readonly patient: Patient | null;
  readonly session: Pick<SessionHeader, 'durationMs'>;
  readonly template: NoteTemplate;
  readonly rules: RuleSet;
  readonly stamp: Pick<VersionStamp, 'app' | 'models'>;
}

export function draftDailyNote(input: DailyNoteInput): NoteDraft {
  const context: DraftContext = { ...input, facts: input.facts.filter(isOfToday) };
  const ofSession = context.facts.filter((fact) => !isReportedEvent(fact));
  const grouped = groupActivities(ofSession, input.rules.wording.activities);
  const interventions = objectiveStatements(grouped, context);
  const minutes = minutesStatements(context);
  const bodies: Readonly<Record<string, readonly StatementBody[]>> = {
    subjective: subjectiveStatements(context),
    objective: [...interventions, ...minutes],
    assessment: assessmentStatements(grouped, context),
    plan: planStatements({ ...context, facts: input.facts.filter(isIntended) }),
  };
  const isEmpty = Object.values(bodies).every((statements) => statements.length === 0);
  const written = isEmpty ? { objective: [nothingHeard(input, context)] } : bodies;
  const sections = markTypedValues(numbered(input.template.sections, written), input.facts);
  const said = new Set<TemplateElement>([
    ...(interventions.length > 0 ? (['interventions'] as const) : []),
    ...(minutes.length > 0 ? (['minutes'] as const) : []),
    ...(['subjective', 'plan'] as const).filter((section) => bodies[section]!.length > 0),
    ...(tellsSkilledNeed(grouped, context) ? (['assessment'] as const) : []),
  ]);
  return {
    type: input.template.type,
    sections,
    questions: noteQuestions(said, context),
    leftOut: leftOut(input.facts, sections),
    issues: [],
    stamp: {
      app: input.stamp.app,
      models: input.stamp.models,
      rules: input.rules.sha256,
      template: `${input.template.id}@${input.template.version}`,
    },
  };
}

/** Denied, past, planned and merely possible things are no findings of today; an earlier level is kept to compare. */
function isOfToday(fact: Fact): boolean {
  if (fact.kind === 'prior') return true;
  if (fact.kind === 'plan') return false;
  return fact.polarity === 'affirmed' || (fact.kind === 'subjective' && fact.polarity !== 'conditional');
}

function isIntended(fact: Fact): boolean {
  return fact.polarity === 'planned' || (fact.kind === 'plan' && fact.polarity === 'affirmed');
}

/** A fall at home is the patient's report, not something seen in this session. */
function isReportedEvent(fact: Fact): boolean {
  return fact.kind === 'safety' && fact.observed === 'reported';
}

function numbered(
  layout: NoteTemplate['sections'],
  bodies: Readonly<Record<string, readonly StatementBody[]>>,
): readonly Section[] {
  let next = 0;
  return layout.map(({ id, heading }) => ({
    id,
    heading,
    statements: (bodies[id] ?? []).map((body): Statement => ({ ...body, id: body.id ?? `s${next++}` })),
  }));
}

/** An empty recording gives one standard sentence that says so, resting on the sound itself. */
function nothingHeard(input: DailyNoteInput, context: DraftContext): StatementBody {
  const { utterances, gaps } = input.transcript;
  const pattern = utterances.length > 0 ? 'nothingClinical' : gaps.length > 0 ? 'unreadable' : 'silence';
  const detector = utterances.length > 0 ? 'speech' : gaps.length > 0 ? 'unreadable-speech' : 'silence';
  return {
    kind: 'standard',
    text: patternOf(pattern, 0, context),
    factIds: [],
    anchors: [],
    evidence: [{ kind: 'heard', detector, startMs: 0, endMs: input.session.durationMs }],
  };
}

function leftOut(facts: readonly Fact[], sections: readonly Section[]): readonly string[] {
  const used = new Set(sections.flatMap((section) => section.statements.flatMap((statement) => statement.factIds)));
  return facts.filter((fact) => !used.has(fact.id)).map((fact) => fact.id);
}

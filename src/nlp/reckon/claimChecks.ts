/**
 * The five errors that claims fail on, looked for in this session: total time, medical necessity, progress report,
 * certification, functional items. Gaps are listed with what is missing and never filled; there is no score.
 */
import type { ChargeProposal, MinutesLedger } from '../../shared/domain/billing.ts';
import type { Clock, ClockId } from '../../shared/domain/clocks.ts';
import type { Fact } from '../../shared/domain/facts.ts';
import type { NoteDraft } from '../../shared/domain/note.ts';
import type { ClaimCheck } from '../../shared/domain/reckoning.ts';
import type { Patient } from '../../shared/domain/record.ts';
import type { UnitRuleDefinition } from '../../shared/domain/rules.ts';
import type { SessionScores } from '../../shared/domain/scores.ts';
import { unitFaults } from './unitsWithinMinutes.ts';

export interface ClaimCheckInput {
  readonly facts: readonly Fact[];
  readonly ledger: MinutesLedger;
  readonly charges: ChargeProposal;
  readonly note: NoteDraft;
  readonly patient: Patient | null;
  readonly scores: SessionScores;
  readonly clocks: readonly Clock[];
  readonly hasBaseline: boolean;
  readonly unitRules: readonly UnitRuleDefinition[];
}

type Part = ClaimCheck['parts'][number];

const MANUAL = 'CMS Pub 100-02 Medicare Benefit Policy Manual, ch. 15';

export function claimChecks(input: ClaimCheckInput): readonly ClaimCheck[] {
  return [
    check('totalTime', 'Total time', `${MANUAL} §220.3 E; Pub 100-04 ch. 5 §20.2`, timeParts(input)),
    check('necessity', 'Medical necessity', `${MANUAL} §220.2, §220.3`, necessityParts(input)),
    check('progressReport', 'Progress report', `${MANUAL} §220.3 D`, clockParts(input, ['progressReport'])),
    check(
      'certification',
      'Certification',
      `${MANUAL} §220.1.3`,
      clockParts(input, ['certification', 'planSignature', 'planChange']),
    ),
    check('functionalItems', 'Functional items', `${MANUAL} §220.3 D: objective measurements`, functionalParts(input)),
  ];
}

function check(id: ClaimCheck['id'], label: string, source: string, parts: readonly Part[]): ClaimCheck {
  const open = parts.filter(({ isMet }) => !isMet);
  const text =
    open.length === 0 ? `${label}: nothing missing.` : `${label}: ${open.map(({ detail }) => detail).join(' ')}`;
  const inputs = parts.map((part) => ({ name: part.label, value: part.isMet ? 'yes' : 'no' }));
  const why = { ruleId: `claim/${id}`, source, inputs, text };
  return { id, label, status: open.length === 0 ? 'met' : 'open', parts, why };
}

function part(label: string, isMet: boolean, detail: string): Part {
  return { label, isMet, detail };
}

function timeParts({ ledger, charges, note, unitRules }: ClaimCheckInput): readonly Part[] {
  const statements = note.sections.flatMap((section) => section.statements);
  const open = ledger.entries.filter((entry) => entry.needsConfirmation).length;
  const faults = unitFaults(ledger, charges, unitRules);
  return [
    part('minutes told', ledger.timedMinutes + ledger.treatmentMinutes > 0, 'No minutes are in the ledger.'),
    part(
      'both totals in the note',
      statements.some(({ id }) => id === 'minutes-total'),
      'Total timed and total treatment minutes are not in the note.',
    ),
    part('every figure confirmed', open === 0, `${open} figures of the ledger are not confirmed.`),
    part('units within the minutes', faults.length === 0, faults[0]?.message ?? ''),
    part('no tie open', charges.result.ties.length === 0, 'A tie between codes is not settled.'),
  ];
}

function necessityParts({ facts, note, patient, hasBaseline }: ClaimCheckInput): readonly Part[] {
  const today = facts.filter(({ polarity }) => polarity === 'affirmed');
  const has = (kind: Fact['kind']) => today.some((fact) => fact.kind === kind);
  const isBased = hasBaseline || facts.some(({ kind }) => kind === 'prior');
  const anchors = note.sections.flatMap((section) => section.statements.flatMap((statement) => statement.anchors));
  const goals = patient?.planOfCare.goals.length ?? 0;
  return [
    part('baseline', isBased, 'No earlier level or measurement to compare with.'),
    part('change', isBased && (has('observation') || has('measure')), 'No change since an earlier value can be shown.'),
    part(
      'skilled part',
      has('skilledAction') || has('cue'),
      'No skilled action was told: what was graded, cued, adapted, taught?',
    ),
    part('why a therapist', has('reasoning') || has('safety'), 'Nothing says why an unskilled person could not do it.'),
    part(
      'goal',
      goals > 0 && anchors.some(({ field }) => field?.startsWith('goal.') === true),
      'No sentence of the note points at a goal of the plan.',
    ),
  ];
}

function clockParts({ clocks }: ClaimCheckInput, ids: readonly ClockId[]): readonly Part[] {
  return clocks
    .filter(({ id }) => ids.includes(id))
    .map(({ label, status, message }) => part(label, !['due', 'overdue', 'unknown'].includes(status), message));
}

function functionalParts({ scores }: ClaimCheckInput): readonly Part[] {
  const scored = scores.burden.filter(({ status }) => status === 'scored').length;
  return [
    part('an item observed', scored > 0, 'No functional item was observed with a level.'),
    part('no question open', scores.questions.length === 0, scores.questions.map(({ prompt }) => prompt).join(' ')),
  ];
}

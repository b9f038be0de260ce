/**
 * Everything that follows from a session by rules beside its units: scores, band, threshold, diagnoses, clocks and the
 * checklist of claim errors. Pure: the same record and context give the same results.
 */
import type { ChargeProposal, MinutesLedger } from '../../shared/domain/billing.ts';
import { type Decision, decisionsOf } from '../../shared/domain/decisions.ts';
import type { Fact } from '../../shared/domain/facts.ts';
import type { Issue } from '../../shared/domain/issue.ts';
import type { NoteDraft } from '../../shared/domain/note.ts';
import type { EpisodeContext, Reckoning } from '../../shared/domain/reckoning.ts';
import type { Patient, SessionHeader } from '../../shared/domain/record.ts';
import type { PayerRules, RuleSet } from '../../shared/domain/rules.ts';
import type { ThresholdState } from '../../shared/domain/threshold.ts';
import type { Transcript } from '../../shared/domain/utterance.ts';
import type { Result } from '../../shared/result.ts';
import { claimChecks } from './claimChecks.ts';
import { episodeClocks } from './clocks/episodeClocks.ts';
import { diagnosisIssues } from './diagnoses/diagnosisGuards.ts';
import { suggestDiagnoses } from './diagnoses/suggestDiagnoses.ts';
import { impairmentBand } from './scores/impairmentBand.ts';
import { scoreSession } from './scores/scoreSession.ts';
import { allowedOfDay } from './threshold/allowedAmounts.ts';
import { thresholdIssues } from './threshold/modifierProposal.ts';
import { thresholdState } from './threshold/thresholdState.ts';

export interface ReckonInput {
  readonly facts: readonly Fact[];
  readonly transcript: Transcript;
  readonly ledger: MinutesLedger;
  readonly charges: ChargeProposal;
  readonly note: NoteDraft;
  readonly patient: Patient | null;
  readonly session: Pick<SessionHeader, 'id' | 'dateOfService'>;
  readonly payer: PayerRules;
  readonly decisions: readonly Decision[];
  readonly episode: EpisodeContext;
}

export interface Reckoned {
  readonly reckoning: Reckoning;
  readonly issues: readonly Issue[];
}

export function reckonSession(input: ReckonInput, rules: RuleSet): Reckoned {
  const { facts, transcript, patient, session, payer, decisions, episode } = input;
  const entered = {
    answers: decisionsOf('scoreAnswer', decisions),
    overrides: decisionsOf('scoreOverride', decisions),
  };
  const scores = scoreSession(facts, transcript, rules.scores, entered);
  const { band, clause } = payer.functionalReporting;
  const threshold = thresholdOf(input, rules);
  const diagnoses = suggestDiagnoses(
    { facts, transcript, patient, decisions: decisionsOf('diagnosis', decisions) },
    rules.diagnoses,
  );
  const isBillable = input.charges.lines.some(({ units }) => units > 0);
  const clocks = episodeClocks(
    {
      plan: patient?.planOfCare ?? { certificationStart: null, certificationEnd: null },
      treatmentDates: [...episode.treatmentDates, ...(isBillable ? [session.dateOfService] : [])],
      events: episode.events,
      today: session.dateOfService,
    },
    rules.clocks,
  );
  const { ledger, charges, note } = input;
  const { hasBaseline } = episode;
  const { unitRules } = rules;
  const checks = claimChecks({ facts, ledger, charges, note, patient, scores, clocks, hasBaseline, unitRules });
  return {
    reckoning: {
      scores,
      band: impairmentBand(scores.burden, rules.scores.bands, band === 'shown' && clause !== null),
      threshold: threshold?.ok ? threshold.value : null,
      diagnoses,
      clocks,
      claimChecks: checks,
    },
    issues: [
      ...thresholdFindings(threshold, rules),
      ...diagnosisIssues(patient, diagnoses, rules.diagnoses),
      ...scores.questions.map(({ prompt, factId }): Issue => {
        return { severity: 'hint', code: 'score-question', message: prompt, at: factId };
      }),
      ...clocks
        .filter(({ status }) => status === 'due' || status === 'overdue')
        .map(({ id, message }): Issue => ({ severity: 'hint', code: `clock-${id}`, message, at: 'charges' })),
    ],
  };
}

/** null: the payer knows no threshold. */
export function thresholdOf(input: ReckonInput | ThresholdSource, rules: RuleSet): Result<ThresholdState> | null {
  const { payer, session, charges, patient, decisions, episode } = input;
  if (!payer.threshold) return null;
  const { assistantModifier } = payer;
  const amounts = { amounts: rules.allowedAmounts, assistantModifier, assistantShare: rules.assistants.payShare };
  const fees = episode.fees?.year === Number(session.dateOfService.slice(0, 4)) ? episode.fees : null;
  return thresholdState(
    {
      entries: episode.accruals,
      discipline: 'OT',
      today: session.dateOfService,
      session: { id: session.id, allowed: fees === null ? null : allowedOfDay(charges.lines, fees, amounts) },
      frequency: patient?.planOfCare.frequency ?? null,
      decision: decisionsOf('threshold', decisions).at(-1) ?? null,
    },
    rules.thresholds,
  );
}
export type ThresholdSource = Pick<ReckonInput, 'payer' | 'session' | 'charges' | 'patient' | 'decisions' | 'episode'>;

function thresholdFindings(threshold: Result<ThresholdState> | null, rules: RuleSet): readonly Issue[] {
  if (threshold === null) return [];
  if (threshold.ok) return thresholdIssues(threshold.value, rules.thresholds);
  return [{ severity: 'warning', code: 'threshold-year', message: threshold.error.message, at: 'charges' }];
}

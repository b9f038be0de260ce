/**
 * The rules of billing and of notes, over one checked rule set. A note whose minutes were not touched stays as it was
 * drafted; changed minutes are reckoned anew, and with them the charges and the sentences that show them.
 */
import { applyEdits } from '../../../nlp/check/applyEdits.ts';
import { blankedValues } from '../../../nlp/check/blankedValues.ts';
import { checkNote } from '../../../nlp/check/checkNote.ts';
import { clonedText, compareNotes } from '../../../nlp/check/clonedText.ts';
import { protectedTokens } from '../../../nlp/check/protectedTokens.ts';
import { applyWording, isFreeWording } from '../../../nlp/draft/applyWording.ts';
import { draftDailyNote } from '../../../nlp/draft/draftDailyNote.ts';
import { inPayerLayout } from '../../../nlp/draft/payerLayout.ts';
import { isStudent, isTherapist, providerOf } from '../../../nlp/reckon/assistants.ts';
import { buildLedger } from '../../../nlp/reckon/buildLedger.ts';
import { companyIssues, companyOf, companyState, withCompany } from '../../../nlp/reckon/company.ts';
import { flowsheet } from '../../../nlp/reckon/flowsheet.ts';
import { withPayers } from '../../../nlp/reckon/payerRules.ts';
import { type BillingContext, proposeCharges } from '../../../nlp/reckon/proposeCharges.ts';
import { readPairFile } from '../../../nlp/reckon/readPairFile.ts';
import { reckonSession, thresholdOf } from '../../../nlp/reckon/reckonSession.ts';
import { goalProgress } from '../../../nlp/reckon/scores/goalProgress.ts';
import { trends } from '../../../nlp/reckon/scores/trends.ts';
import { thresholdIssues, withThresholdModifier } from '../../../nlp/reckon/threshold/modifierProposal.ts';
import { readFees } from '../../../nlp/reckon/threshold/readFees.ts';
import { withinMinutes } from '../../../nlp/reckon/unitsWithinMinutes.ts';
import type { PayerProfile, TieChoice, UnitTie } from '../../../shared/domain/billing.ts';
import { decisionsOf } from '../../../shared/domain/decisions.ts';
import type { PayerRules, RuleSet } from '../../../shared/domain/rules.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { ClinicalPort, ReviewInput, ReviewOutput } from '../ports.ts';
import { dailyTemplate } from '../rules/dailyTemplate.ts';
import { findPayer } from '../rules/loadRules.ts';
import { carriedMinutes, carryForward } from './carryForward.ts';
import { decisionFault } from './decisionFault.ts';
import { episodeOf } from './episodeOf.ts';
import { glossaryOf } from './glossary.ts';
import { payerBook, readOwnPayer } from './ownPayer.ts';
import { payerTrial, payerTrials } from './payerTrials.ts';

const levelSeries = { kind: 'level', unit: null } as const;

type Reckoned = Pick<ReviewOutput, 'ledger' | 'charges' | 'note'>;

export function createClinicalRules(shipped: RuleSet): ClinicalPort {
  const template = dailyTemplate(shipped);

  function reckonAgain(input: ReviewInput, payer: PayerRules, rules: RuleSet): Reckoned {
    const { facts, transcript, patient, session, draft, decisions, episode } = input;
    const provider = providerOf(input.therapist, rules.assistants);
    const entered = buildLedger(facts, input.timers, input.minutesChanges, rules.catalogue, provider);
    const ledger = withCompany(entered, companyOf(decisions), payer.id, rules.several);
    const context: BillingContext = {
      dateOfService: session.dateOfService,
      distinct: decisionsOf('distinct', decisions),
      sameDay: episode.sameDay,
    };
    const open = proposeCharges(ledger, payer, rules, context);
    const choices = choicesFor(open.result.ties, input.tieChoices);
    const proposed = proposeCharges(ledger, payer, rules, { ...context, choices });
    const threshold = thresholdOf({ payer, session, charges: proposed, patient, decisions, episode }, rules);
    const lines = threshold?.ok
      ? withThresholdModifier(proposed.lines, threshold.value, rules.thresholds, payer)
      : proposed.lines;
    const charges = { ...proposed, lines };
    const { stamp } = draft.note;
    const note = draftDailyNote({ facts, transcript, ledger, charges, patient, session, template, rules, stamp });
    return { ledger, charges, note };
  }

  function review(input: ReviewInput): Result<ReviewOutput> {
    const { facts, transcript, patient, session, edits, played, decisions, episode } = input;
    const paired = episode.pairs === null ? shipped : { ...shipped, pairs: episode.pairs };
    const rules = withPayers(paired, episode.ownPayers);
    const payer = findPayer(rules, patient.payerId, session.dateOfService);
    if (!payer.ok) return payer;
    const isOwn = episode.ownPayers.some(({ id }) => id === patient.payerId);
    // A profile of the clinic's own may have been changed since the draft was made.
    const isAsDrafted = !isOwn && isUntouched(input);
    const reckoned = isAsDrafted ? input.draft : reckonAgain(input, payer.value, rules);
    const { ledger } = reckoned;
    const laidOut = isAsDrafted ? reckoned.note : inPayerLayout(reckoned.note, payer.value, edits);
    const note = applyWording(laidOut, input.wording, rules.wording);
    const charges = withinMinutes(ledger, reckoned.charges, rules.unitRules);
    const record = { facts, transcript, ledger, charges, patient, session };
    const checked = checkNote({
      ...{ note, record, edits, played, rules, template, wording: input.wording, payer: payer.value },
    });
    const more = reckonSession({ ...record, note, payer: payer.value, decisions, episode }, rules);
    const edited = applyEdits(note, edits, rules.wording);
    const cloned = input.earlier === null ? [] : clonedText(edited, input.earlier);
    const company = companyState(ledger, companyOf(decisions), payer.value.id, rules.several);
    const issues = [...checked, ...cloned, ...more.issues, ...companyIssues(ledger, company, rules.several)];
    const reckoning = company === null ? more.reckoning : { ...more.reckoning, company };
    return ok({
      ...{ ledger, charges, note: { ...edited, issues }, issues, reckoning },
      ...(isOwn ? { ownPayer: payer.value } : {}),
    });
  }

  const minutes: ClinicalPort['minutes'] = ({ facts, timers, therapist }) =>
    buildLedger(facts, timers, [], shipped.catalogue, providerOf(therapist, shipped.assistants));

  return {
    review,
    minutes,
    carry(before, after) {
      const was = { ...before, ledger: minutes(before) };
      const now = { ...after, ledger: minutes(after) };
      const entries = carriedMinutes(was.ledger, now.ledger);
      const unedited = { edits: [], played: [], decisions: [] };
      const drafted = review({ ...before, ...unedited });
      if (!drafted.ok) return drafted;
      const minutesChanges = before.minutesChanges.map((change) =>
        change.kind === 'add' ? change : { ...change, entryId: entries[change.entryId] ?? change.entryId },
      );
      const anew = review({ ...after, ...unedited, minutesChanges });
      if (!anew.ok) return anew;
      const carried = carryForward({ ...was, note: drafted.value.note }, { ...now, note: anew.value.note });
      const { patient } = before;
      const lost = before.decisions.flatMap((decision, index) => {
        const stood = decisionFault(decision, { ...drafted.value, patient }, shipped) === null;
        return stood && decisionFault(decision, { ...anew.value, patient }, shipped) !== null ? [index] : [];
      });
      return ok({ ...carried, lost });
    },
    payers: (own) => [...shipped.payers, ...own].map(toProfile),
    payerBook: (own, today) => payerBook(own, today, shipped),
    readPayer: (given, head, own) => readOwnPayer(given, head, own, shipped),
    codes: () =>
      shipped.catalogue.codes.map(({ code, label, counting }) => ({ code, label, timed: counting === 'timed15' })),
    glossary: () => glossaryOf(shipped),
    live({ timers, patient, session, episode }) {
      const payer = findPayer(withPayers(shipped, episode.ownPayers), patient.payerId, session.dateOfService);
      if (!payer.ok) return [];
      const ledger = buildLedger([], timers, [], shipped.catalogue);
      const { dateOfService } = session;
      const charges = proposeCharges(ledger, payer.value, shipped, { dateOfService, sameDay: episode.sameDay });
      const year = thresholdOf({ payer: payer.value, session, charges, patient, decisions: [], episode }, shipped);
      const alerts = year?.ok ? thresholdIssues(year.value, shipped.thresholds) : [];
      const margin = charges.margin?.why.text;
      return [...(margin === undefined ? [] : [margin]), ...alerts.map(({ message }) => message)];
    },
    timed: (timers) => buildLedger([], timers, [], shipped.catalogue).entries,
    decisionFault: (decision, state) => decisionFault(decision, state, shipped),
    episode: (input) => episodeOf(input, shipped),
    trial: (minutes, today, own) => payerTrials(minutes, today, withPayers(shipped, own)),
    trialOf: (minutes, today, payer) => payerTrial(minutes, today, payer, shipped),
    valuesIn: (text) => protectedTokens(text, shipped.wording).map((token) => token.text),
    blanked: (text) => blankedValues(text, shipped.wording),
    isFreeWording: (rule) => isFreeWording(rule, shipped.wording),
    series: (sessions) => [
      ...shipped.scores.burden.items.map(({ id, label }) => ({ ...levelSeries, key: `score.${id}`, label })),
      ...trends(sessions, shipped.scores)
        .filter(({ key, points }) => !key.startsWith('score.') && typeof points[0].value === 'number')
        .map(({ key, label, unit }) => ({ key, label, kind: 'value' as const, unit })),
    ],
    progress: (patient, sessions) => {
      const moved = trends(sessions, shipped.scores);
      const goals = goalProgress(patient.planOfCare.goals, moved);
      return { trends: moved, goals, flowsheet: flowsheet(sessions) };
    },
    compare: compareNotes,
    isStudent: (person) => isStudent(person, shipped.assistants),
    isTherapist: (person) => isTherapist(person, shipped.assistants),
    isAssistant: (person) => providerOf(person, shipped.assistants) === 'assistant',
    readFees: (text, head) => readFees(text, head, shipped.allowedAmounts),
    readPairs: (text, head) => readPairFile(text, head, shipped.catalogue, shipped.pairs),
  };
}

function isUntouched({ isCorrected, minutesChanges, tieChoices, decisions, episode }: ReviewInput): boolean {
  const isSettled = minutesChanges.length === 0 && tieChoices.length === 0 && decisions.length === 0;
  return !isCorrected && isSettled && episode.sameDay.length === 0 && episode.pairs === null;
}

/** The newest choices that fill a tie exactly; a tie that is not filled stays open. */
function choicesFor(ties: readonly UnitTie[], chosen: ReviewInput['tieChoices']): readonly TieChoice[] {
  return ties.flatMap((tie): readonly TieChoice[] => {
    const mine = chosen.filter(({ code }) => tie.codes.includes(code));
    const codes = [...new Set(mine.map(({ code }) => code).reverse())].slice(0, tie.units);
    const last = mine.at(-1);
    return last === undefined || codes.length < tie.units ? [] : [{ codes, by: last.by, at: last.at }];
  });
}

/** What the pages may show of a payer, by name: nothing else of the rule file goes out. */
function toProfile({ id, name, unitRule, modifiers, effectiveFrom, effectiveTo, source }: PayerProfile): PayerProfile {
  return { id, name, unitRule, modifiers, effectiveFrom, effectiveTo, source };
}

/**
 * The rules of billing and of notes, over one checked rule set. A note whose minutes were not touched stays as it was
 * drafted; changed minutes are reckoned anew, and with them the charges and the sentences that show them.
 */
import { applyEdits } from '../../../nlp/check/applyEdits.ts';
import { checkNote } from '../../../nlp/check/checkNote.ts';
import { draftDailyNote } from '../../../nlp/draft/draftDailyNote.ts';
import { providerOf } from '../../../nlp/reckon/assistants.ts';
import { buildLedger } from '../../../nlp/reckon/buildLedger.ts';
import { proposeCharges } from '../../../nlp/reckon/proposeCharges.ts';
import type { PayerProfile, TieChoice, UnitTie } from '../../../shared/domain/billing.ts';
import type { RuleSet } from '../../../shared/domain/rules.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { ClinicalPort, ReviewInput, ReviewOutput } from '../ports.ts';
import { dailyTemplate } from '../rules/dailyTemplate.ts';
import { findPayer } from '../rules/loadRules.ts';

type Reckoned = Pick<ReviewOutput, 'ledger' | 'charges' | 'note'>;

export function createClinicalRules(rules: RuleSet): ClinicalPort {
  const template = dailyTemplate(rules);

  function reckonAgain(input: ReviewInput): Result<Reckoned> {
    const { facts, transcript, patient, session, draft } = input;
    const { dateOfService } = session;
    const payer = findPayer(rules, patient.payerId, dateOfService);
    if (!payer.ok) return payer;
    const provider = providerOf(input.therapist, rules.assistants);
    const ledger = buildLedger(facts, input.timers, input.minutesChanges, rules.catalogue, provider);
    const open = proposeCharges(ledger, payer.value, rules, { dateOfService });
    const charges = proposeCharges(ledger, payer.value, rules, {
      dateOfService,
      choices: choicesFor(open.result.ties, input.tieChoices),
    });
    const { stamp } = draft.note;
    const note = draftDailyNote({ facts, transcript, ledger, charges, patient, session, template, rules, stamp });
    return ok({ ledger, charges, note });
  }

  return {
    payers: () => rules.payers.map(toProfile),
    codes: () =>
      rules.catalogue.codes.map(({ code, label, counting }) => ({ code, label, timed: counting === 'timed15' })),
    timed: (timers) => buildLedger([], timers, [], rules.catalogue).entries,
    review(input) {
      const isUntouched = input.minutesChanges.length === 0 && input.tieChoices.length === 0;
      const reckoned = isUntouched ? ok(input.draft) : reckonAgain(input);
      if (!reckoned.ok) return reckoned;
      const { ledger, charges, note } = reckoned.value;
      const { facts, transcript, patient, session, edits, played } = input;
      const record = { facts, transcript, ledger, charges, patient, session };
      const issues = checkNote({ note, record, edits, played, rules, template });
      return ok({ ledger, charges, note: { ...applyEdits(note, edits, rules.wording), issues }, issues });
    },
  };
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

/** Whether a decision of the review screen can stand: it answers something that was asked, with a reason where one is due. */
import { companyFault } from '../../../nlp/reckon/company.ts';
import { reasonFault } from '../../../nlp/reckon/threshold/modifierProposal.ts';
import type { Decision } from '../../../shared/domain/decisions.ts';
import type { RuleSet } from '../../../shared/domain/rules.ts';
import type { ClinicalPort } from '../ports.ts';

export function decisionFault(
  decision: Decision,
  { charges, reckoning, patient }: Parameters<ClinicalPort['decisionFault']>[1],
  rules: RuleSet,
): string | null {
  switch (decision.kind) {
    case 'threshold':
      if (reckoning?.threshold?.needsModifier !== true)
        return 'The threshold is not crossed: there is nothing to attest.';
      return reasonFault(decision.reason, rules.thresholds, rules.phrases);
    case 'distinct': {
      const question = charges.distinct?.find(({ id }) => id === decision.questionId);
      return question?.modifiers.includes(decision.modifier) ? null : 'No such pair of services is asked about.';
    }
    case 'scoreAnswer': {
      const question = reckoning?.scores.questions.find(({ id }) => id === decision.questionId);
      const isOffered = question?.options.some(({ id }) => id === decision.optionId) ?? false;
      return isOffered ? null : 'This question is not asked, or not with this answer.';
    }
    case 'scoreOverride': {
      const scores = reckoning?.scores;
      const own = typeof decision.value === 'number' ? scores?.burden : scores?.sectionGg;
      const score = own?.find(({ item }) => item === decision.item);
      if (score === undefined) return 'There is no such item on this scale.';
      return score.status === 'notObserved' ? 'An item that was not observed gets no score.' : null;
    }
    case 'company':
      return companyFault(decision, patient?.payerId ?? '', rules.several);
    case 'diagnosis': {
      const suggestion = reckoning?.diagnoses.find(({ id }) => id === decision.suggestionId);
      if (suggestion === undefined) return 'This diagnosis is not suggested.';
      const isOffered = decision.code === null || suggestion.codes.includes(decision.code);
      return isOffered ? null : 'This code is not among the suggested ones.';
    }
  }
}

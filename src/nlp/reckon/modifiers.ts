/** The payer's modifiers on each line, in the payer's order, every one with its reason. */
import type { ChargeLine, DistinctAnswer, DistinctQuestion } from '../../shared/domain/billing.ts';
import { citation } from '../../shared/domain/ruleSource.ts';
import type { PayerRules } from '../../shared/domain/rules.ts';
import type { Why } from '../../shared/domain/why.ts';
import { distinctModifier } from './pairEdits.ts';

/** A claim line has room for this many (ASC X12 005010X222A1, SV101-3 to SV101-6). */
export const MOST_MODIFIERS = 4;

export function withModifiers(
  lines: readonly ChargeLine[],
  payer: PayerRules,
  questions: readonly DistinctQuestion[],
  answers: readonly DistinctAnswer[],
): readonly ChargeLine[] {
  return lines.map((line) => {
    const distinct = distinctModifier(line.code, questions, answers);
    const all = [...line.modifiers, ...payer.modifiers, ...(distinct === null ? [] : [distinct.modifier])];
    const whys: readonly Why[] = [
      ...(line.whys ?? []),
      ...payer.modifiers.map((modifier) => planWhy(modifier, payer)),
      ...(distinct === null ? [] : [{ ...distinct.question.why, ruleId: 'modifier/distinct' }]),
    ];
    return { ...line, modifiers: inOrder(all, payer), whys };
  });
}

/** Adds one modifier to the lines of a proposal that bill something. */
export function withModifier(
  lines: readonly ChargeLine[],
  modifier: string,
  why: Why,
  payer: PayerRules,
): readonly ChargeLine[] {
  return lines.map((line) =>
    line.units === 0
      ? line
      : { ...line, modifiers: inOrder([...line.modifiers, modifier], payer), whys: [...(line.whys ?? []), why] },
  );
}

function inOrder(modifiers: readonly string[], payer: PayerRules): readonly string[] {
  const place = (modifier: string) => {
    const at = payer.modifierOrder.indexOf(modifier);
    return at === -1 ? payer.modifierOrder.length : at;
  };
  return [...new Set(modifiers)].sort((a, b) => place(a) - place(b)).slice(0, MOST_MODIFIERS);
}

function planWhy(modifier: string, payer: PayerRules): Why {
  return {
    ruleId: `modifier/${modifier}`,
    source: citation(payer.source),
    inputs: [{ name: 'payer', value: `${payer.name} (${payer.version})`, at: 'patient.payerId' }],
    text: `${modifier}: ${payer.name} wants it on every line of an OT plan of care.`,
  };
}

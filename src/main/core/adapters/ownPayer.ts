/** A payer profile as typed: held to the form of the shipped files and to the codes, sections and rules there are. */
import type { z } from 'zod';
import type { PayerInput } from '../../../shared/contractPayers.ts';
import { citation } from '../../../shared/domain/ruleSource.ts';
import type { PayerRules, RuleSet } from '../../../shared/domain/rules.ts';
import type { IsoDate } from '../../../shared/time.ts';
import type { ClinicalPort, PayerHead, ReadPayer } from '../ports.ts';
import { payerFile } from '../rules/billingSchemas.ts';
import { dailyTemplate } from '../rules/dailyTemplate.ts';
import { findPayer } from '../rules/loadRules.ts';

type Fault = { readonly at: string; readonly message: string };

export function readOwnPayer(
  given: PayerInput,
  head: PayerHead,
  own: readonly PayerRules[],
  shipped: RuleSet,
): ReadPayer {
  const { id: _id, clause, replacedCodes, firstUnitMinutes, sections, source, ...rest } = given;
  const shown = clause === null ? 'hidden' : 'shown';
  const parsed = payerFile.safeParse({
    ...rest,
    ...{ id: head.id, version: head.version, effectiveTo: null, verified: false },
    functionalReporting: { gCodes: shown, band: shown, clause: clause === '' ? null : clause },
    replacedCodes: Object.fromEntries(replacedCodes.map(({ from, to }) => [from, to])),
    source: { ...source, retrieved: head.today },
    firstUnitMinutes,
    sections: isAsShipped(sections, shipped) ? undefined : sections,
  });
  if (!parsed.success) return { payer: null, faults: parsed.error.issues.map(faultOf) };
  const faults = [
    ...unknownCodes(parsed.data, shipped),
    ...minutesFaults(parsed.data, shipped),
    ...sectionFaults(sections, shipped),
    ...nameFaults(parsed.data, [...shipped.payers, ...own]),
  ];
  return faults.length > 0 ? { payer: null, faults } : { payer: withoutDefaults(parsed.data, shipped), faults: [] };
}

/** What there is to choose from, and every profile as in force on the day. */
export function payerBook(
  own: readonly PayerRules[],
  today: IsoDate,
  shipped: RuleSet,
): ReturnType<ClinicalPort['payerBook']> {
  const entries = (payers: readonly PayerRules[], origin: 'shipped' | 'own') =>
    [...new Set(payers.map(({ id }) => id))].flatMap((id) => {
      const found = findPayer({ ...shipped, payers }, id, today);
      return found.ok ? [{ rules: found.value, origin }] : [];
    });
  return {
    profiles: [...entries(own, 'own'), ...entries(shipped.payers, 'shipped')],
    sections: sectionsOf(shipped),
    unitRules: shipped.unitRules.map(({ id, name, blockMinutes, firstUnitMinutes }) => {
      return { id, name, blockMinutes, firstUnitMinutes };
    }),
  };
}

function sectionsOf(rules: RuleSet): ReturnType<ClinicalPort['payerBook']>['sections'] {
  const { sections, questions } = dailyTemplate(rules);
  return sections.map(({ id, heading }) => {
    const isNeeded = questions.some(({ sectionId, required }) => required && sectionId === id);
    return { id, heading, isNeeded };
  });
}

const FIELD_WORDS: Readonly<Record<string, string>> = {
  name: 'Enter a name.',
  functionalReporting: 'Name the clause of the contract that asks for it.',
  source: 'Say where this stands: the contract or manual, and its section.',
  effectiveFrom: 'Write dates as 2026-01-31.',
  sections: 'Every section needs a heading.',
};

function faultOf({ path, message }: z.core.$ZodIssue): Fault {
  const at = String(path[0] ?? 'name');
  return { at, message: FIELD_WORDS[at] ?? message };
}

function unknownCodes(payer: PayerRules, { catalogue }: RuleSet): readonly Fault[] {
  const known = new Set(catalogue.codes.map(({ code }) => code));
  const fields = {
    notPaidSeparately: payer.notPaidSeparately,
    replacedCodes: [...Object.keys(payer.replacedCodes), ...Object.values(payer.replacedCodes)],
  };
  return Object.entries(fields).flatMap(([at, codes]) => {
    const unknown = codes.find((code) => !known.has(code));
    return unknown === undefined ? [] : [{ at, message: `The app knows no code ${unknown}.` }];
  });
}

function minutesFaults({ unitRule, firstUnitMinutes }: PayerRules, { unitRules }: RuleSet): readonly Fault[] {
  const rule = unitRules.find(({ id }) => id === unitRule)!;
  const least = firstUnitMinutes ?? rule.firstUnitMinutes;
  if (least >= rule.firstUnitMinutes && least <= rule.blockMinutes) return [];
  const range = `from ${rule.firstUnitMinutes} to ${rule.blockMinutes}`;
  const message = `Take ${range}: ${citation(rule.source)} allows no unit for less.`;
  return [{ at: 'firstUnitMinutes', message }];
}

function sectionFaults(sections: PayerInput['sections'], shipped: RuleSet): readonly Fault[] {
  const known = sectionsOf(shipped);
  const ids = sections.map(({ id }) => id);
  const missing = known.find(({ id, isNeeded }) => isNeeded && !ids.includes(id));
  if (missing !== undefined) return [{ at: 'sections', message: `${missing.heading} holds what every note must say.` }];
  const isSound = new Set(ids).size === ids.length && ids.every((id) => known.some((section) => section.id === id));
  return isSound ? [] : [{ at: 'sections', message: 'Choose each section of the note once.' }];
}

function nameFaults({ id, name }: PayerRules, all: readonly PayerRules[]): readonly Fault[] {
  const isTaken = all.some((payer) => payer.id !== id && payer.name.toLowerCase() === name.toLowerCase());
  return isTaken ? [{ at: 'name', message: 'Another profile has this name.' }] : [];
}

function isAsShipped(sections: PayerInput['sections'], shipped: RuleSet): boolean {
  const known = dailyTemplate(shipped).sections;
  return sections.length === known.length && known.every((one, at) => isSame(one, sections[at]));
}

function isSame(one: PayerInput['sections'][number], other: PayerInput['sections'][number] | undefined): boolean {
  return one.id === other?.id && one.heading === other.heading;
}

/** A figure that is the rule's own is no exception of the payer's. */
function withoutDefaults(
  { firstUnitMinutes, sections, ...payer }: z.infer<typeof payerFile>,
  rules: RuleSet,
): PayerRules {
  const rule = rules.unitRules.find(({ id }) => id === payer.unitRule)!;
  return {
    ...payer,
    ...(firstUnitMinutes === undefined || firstUnitMinutes === rule.firstUnitMinutes ? {} : { firstUnitMinutes }),
    ...(sections === undefined ? {} : { sections }),
  };
}

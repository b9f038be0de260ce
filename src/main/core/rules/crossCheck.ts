/** What no single rule file can see: names used in one file must exist in another, and nothing may be defined twice. */
import { protectedTokens } from '../../../nlp/check/protectedTokens.ts';
import { patternFault } from '../../../nlp/draft/patternSlots.ts';
import type { DocumentLine, DocumentTemplate } from '../../../shared/domain/documentTemplate.ts';
import type { NoteTemplate, NoteWording, RuleSet } from '../../../shared/domain/rules.ts';

/** The first contradiction between the files, as a sentence; null when they agree. */
export function crossCheck(rules: Omit<RuleSet, 'sha256'>): string | null {
  const codes = rules.catalogue.codes.map((entry) => entry.code);
  return (
    repeated(codes, 'code', 'catalogue') ??
    overlappingPayers(rules) ??
    repeated(
      rules.unitRules.map((rule) => rule.id),
      'unit rule',
      'unit rules',
    ) ??
    unknownCodes(rules, new Set(codes)) ??
    unknownRules(rules) ??
    first(rules.templates, (template) => templateFault(template, rules.wording)) ??
    first(rules.documentTemplates, (template) => documentFault(template, rules.wording)) ??
    first(rules.phrases, (phrase) =>
      isRegExp(phrase.pattern) ? null : `Phrase "${phrase.id}" is no regular expression.`,
    )
  );
}

function repeated(names: readonly string[], what: string, where: string): string | null {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  return twice === undefined ? null : `The ${what} "${twice}" stands twice in the ${where}.`;
}

/** Several versions of one payer are its history: no two may be in force on the same day. */
function overlappingPayers({ payers }: Omit<RuleSet, 'sha256'>): string | null {
  return first(payers, (payer, i) => {
    const rival = payers.slice(i + 1).find((other) => other.id === payer.id && overlaps(payer, other));
    return rival === undefined ? null : `The payer "${payer.id}" stands twice for the same days in the payer files.`;
  });
}

function overlaps(one: RuleSet['payers'][number], other: RuleSet['payers'][number]): boolean {
  const [earlier, later] = one.effectiveFrom <= other.effectiveFrom ? [one, other] : [other, one];
  return earlier.effectiveTo === null || earlier.effectiveTo >= later.effectiveFrom;
}

function unknownCodes(rules: Omit<RuleSet, 'sha256'>, known: ReadonlySet<string>): string | null {
  const used = [
    ...rules.catalogue.codes.flatMap((entry) => [entry.restTo, entry.addOnTo]),
    ...rules.payers.flatMap((payer) => [
      ...Object.keys(payer.replacedCodes),
      ...Object.values(payer.replacedCodes),
      ...payer.notPaidSeparately,
    ]),
    ...rules.assistants.therapistOnly,
    ...rules.pairs.pairs.flatMap(({ column1, column2 }) => [column1, column2]),
  ];
  const unknown = used.find((code) => code !== undefined && !known.has(code));
  return unknown === undefined ? null : `Code ${unknown} is used by a rule but missing in the catalogue.`;
}

function unknownRules(rules: Omit<RuleSet, 'sha256'>): string | null {
  return first(rules.payers, (payer) =>
    rules.unitRules.some((rule) => rule.id === payer.unitRule)
      ? null
      : `Payer "${payer.id}" uses the unit rule "${payer.unitRule}", which no file defines.`,
  );
}

function templateFault(template: NoteTemplate, wording: NoteWording): string | null {
  const sections = new Set(template.sections.map((section) => section.id));
  const stray = template.questions.find((question) => !sections.has(question.sectionId));
  const where = `Template "${template.id}"`;
  if (stray !== undefined) return `${where} asks in the section "${stray.sectionId}", which it does not have.`;
  const fault = patternFault(template.patterns);
  if (fault !== null) return `${where}: ${fault}.`;
  return first(Object.values(template.patterns).flat(), (pattern) => {
    const [value] = protectedTokens(pattern.replace(/\{\w+\}/g, '…'), wording);
    return value === undefined ? null : `${where} says "${value.text}" by itself; a value must come from a slot.`;
  });
}

/** The same for documents: no stray section, no value in a pattern, no variant about a section that is not there. */
function documentFault(template: DocumentTemplate, wording: NoteWording): string | null {
  const where = `Template "${template.id}"`;
  const sections = new Set(template.sections.map(({ id }) => id));
  const named = [
    ...template.questions.map(({ sectionId }) => sectionId),
    ...template.variants.flatMap(({ order, headings, lines }) => [
      ...(order ?? []),
      ...Object.keys(headings ?? {}),
      ...Object.keys(lines ?? {}),
    ]),
  ];
  const stray = named.find((id) => !sections.has(id));
  if (stray !== undefined) return `${where} names the section "${stray}", which it does not have.`;
  const patterns = [
    ...template.sections.flatMap(({ goalTable, scoreTable, lines }) => [
      ...[...(goalTable ?? []), ...(scoreTable ?? [])].map(({ say }) => say),
      ...saidBy(lines),
    ]),
    ...template.variants.flatMap(({ lines }) => saidBy(Object.values(lines ?? {}).flat())),
  ];
  return first(patterns, (pattern) => {
    const [value] = protectedTokens(pattern.replace(/\{[~\w.,]+\}/g, '…'), wording);
    return value === undefined ? null : `${where} says "${value.text}" by itself; a value must come from a slot.`;
  });
}

function saidBy(lines: readonly DocumentLine[]): readonly string[] {
  return lines.flatMap(({ say }) => say);
}

function isRegExp(pattern: string): boolean {
  try {
    new RegExp(pattern, 'iu');
    return true;
  } catch {
    return false;
  }
}

function first<T>(items: readonly T[], fault: (item: T, index: number) => string | null): string | null {
  for (const [index, item] of items.entries()) {
    const found = fault(item, index);
    if (found !== null) return found;
  }
  return null;
}

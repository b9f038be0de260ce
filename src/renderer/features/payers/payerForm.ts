/** A payer profile as its form has it: lists are typed as words with spaces, a changed code as "old=new". */
import type { PayerBook, PayerEntry, PayerInput } from '../../../shared/contract.ts';

export interface PayerForm {
  /** null: a new profile. */
  readonly id: string | null;
  readonly name: string;
  readonly unitRule: PayerInput['unitRule'];
  readonly firstUnitMinutes: string;
  readonly modifiers: string;
  readonly assistantModifier: string;
  readonly modifierOrder: string;
  readonly threshold: boolean;
  readonly pairEdits: boolean;
  readonly isReported: boolean;
  readonly clause: string;
  readonly notPaidSeparately: string;
  readonly replacedCodes: string;
  readonly sections: readonly SectionChoice[];
  readonly effectiveFrom: string;
  readonly sourceTitle: string;
  readonly sourceSection: string;
}

export interface SectionChoice {
  readonly id: string;
  readonly heading: string;
  readonly isShown: boolean;
  /** Holds what every note must say, so it cannot be left out. */
  readonly isNeeded: boolean;
}

/** @param as "edit" keeps who it is; "copy" is a new profile that begins with the same rules */
export function formOf({ rules }: PayerEntry, book: PayerBook, as: 'edit' | 'copy', today: string): PayerForm {
  const isCopy = as === 'copy';
  const { clause } = rules.functionalReporting;
  const least = rules.firstUnitMinutes ?? book.unitRules.find(({ id }) => id === rules.unitRule)?.firstUnitMinutes;
  return {
    id: isCopy ? null : rules.id,
    name: isCopy ? `${rules.name} (ours)` : rules.name,
    unitRule: rules.unitRule,
    firstUnitMinutes: String(least ?? ''),
    modifiers: rules.modifiers.join(' '),
    assistantModifier: rules.assistantModifier ?? '',
    modifierOrder: rules.modifierOrder.join(' '),
    threshold: rules.threshold,
    pairEdits: rules.pairEdits,
    isReported: clause !== null,
    clause: clause ?? '',
    notPaidSeparately: rules.notPaidSeparately.join(' '),
    replacedCodes: Object.entries(rules.replacedCodes)
      .map(([from, to]) => `${from}=${to}`)
      .join(' '),
    sections: sectionsOf(rules.sections, book),
    effectiveFrom: isCopy ? today : rules.effectiveFrom,
    sourceTitle: isCopy ? '' : rules.source.title,
    sourceSection: isCopy ? '' : rules.source.section,
  };
}

export function inputOf(form: PayerForm): PayerInput {
  return {
    ...{ id: form.id, name: form.name, unitRule: form.unitRule, threshold: form.threshold, pairEdits: form.pairEdits },
    firstUnitMinutes: Math.min(240, Math.max(0, Math.trunc(Number(form.firstUnitMinutes)) || 0)),
    modifiers: words(form.modifiers).slice(0, 12),
    assistantModifier: words(form.assistantModifier)[0] ?? null,
    modifierOrder: words(form.modifierOrder).slice(0, 24),
    clause: form.isReported ? form.clause : null,
    notPaidSeparately: words(form.notPaidSeparately).slice(0, 40),
    replacedCodes: words(form.replacedCodes)
      .slice(0, 20)
      .map((pair) => {
        const [from = '', to = ''] = pair.split('=');
        return { from: from.slice(0, 8), to: to.slice(0, 8) };
      }),
    sections: form.sections.flatMap(({ id, heading, isShown }) => (isShown ? [{ id, heading: heading.trim() }] : [])),
    effectiveFrom: form.effectiveFrom,
    source: { title: form.sourceTitle, section: form.sourceSection },
  };
}

/** What is left empty is asked for at the end, not while the first letters are typed. */
export function isStillEmpty(at: string, form: PayerForm): boolean {
  if (at === 'name') return form.name.trim() === '';
  if (at === 'source') return form.sourceTitle.trim() === '' || form.sourceSection.trim() === '';
  return at === 'functionalReporting' && form.clause.trim() === '';
}

export function moved(sections: PayerForm['sections'], at: number, by: -1 | 1): PayerForm['sections'] {
  const target = at + by;
  if (target < 0 || target >= sections.length) return sections;
  return sections.with(at, sections[target]!).with(target, sections[at]!);
}

function sectionsOf(own: PayerEntry['rules']['sections'], { sections }: PayerBook): PayerForm['sections'] {
  if (own === undefined) return sections.map((section) => ({ ...section, isShown: true }));
  const known = new Map(sections.map((section) => [section.id, section]));
  const shown = own.flatMap(({ id, heading }) => {
    const section = known.get(id);
    return section === undefined ? [] : [{ ...section, heading, isShown: true }];
  });
  const rest = sections.filter(({ id }) => !own.some((section) => section.id === id));
  return [...shown, ...rest.map((section) => ({ ...section, isShown: false }))];
}

function words(text: string): string[] {
  return text
    .toUpperCase()
    .split(/[\s,;]+/)
    .flatMap((word) => (word === '' ? [] : [word.slice(0, 17)]));
}

/** One profile to read: every rule of it in words. */
import type { PayerBook, PayerEntry } from '../../../shared/contract.ts';
import { date } from '../../format/time.ts';

export function PayerDetails({ rules, book }: { readonly rules: PayerEntry['rules']; readonly book: PayerBook }) {
  const rule = book.unitRules.find(({ id }) => id === rules.unitRule);
  const replaced = Object.entries(rules.replacedCodes).map(([from, to]) => `${from} as ${to}`);
  const rows: readonly (readonly [string, string])[] = [
    ['Units', `${rule?.name ?? rules.unitRule}, from ${rules.firstUnitMinutes ?? rule?.firstUnitMinutes} minutes on`],
    ['Modifiers', listed(rules.modifiers)],
    ['Assistant', rules.assistantModifier ?? 'none'],
    ['Order', listed(rules.modifierOrder)],
    ['Threshold, KX', rules.threshold ? 'applies' : 'does not apply'],
    ['Pairs of codes', rules.pairEdits ? 'checked' : 'not checked'],
    ['Not paid alone', listed(rules.notPaidSeparately)],
    ['Other numbers', replaced.length === 0 ? 'none' : replaced.join(', ')],
    ['G-codes, band', rules.functionalReporting.clause ?? 'hidden'],
    ['Sections', rules.sections?.map(({ heading }) => heading).join(' · ') ?? 'as in the app'],
    ['In force', `since ${date(rules.effectiveFrom)}`],
    ['Source', `${rules.source.title}, ${rules.source.section}${rules.verified ? '' : ' (to be checked by you)'}`],
  ];
  return (
    <dl className="payer-details small">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function listed(words: readonly string[]): string {
  return words.length === 0 ? 'none' : words.join(' ');
}

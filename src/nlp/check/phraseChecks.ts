/** Empty praise, general benefit and promises, by the phrases of the rule file. A patient's own words are never judged. */
import type { Issue } from '../../shared/domain/issue.ts';
import type { RuleSet } from '../../shared/domain/rules.ts';
import { statementsOf } from './applyEdits.ts';
import type { CheckContext } from './checkContext.ts';

export function phraseChecks({
  note,
  rules,
}: Pick<CheckContext, 'note'> & { readonly rules: Pick<RuleSet, 'phrases'> }): readonly Issue[] {
  const phrases = rules.phrases.map((phrase) => ({ ...phrase, regExp: new RegExp(phrase.pattern, 'iu') }));
  return statementsOf(note).flatMap((statement) => {
    const own = statement.text.replace(/["“][^"”]*["”]/g, '""');
    return phrases
      .filter((phrase) => phrase.regExp.test(own))
      .map((phrase): Issue => ({ severity: 'warning', code: phrase.id, message: phrase.message, at: statement.id }));
  });
}

import type { NoteTemplate, RuleSet } from '../../../shared/domain/rules.ts';

export function dailyTemplate(rules: Pick<RuleSet, 'templates'>): NoteTemplate {
  const template = rules.templates.find(({ type }) => type === 'daily');
  if (!template) throw new Error('The rule set holds no template for the daily note.');
  return template;
}

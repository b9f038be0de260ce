import type { NoteTemplate, RuleSet } from '../../../shared/domain/rules.ts';

export function dailyTemplate(rules: Pick<RuleSet, 'templates'>): NoteTemplate {
  return sessionTemplate(rules, 'daily');
}

export function sessionTemplate(rules: Pick<RuleSet, 'templates'>, type: NoteTemplate['type']): NoteTemplate {
  const template = rules.templates.find((each) => each.type === type);
  if (!template) throw new Error(`The rule set holds no template for a ${type} note.`);
  return template;
}

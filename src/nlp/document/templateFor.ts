/** A template with the variants that the intake's setting and payer ask for laid over it, in their order. */
import type { DocumentTemplate, DocumentVariant } from '../../shared/domain/documentTemplate.ts';
import type { Intake } from '../../shared/domain/intake.ts';

export function templateFor(template: DocumentTemplate, intake: Intake): DocumentTemplate {
  return template.variants.filter((variant) => matches(variant, intake)).reduce(withVariant, template);
}

function matches({ settings, payers }: DocumentVariant, { setting, payer }: Intake): boolean {
  if (settings !== undefined && (setting === null || !settings.includes(setting))) return false;
  const name = payer?.toLowerCase() ?? '';
  return payers === undefined || payers.some((each) => name.includes(each.toLowerCase()));
}

function withVariant(template: DocumentTemplate, variant: DocumentVariant): DocumentTemplate {
  const changed = template.sections.map((section) => ({
    ...section,
    heading: variant.headings?.[section.id] ?? section.heading,
    lines: variant.lines?.[section.id] ?? section.lines,
  }));
  const sections = variant.order?.flatMap((id) => changed.filter((section) => section.id === id)) ?? changed;
  return { ...template, title: variant.title ?? template.title, sections };
}

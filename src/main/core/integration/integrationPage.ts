/** The report of an integration check as one page that opens without the app. */
import type { FormReport, IntegrationReport } from '../../../shared/contractIntegration.ts';
import { html, type Markup, section, table } from '../export/audit/markup.ts';
import { PAGE_STYLE } from '../export/audit/pageStyle.ts';

export function integrationPage({ app, rules, checkedAt, forms, ok }: IntegrationReport): string {
  const failed = forms.filter((form) => !form.ok).length;
  const body = html`<h1>Integration check</h1>
<p>${ok ? 'Every form passed.' : `${failed} of ${forms.length} forms failed.`} OT Scribe ${app}, rules ${rules.slice(0, 12)}, ${checkedAt}.</p>
<p>Tried on an invented session, once as a draft and once signed. Nothing was sent anywhere.</p>
${forms.map(formSection)}`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Integration check</title><style>${PAGE_STYLE}</style></head>
<body>${body.markup}</body></html>
`;
}

function formSection({ id, name, checks, files, ok }: FormReport): Markup {
  const rows = checks.map(({ what, faults }, index) => ({
    id: `${id}-${index}`,
    cells: [what, faults.length === 0 ? 'passed' : `failed: ${faults.join(' ')}`],
  }));
  const listed = files.map((file) => `${file.name} (${file.bytes} bytes)`).join(', ');
  const heading = `${name}: ${ok ? 'passed' : 'failed'}`;
  return section(id, heading, table(['Check', 'Result'], rows), html`<p><small>${listed}</small></p>`);
}

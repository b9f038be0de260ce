/** Text becomes HTML in one place: every value is escaped unless it is Markup already. */
export interface Markup {
  readonly markup: string;
}
export type Content = string | number | Markup | null | readonly Content[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return { markup: parts.map((part, i) => (i === 0 ? part : rendered(values[i - 1]!) + part)).join('') };
}

function rendered(content: Content): string {
  if (content === null) return '';
  if (typeof content === 'object') return 'markup' in content ? content.markup : content.map(rendered).join('');
  return String(content).replace(/[&<>"']/g, (mark) => ESCAPES[mark]!);
}

/** A table with a heading row; a row is its cells, with the anchor it can be reached under. */
export function table(
  headings: readonly string[],
  rows: readonly { readonly id: string; readonly cells: readonly Content[] }[],
): Markup {
  return html`<table><thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead><tbody>
${rows.map(({ id, cells }) => html`<tr id="${id}">${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}</tbody></table>`;
}

export function section(id: string, heading: string, ...content: readonly Content[]): Markup {
  return html`<section id="${id}"><h2>${heading}</h2>\n${content}</section>\n`;
}

/** Links with a comma between them; a dash where there is nothing to link. */
export function links(targets: readonly { readonly id: string; readonly text: string }[]): Content {
  if (targets.length === 0) return '–';
  return targets.map(({ id, text }, i) => html`${i === 0 ? '' : ', '}<a href="#${id}">${text}</a>`);
}

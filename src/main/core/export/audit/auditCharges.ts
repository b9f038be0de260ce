/**
 * The upper half of the chain: claim lines and the minutes behind them. Where minutes were put right after the signature
 * the lines are those of the correction; what was signed stands below, marked as replaced.
 */

import type { ChargeLine } from '../../../../shared/domain/billing.ts';
import { chargedNow, newestCorrection } from '../../../../shared/domain/chargedNow.ts';
import type { Addendum, ChargedLine } from '../../../../shared/domain/note.ts';
import type { SessionRecord } from '../../../../shared/domain/record.ts';
import { clock, entriesShown, statementsOf, wordsId } from './citations.ts';
import { type Content, html, links, type Markup, section, table } from './markup.ts';

const HEADINGS = ['Line', 'Units', 'Minutes', 'Why', 'Minutes from'];

export function claimSection(record: SessionRecord): Markup {
  const { charges } = record;
  const now = chargedNow(record);
  const correction = newestCorrection(record);
  const head = html`<p>Unit rule: ${charges.ruleSource}. Timed minutes ${now.timedMinutes}, treatment minutes ${now.treatmentMinutes}.</p>\n`;
  const rows = (lines: readonly (ChargedLine | ChargeLine)[], entries: typeof now.entries, prefix: string) =>
    lines.map((line) => ({
      id: `${prefix}-${line.code}`,
      cells: [
        [line.code, ...line.modifiers].join('-'),
        ...[line.units, line.minutes, whyOf(line)],
        links(entries.filter(({ cpt }) => cpt === line.code).map(({ id }) => ({ id: `entry-${id}`, text: id }))),
      ],
    }));
  const signed = table(HEADINGS, rows(charges.lines, record.ledger.entries, correction ? 'signed-line' : 'line'));
  if (correction === undefined) return section('claim', 'Claim lines', head, signed);
  const replaced = html`<h3>Replaced: the lines as they were signed</h3>
<p>Timed minutes ${record.ledger.timedMinutes}, treatment minutes ${record.ledger.treatmentMinutes}.</p>\n`;
  const standing = table(HEADINGS, rows(now.lines, now.entries, 'line'));
  return section('claim', 'Claim lines', correctedBy(correction), head, standing, replaced, signed);
}

function correctedBy({ text, by, credentials, signedAt }: Addendum): Markup {
  return html`<p><strong>Minutes were corrected after the signature</strong> by ${by}, ${credentials}, ${signedAt}: ${text}</p>\n`;
}

function whyOf(line: ChargedLine | ChargeLine): Content {
  const whys = 'whys' in line ? (line.whys ?? []) : [];
  if (whys.length > 0) return whys.map((why) => html`<p>${why.text} <small>${why.source}</small></p>`);
  return line.why ?? 'correction of minutes';
}

/** Every entry that was signed or stands now, with both figures where they differ. */
export function minutesSection(record: SessionRecord): Markup {
  const charged = chargedNow(record);
  const now = new Map(charged.entries.map((entry) => [entry.id, entry]));
  const hasLine = (code: string | null) => charged.lines.some((line) => line.code === code);
  const told = (id: string) => statementsOf(record).filter((each) => entriesShown(each, record).includes(id));
  const signed = record.ledger.entries.map((entry) => {
    const standing = now.get(entry.id);
    const figure = `${entry.approximate ? 'about ' : ''}${entry.minutes}`;
    const isSame = standing?.minutes === entry.minutes && standing.cpt === entry.cpt;
    const code = standing === undefined ? entry.cpt : standing.cpt;
    return {
      id: `entry-${entry.id}`,
      cells: [
        entry.id,
        codeLink(code, standing === undefined ? 'signed-line' : 'line', hasLine(code) || standing === undefined),
        isSame ? figure : `${standing?.minutes ?? 0} (signed: ${entry.cpt === code ? '' : `${entry.cpt} `}${figure})`,
        entry.task,
        entry.source,
        evidenceLinks(entry.evidence, record),
        links(told(entry.id).map(({ id }) => ({ id: `statement-${id}`, text: id }))),
      ],
    };
  });
  const known = new Set(record.ledger.entries.map(({ id }) => id));
  const added = [...now.values()].filter(({ id }) => !known.has(id));
  const rows = added.map(({ id, cpt, task, minutes }) => ({
    id: `entry-${id}`,
    cells: [id, codeLink(cpt, 'line', hasLine(cpt)), `${minutes} (signed: none)`, task, 'correction', '–', '–'],
  }));
  const headings = ['Entry', 'Code', 'Minutes', 'Activity', 'Source', 'Rests on', 'In the note'];
  return section('minutes', 'Minutes', table(headings, [...signed, ...rows]));
}

function codeLink(code: string | null, prefix: 'line' | 'signed-line', hasLine: boolean): Content {
  if (code === null) return 'no code';
  return hasLine ? html`<a href="#${prefix}-${code}">${code}</a>` : code;
}

/** Words, facts, a stretch of sound, or who typed it. */
function evidenceLinks(
  evidence: SessionRecord['facts'][number]['evidence'] | SessionRecord['ledger']['entries'][number]['evidence'],
  { facts }: SessionRecord,
): Content {
  const known = new Set(facts.map(({ id }) => id));
  const parts = evidence.flatMap((each): readonly Content[] => {
    if (each.kind === 'spoken') return [html`<a href="#${wordsId(each)}">words</a>`];
    if (each.kind === 'entered') return [`typed ${each.at} (${each.field})`];
    if (each.kind === 'heard') return [`${each.detector}, ${clock(each.startMs)} to ${clock(each.endMs)}`];
    return each.inputs.filter((id) => known.has(id)).map((id) => html`<a href="#fact-${id}">${id}</a>`);
  });
  return parts.length === 0 ? '–' : parts.map((part, i) => [i === 0 ? '' : ', ', part]);
}

/**
 * The audit pack's page: gaps first, then from the claim line to the minute, sentence, fact, word and sound, as links of
 * one HTML file without script and without network. It shows what the record holds and reckons nothing.
 */
import type { SessionRecord } from '../../../../shared/domain/record.ts';
import type { SignatureLink } from '../../store/repositories/signatures.ts';
import { DRAFT_LINE, headerFields, noteTitle } from '../noteHeader.ts';
import { addendumLines, addendumTitle, signatureLines } from '../signatureLines.ts';
import { claimSection, minutesSection } from './auditCharges.ts';
import { factsSection, wordsSection } from './auditEvidence.ts';
import type { Citation } from './citations.ts';
import { entriesShown, spokenIn, wordsId } from './citations.ts';
import { html, links, type Markup, section, table } from './markup.ts';
import { PAGE_STYLE } from './pageStyle.ts';

export interface AuditPageInput {
  readonly record: SessionRecord;
  readonly link: SignatureLink | null;
  readonly citations: readonly Citation[];
  /** Utterance → its clip's file and when that begins, in milliseconds of the session. */
  readonly clips: ReadonlyMap<string, { readonly file: string; readonly startMs: number }>;
}

export function auditPage(input: AuditPageInput): string {
  const { record } = input;
  const title = `${noteTitle(record)}, ${record.session.dateOfService}: audit pack`;
  const page = html`<!doctype html>
<html lang="en-US"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>${{ markup: PAGE_STYLE }}</style></head><body>
<header><h1>${noteTitle(record)}</h1>
<p class="${record.signature === null ? 'draft' : 'signed'}">${record.signature === null ? DRAFT_LINE : 'Signed'}</p>
<dl>${headerFields(record).map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
<nav>${PARTS.map(([id, name]) => html`<a href="#${id}">${name}</a> `)}</nav></header>
<main>
${gaps(record)}${claimSection(record)}${minutesSection(record)}${note(record)}${scores(record)}
${factsSection(record)}${wordsSection(input)}${proof(input)}
</main></body></html>
`;
  return page.markup;
}

const PARTS: readonly (readonly [string, string])[] = [
  ['gaps', 'Gaps first'],
  ['claim', 'Claim lines'],
  ['minutes', 'Minutes'],
  ['note', 'Note'],
  ['scores', 'Scores and rules'],
  ['facts', 'Facts'],
  ['words', 'Words and sound'],
  ['proof', 'Proof'],
];

/** What a reviewer would miss, in one list; an empty list is said to be empty. */
function gaps({ note: { questions, issues, leftOut }, reckoning, signature }: SessionRecord): Markup {
  const missing = [
    ...(signature === null ? ['The note is not signed.'] : []),
    ...(reckoning?.claimChecks ?? []).flatMap(({ label, parts }) =>
      parts.filter(({ isMet }) => !isMet).map((part) => `${label}: ${part.label}. ${part.detail}`),
    ),
    ...issues.filter(({ severity }) => severity === 'blocker').map(({ message }) => message),
    ...questions.map(({ prompt }) => `Not answered: ${prompt}`),
  ];
  const list =
    missing.length === 0 ? html`<p>None found.</p>` : html`<ul>${missing.map((gap) => html`<li>${gap}</li>`)}</ul>`;
  const omitted = leftOut.map((id) => ({ id: `fact-${id}`, text: id }));
  return section('gaps', 'Gaps first', list, html`<p>Heard and in no sentence: ${links(omitted)}</p>\n`);
}

function note(record: SessionRecord): Markup {
  const body = record.note.sections.map(
    ({ heading, statements }) => html`<h3>${heading}</h3>
${statements.map(
  (statement) => html`<p id="statement-${statement.id}" class="statement">${statement.text}
<small>${statement.id}, ${statement.kind}; facts ${links(statement.factIds.map((id) => ({ id: `fact-${id}`, text: id })))};
minutes ${links(entriesShown(statement, record).map((id) => ({ id: `entry-${id}`, text: id })))};
words ${links(spokenIn(statement.evidence).map((each, i) => ({ id: wordsId(each), text: String(i + 1) })))}</small></p>\n`,
)}`,
  );
  const signed = record.signature === null ? [] : signatureLines(record.signature);
  const addenda = (record.addenda ?? []).map(
    (addendum) =>
      html`<h3>${addendumTitle(addendum)}</h3>\n${addendumLines(addendum).map((line) => html`<p class="statement">${line}</p>\n`)}`,
  );
  return section(
    'note',
    'Note',
    body,
    signed.map((line) => html`<p>${line}</p>`),
    addenda,
  );
}

function scores({ reckoning }: SessionRecord): Markup {
  if (reckoning === undefined) return section('scores', 'Scores and rules', html`<p>None in this record.</p>`);
  const scored = [...reckoning.scores.burden, ...reckoning.scores.sectionGg].flatMap((score) =>
    score.status === 'scored'
      ? [
          {
            id: `score-${score.item}`,
            cells: [
              score.label,
              score.value,
              links(score.factIds.map((id) => ({ id: `fact-${id}`, text: id }))),
              score.why.text,
              score.why.source,
            ],
          },
        ]
      : [],
  );
  const rest = [reckoning.band?.why, reckoning.threshold?.why, ...reckoning.clocks.map(({ why }) => why)];
  const reasons = rest.flatMap((why) =>
    why === undefined ? [] : [html`<li>${why.text} <small>${why.source}</small></li>`],
  );
  const headings = ['Item', 'Score', 'From', 'Why', 'Source'];
  return section('scores', 'Scores and rules', table(headings, scored), html`<ul>${reasons}</ul>`);
}

function proof({ record, link }: AuditPageInput): Markup {
  const {
    signature,
    note: { stamp },
  } = record;
  const rows: readonly (readonly [string, string])[] = [
    ['SHA-256 of the signed note', signature?.noteSha256 ?? 'not signed'],
    ...(link === null
      ? []
      : ([
          [
            'Place in the chain of signatures',
            link.sequence === null ? 'a sample, outside the chain' : String(link.sequence),
          ],
          ['Chain value before', link.previous],
          ['SHA-256 of the whole record as signed', link.recordSha256],
          ['Chain value of this signature', link.chain],
        ] as const)),
    ['Rules', stamp.rules],
    ['Template', stamp.template],
    ['Models', stamp.models],
    ['Program', stamp.app],
  ];
  const steps = html`<ol>
<li>Every file of this folder against its hash: <code>sha256sum -c SHA256SUMS</code> (macOS: <code>shasum -a 256 -c SHA256SUMS</code>).</li>
<li>The note's hash and the chain value, reckoned anew from the record: <code>node verify.mjs</code>. It needs Node.js 20 or later and nothing else, and no network.</li>
<li>Compare the two values with the ones printed on the note and kept by the clinic: whoever changes every file of this folder cannot change those.</li>
</ol>`;
  return section(
    'proof',
    'Proof',
    html`<dl>${rows.map(([label, value]) => html`<div><dt>${label}</dt><dd><code>${value}</code></dd></div>`)}</dl>`,
    steps,
  );
}

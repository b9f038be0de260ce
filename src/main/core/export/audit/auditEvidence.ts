/** The lower half of the chain: facts, and the words and sound they rest on. */
import type { Fact } from '../../../../shared/domain/facts.ts';
import type { SessionRecord } from '../../../../shared/domain/record.ts';
import type { AuditPageInput } from './auditPage.ts';
import { type Citation, clock, statementsOf, wordsId } from './citations.ts';
import { html, links, type Markup, section, table } from './markup.ts';

/** Fields that stand in columns of their own, or say nothing to a reader. */
const NOT_SHOWN: ReadonlySet<string> = new Set(['id', 'kind', 'evidence', 'rule', 'source', 'certainty', 'polarity']);

export function factsSection(record: SessionRecord): Markup {
  const statements = statementsOf(record);
  const rows = record.facts.map((fact) => ({
    id: `fact-${fact.id}`,
    cells: [
      fact.id,
      fact.kind,
      fieldsOf(fact),
      `${fact.source}, ${fact.certainty}, ${fact.polarity}`,
      fact.rule,
      links(fact.evidence.map((each, i) => ({ id: wordsId(each), text: `words ${i + 1}` }))),
      links(
        statements
          .filter(({ factIds }) => factIds.includes(fact.id))
          .map(({ id }) => ({ id: `statement-${id}`, text: id })),
      ),
    ],
  }));
  return section('facts', 'Facts', table(['Fact', 'Kind', 'Says', 'Told by', 'Rule', 'Words', 'In the note'], rows));
}

function fieldsOf(fact: Fact): string {
  return Object.entries(fact)
    .filter(([name, value]) => !NOT_SHOWN.has(name) && value !== null && value !== undefined && String(value) !== '')
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(' to ') : String(value)}`)
    .join('; ');
}

export function wordsSection({ citations, clips, record }: AuditPageInput): Markup {
  const rows = citations.map((citation) => {
    const { utterance, evidence, factIds } = citation;
    const words = utterance.text.split(/\s+/).filter(Boolean);
    const isCited = (i: number) => i >= evidence.from && i < evidence.to;
    const quote = words.map((word, i) =>
      isCited(i) ? html`<mark title="${timeOf(citation, i)}">${word}</mark> ` : html`${word} `,
    );
    return {
      id: citation.id,
      cells: [
        `${clock(utterance.startMs)} to ${clock(utterance.endMs)}`,
        `${utterance.speaker}${utterance.beam === undefined ? '' : `, ${utterance.beam} beam`}`,
        quote,
        soundOf(citation, clips),
        links(factIds.map((id) => ({ id: `fact-${id}`, text: id }))),
      ],
    };
  });
  const lengths = clips.size === 0 ? html`<p>No sound is in this pack.</p>` : null;
  const gaps = record.transcript.gaps.map(
    ({ startMs, endMs }) => html`<p>Speech from ${clock(startMs)} to ${clock(endMs)} was not written down.</p>`,
  );
  const headings = ['Segment', 'Speaker', 'Words (the cited ones are marked)', 'Sound', 'Facts'];
  return section('words', 'Words and sound', lengths, table(headings, rows), gaps);
}

function timeOf({ utterance }: Citation, index: number): string {
  const word = utterance.words[index];
  if (word === undefined) return 'no word time';
  return `${clock(word.startMs)} to ${clock(word.endMs)}, recognised with ${Math.round(word.p * 100)} %`;
}

/** The clip of the whole segment, set to the cited words. */
function soundOf({ utterance, evidence }: Citation, clips: AuditPageInput['clips']) {
  const clip = clips.get(utterance.id);
  if (clip === undefined) return '–';
  const first = utterance.words[evidence.from]?.startMs ?? utterance.startMs;
  const last = utterance.words[evidence.to - 1]?.endMs ?? utterance.endMs;
  const at = (ms: number) => Math.max(0, (ms - clip.startMs) / 1000).toFixed(2);
  return html`<audio controls preload="none" src="${clip.file}#t=${at(first)},${at(last)}"></audio> <a href="${clip.file}">${clip.file}</a>`;
}

/**
 * Writes the training rows of the fact reader: words, and for each kind of fact the runs of words that carry one.
 *   node tests/bench/reader/rows.ts OUT_FOLDER MARKED_FOLDER…
 * Marked dialogues say their runs themselves. For the annotated ones (tests/nlp/dialogues/dev) a run is known where the
 * rules found the annotated fact; where they did not, that kind is left out of the lesson in the utterances concerned.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadLexicon } from '../../../src/main/core/rules/loadLexicon.ts';
import { extractFacts } from '../../../src/nlp/extractFacts.ts';
import { toGoldForm } from '../../../src/nlp/goldForm.ts';
import { parseTranscript } from '../../../src/nlp/parseTranscript.ts';
import { FACT_OF } from '../../../src/nlp/reconcile/reconcile.ts';
import { type Dialogue, KINDS, parsePrediction, readDialogues } from '../facts/dialogueForm.ts';
import { creditOf } from '../facts/factMatch.ts';
import { readMarkedFolder } from '../facts/lessons.ts';
import { MARK_OF, type MarkedDialogue, type MarkKind } from '../facts/marked.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const [out, ...folders] = process.argv.slice(2);
if (out === undefined) throw new Error('usage: rows.ts OUT_FOLDER FOLDER…');
const loaded = loadLexicon(path.join(ROOT, 'resources/lexicon'));
if (!loaded.ok) throw new Error(loaded.error.message);
const lexicon = loaded.value;

const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');
const sayings = (dialogue: Dialogue) =>
  dialogue.utterances.map(({ speaker, text }) => ({ speaker, words: words(text) }));

function fromMarked({ dialogue, marks }: MarkedDialogue) {
  return {
    id: dialogue.id,
    noisy: dialogue.asr === 'noisy',
    utterances: sayings(dialogue),
    spans: marks.map((mark) => ({
      utterance: mark.utterance,
      from: mark.from,
      to: mark.to,
      kind: mark.kind,
      denied: mark.denied,
      optional: mark.optional,
      ...(mark.denied ? {} : attributes(mark.kind, goldItem(dialogue, marks, mark))),
    })),
    masks: [],
  };
}

function goldItem(dialogue: Dialogue, marks: MarkedDialogue['marks'], mark: MarkedDialogue['marks'][number]): object {
  const kind = KINDS.find((each) => MARK_OF[each] === mark.kind)!;
  return dialogue.gold[kind][marks.filter((each) => each.kind === mark.kind && !each.denied).indexOf(mark)]!;
}

function attributes(kind: MarkKind, item: object): object {
  const { evidence: _evidence, task: _task, gist: _gist, kind: name, ...rest } = item as Record<string, unknown>;
  return { ...rest, ...(kind === 'saf' || kind === 'mea' ? { name } : {}) };
}

function fromAnnotated(dialogue: Dialogue) {
  const transcript = parseTranscript({ utterances: dialogue.utterances });
  if (!transcript.ok) throw new Error(transcript.error.message);
  const facts = extractFacts(transcript.value, lexicon);
  const position = new Map(transcript.value.utterances.map((utterance, index) => [utterance.id, index]));
  const spans: object[] = [];
  const masks: object[] = [];
  for (const kind of KINDS) {
    const mark = MARK_OF[kind];
    const own = facts.filter((fact) => fact.kind === FACT_OF[mark]);
    const predicted = own.map((fact) => parsePrediction(toGoldForm([fact], transcript.value))[kind][0]);
    const taken = new Set<number>();
    for (const item of dialogue.gold[kind]) {
      const found = predicted.findIndex(
        (each, at) => each !== undefined && !taken.has(at) && creditOf(kind, each, item as never) === 1,
      );
      const fact = own[found];
      if (fact === undefined) {
        for (const utterance of item.evidence) masks.push({ utterance, kind: mark });
        continue;
      }
      taken.add(found);
      const { utteranceId, from, to } = fact.evidence[0];
      spans.push({
        utterance: position.get(utteranceId)!,
        from,
        to,
        kind: mark,
        denied: false,
        optional: item.optional === true,
        ...attributes(mark, item),
      });
    }
  }
  return { id: dialogue.id, noisy: dialogue.asr === 'noisy', utterances: sayings(dialogue), spans, masks };
}

mkdirSync(out, { recursive: true });
const write = (name: string, rows: readonly object[]) => {
  writeFileSync(path.join(out, `${name}.jsonl`), rows.map((row) => JSON.stringify(row)).join('\n'));
  process.stdout.write(`${name}: ${rows.length} dialogues\n`);
};
write(
  'annotated',
  readDialogues(path.join(ROOT, 'tests/nlp/dialogues'))
    .filter(({ name }) => name === 'dev')
    .flatMap(({ dialogues }) => dialogues.map(fromAnnotated)),
);
const marked = folders.filter((folder) => existsSync(folder)).flatMap(readMarkedFolder);
write('marked', marked.map(fromMarked));

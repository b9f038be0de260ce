/**
 * Scores a trained reader together with the rules, and fits how far it is to be trusted.
 *   node tests/bench/reader/trial.ts GRAPH_FOLDER TOKENIZER MARKED_FOLDER… [--plain FOLDER] [--fit] [--examples FOLDER]
 * Parts: the marked dialogues outside the lessons, marked ones of another folder of which none is a lesson, the
 * development dialogues, those kept aside, other examples. The fit looks at the first two parts alone.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadLexicon } from '../../../src/main/core/rules/loadLexicon.ts';
import { type DraftedFacts, draftFacts, heldFacts } from '../../../src/nlp/extractFacts.ts';
import { toGoldForm } from '../../../src/nlp/goldForm.ts';
import { parseTranscript } from '../../../src/nlp/parseTranscript.ts';
import type { Reading } from '../../../src/nlp/read/reading.ts';
import { DEFAULT_TRUST, type TrustByKind } from '../../../src/nlp/reconcile/trust.ts';
import type { Transcript } from '../../../src/shared/domain/utterance.ts';
import { type Dialogue, KINDS, type Kind, parsePrediction, readDialogues } from '../facts/dialogueForm.ts';
import { scoreDialogue } from '../facts/factScore.ts';
import { partTable, pool } from '../facts/factTables.ts';
import { isOutsideLessons, readMarkedFolder } from '../facts/lessons.ts';
import { MARK_OF } from '../facts/marked.ts';
import { openTrial } from './readings.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    fit: { type: 'boolean', default: false },
    detail: { type: 'string' },
    most: { type: 'string', default: '80' },
    examples: { type: 'string' },
    plain: { type: 'string' },
  },
});
const [graph, tokenizer, ...folders] = positionals;
if (graph === undefined || tokenizer === undefined) throw new Error('usage: trial.ts GRAPH_FOLDER TOKENIZER FOLDER…');
const loaded = loadLexicon(path.join(ROOT, 'resources/lexicon'));
if (!loaded.ok) throw new Error(loaded.error.message);
const lexicon = loaded.value;

interface Case {
  readonly dialogue: Dialogue;
  readonly transcript: Transcript;
  readonly reading: Reading;
  readonly drafted: DraftedFacts;
}

const read = await openTrial(graph, tokenizer);
async function casesOf(dialogues: readonly Dialogue[]): Promise<Case[]> {
  const cases: Case[] = [];
  for (const dialogue of dialogues) {
    const transcript = parseTranscript({ utterances: dialogue.utterances });
    if (!transcript.ok) throw new Error(transcript.error.message);
    const reading = await read(transcript.value);
    cases.push({ dialogue, transcript: transcript.value, reading, drafted: draftFacts(transcript.value, lexicon) });
  }
  return cases;
}

const scoresOf = (cases: readonly Case[], trust: TrustByKind | null) =>
  cases.map(({ dialogue, transcript, reading, drafted }) => {
    const facts = trust === null ? heldFacts(drafted, null) : heldFacts(drafted, reading, trust);
    return scoreDialogue(dialogue, parsePrediction(toGoldForm(facts, transcript)));
  });

const marked = folders
  .flatMap(readMarkedFolder)
  .map(({ dialogue }) => dialogue)
  .filter(({ id }) => isOutsideLessons(id));
const parts: { name: string; cases: Case[] }[] = [
  { name: 'marked, not taught', cases: await casesOf(marked.slice(0, Number(values.most))) },
];
if (values.plain !== undefined)
  parts.push({ name: 'plain', cases: await casesOf(readMarkedFolder(values.plain).map(({ dialogue }) => dialogue)) });
const fitted = parts.flatMap(({ cases }) => cases);
for (const { name, dialogues } of readDialogues(path.join(ROOT, 'tests/nlp/dialogues')))
  parts.push({ name, cases: await casesOf(dialogues) });
if (values.examples !== undefined && existsSync(values.examples))
  parts.push({
    name: 'examples',
    cases: await casesOf(readDialogues(values.examples).flatMap((each) => each.dialogues)),
  });

const f1 = (cases: readonly Case[], trust: TrustByKind | null, kind: Kind) => {
  const { hits, falseOnes, misses } = pool(scoresOf(cases, trust)).counts[kind];
  return (2 * hits) / Math.max(1, 2 * hits + falseOnes + misses);
};

let trust = DEFAULT_TRUST;
if (values.fit) {
  const steps = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01];
  for (const list of KINDS) {
    const kind = MARK_OF[list];
    for (const field of ['kept', 'alone', 'over'] as const) {
      const tried = [0, 0.05, ...steps].map((value) => {
        const next = { ...trust, [kind]: { ...trust[kind], [field]: value } };
        return { value, next, f1: f1(fitted, next, list) };
      });
      const best = tried.reduce((a, b) => (b.f1 > a.f1 + 0.0005 ? b : a));
      trust = best.next;
    }
    process.stdout.write(`${kind} ${JSON.stringify(trust[kind])}\n`);
  }
  writeFileSync(path.join(graph, 'trust.json'), JSON.stringify(trust));
} else if (existsSync(path.join(graph, 'trust.json')))
  trust = JSON.parse(readFileSync(path.join(graph, 'trust.json'), 'utf8'));

for (const { name, cases } of parts) {
  process.stdout.write(`${partTable(`${name}: rules alone`, pool(scoresOf(cases, null)))}\n`);
  process.stdout.write(`${partTable(`${name}: with the reader`, pool(scoresOf(cases, trust)))}\n\n`);
  if (values.detail === name)
    process.stdout.write(
      `${scoresOf(cases, trust)
        .flatMap(({ detail }) => detail)
        .join('\n')}\n`,
    );
}

/**
 * Scores the extraction on annotated dialogues, as the product does it: rules and reader together.
 *   node tests/bench/nlp.ts [--folder FOLDER] [--noisy [--seed N]] [--detail] [--rules]
 * Without FOLDER: tests/nlp/dialogues, the part that rules may be written on (dev) and the part kept aside (test),
 * apart and with the gap between them, then the marked and the plain dialogues that are no part of the reader's lessons.
 * --rules leaves the reader out. FOLDER holds other dialogues of the same form, or two such parts.
 * --noisy passes the words through the confusion model of tests/bench/facts/confuse.ts first. --detail lists what was
 * missed and what was false, never for the part kept aside.
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openFactReader } from '../../src/main/core/reading/openFactReader.ts';
import { loadLexicon } from '../../src/main/core/rules/loadLexicon.ts';
import { extractFacts } from '../../src/nlp/extractFacts.ts';
import { toGoldForm } from '../../src/nlp/goldForm.ts';
import { parseTranscript } from '../../src/nlp/parseTranscript.ts';
import type { Transcript } from '../../src/shared/domain/utterance.ts';
import { confuse } from './facts/confuse.ts';
import { type Dialogue, type DialoguePart, parsePrediction, readDialogues } from './facts/dialogueForm.ts';
import { type DialogueScore, scoreDialogue } from './facts/factScore.ts';
import { gapTable, partTable, pool } from './facts/factTables.ts';
import { isOutsideLessons, readMarkedFolder } from './facts/lessons.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const TITLES = { dev: 'development', test: 'kept aside', all: 'all' } as const;
const SESSION_S = 45 * 60;

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: path.join(ROOT, 'tests/nlp/dialogues') },
    noisy: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    detail: { type: 'boolean', default: false },
    rules: { type: 'boolean', default: false },
  },
});
const loaded = loadLexicon(path.join(ROOT, 'resources/lexicon'));
if (!loaded.ok) throw new Error(loaded.error.message);
const lexicon = loaded.value;
const opened = await openFactReader(path.join(ROOT, 'models'), availableParallelism());
if (!opened.ok) throw new Error(opened.error.message);
const reader = values.rules ? null : opened.value;
const parts = readDialogues(path.resolve(values.folder));
if (parts.every(({ dialogues }) => dialogues.length === 0))
  throw new Error(`No dialogues (*.json) in ${values.folder}.`);

const scored: { name: 'dev' | 'test' | 'all'; scores: DialogueScore[] }[] = [];
for (const { name, dialogues } of parts) scored.push({ name, scores: await scoresOf(dialogues) });
for (const { name, scores } of scored) {
  process.stdout.write(`${partTable(TITLES[name], pool(scores))}\n\n`);
  if (values.detail && name !== 'test')
    process.stdout.write(`${scores.flatMap(({ detail }) => detail).join('\n')}\n\n`);
}
const [known, aside] = scored;
if (known && aside) process.stdout.write(`${gapTable(pool(known.scores), pool(aside.scores))}\n\n`);
const UNTAUGHT = { marked: 'marked, outside the lessons', plain: 'plain, none of them taught' } as const;
for (const name of ['marked', 'plain'] as const) {
  const folder = path.join(path.resolve(values.folder), name);
  if (!existsSync(folder)) continue;
  const unseen = readMarkedFolder(folder).filter(({ dialogue }) => name === 'plain' || isOutsideLessons(dialogue.id));
  const scores = await scoresOf(unseen.map(({ dialogue }) => dialogue));
  process.stdout.write(`${partTable(UNTAUGHT[name], pool(scores))}\n\n`);
}
process.stdout.write(`${await timeOfSession(parts)}\n`);

async function scoresOf(dialogues: readonly Dialogue[]): Promise<DialogueScore[]> {
  const scores: DialogueScore[] = [];
  for (const dialogue of dialogues) scores.push(await score(dialogue));
  return scores;
}

async function score(dialogue: Dialogue): Promise<DialogueScore> {
  const heard = values.noisy ? confuse(dialogue, Number(values.seed)) : dialogue;
  const transcript = transcriptOf(heard.utterances);
  const reading = (await reader?.read(transcript)) ?? null;
  return scoreDialogue(dialogue, parsePrediction(toGoldForm(extractFacts(transcript, lexicon, reading), transcript)));
}

function transcriptOf(utterances: Dialogue['utterances']): Transcript {
  const transcript = parseTranscript({ utterances });
  if (!transcript.ok) throw new Error(transcript.error.message);
  return transcript.value;
}

/** Dialogues one after the other until the speech alone fills 45 minutes: fastest, median and processor time of eleven extractions. */
async function timeOfSession(all: readonly DialoguePart[]): Promise<string> {
  const spoken = all.flatMap(({ dialogues }) => dialogues.flatMap(({ utterances }) => utterances));
  const talk: Dialogue['utterances'] = [];
  let endS = 0;
  for (let i = 0; endS < SESSION_S; i++) {
    const each = spoken[i % spoken.length]!;
    const lengthS = each.t1 - each.t0;
    talk.push({ ...each, t0: endS, t1: endS + lengthS });
    endS += lengthS;
  }
  const transcript = transcriptOf(talk);
  const begun = performance.now();
  const reading = (await reader?.read(transcript)) ?? null;
  const readS = (performance.now() - begun) / 1000;
  const before = process.cpuUsage();
  const timesMs = Array.from({ length: 11 }, () => {
    const started = performance.now();
    extractFacts(transcript, lexicon, reading);
    return performance.now() - started;
  }).sort((a, b) => a - b);
  const spent = process.cpuUsage(before);
  const processorMs = (spent.user + spent.system) / 1000 / timesMs.length;
  const words = talk.reduce((total, { text }) => total + text.split(/\s+/).length, 0);
  return `45 minutes of uninterrupted speech (${words} words): read in ${readS.toFixed(1)} s, facts in ${timesMs[5]!.toFixed(0)} ms (median of 11, fastest ${timesMs[0]!.toFixed(0)} ms, processor time ${processorMs.toFixed(0)} ms each).`;
}

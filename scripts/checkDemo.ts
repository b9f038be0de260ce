/**
 * Holds the demo's note against what is said in the sample session, as a reviewer would: what was said is there, what a
 * colleague said about somebody else is not, no number stands in it that was not said, and each sentence leads to sound.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { NoteJson } from '../src/main/core/export/noteToJson.ts';

const NUMBER_WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const root = resolve(import.meta.dirname, '..');
const folder = resolve(process.argv[2] ?? join(root, 'out/demo'));
const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

interface Line {
  readonly t0: number;
  readonly t1: number;
  readonly speaker: string;
  readonly text: string;
}
const note = read<NoteJson>(join(folder, 'note.json'));
const transcript = read<{ readonly utterances: readonly (Line & { readonly words: readonly Line[] })[] }>(
  join(folder, 'transcript.json'),
);
const script = read<{ readonly utterances: readonly Line[] }>(join(root, 'resources/sample/gym-session/script.json'));
const statements = note.sections.flatMap((section) => section.statements);
const textOf = (sectionId: string): string =>
  note.sections
    .filter((section) => section.id === sectionId)
    .flatMap((section) => section.statements.map((statement) => statement.text))
    .join(' ');
const all = statements.map((statement) => statement.text).join(' ');

const findings: string[] = [];
function expect(what: string, holds: boolean): void {
  process.stdout.write(`${holds ? 'ok  ' : 'FAIL'} ${what}\n`);
  if (!holds) findings.push(what);
}
const one = (pattern: RegExp): boolean => statements.some((statement) => pattern.test(statement.text));

expect('toilet transfer: moderate assist', one(/(?=.*toilet transfer)(?=.*\b(mod(erate)? a(ssist)?)\b)/i));
expect('hips guided', /hips/i.test(textOf('objective')));
expect('unsteady', /unsteady/i.test(all));
expect('two verbal cues for hand placement', one(/(?=.*\b(2|two)\b)(?=.*verbal cue)(?=.*hand placement)/i));
expect('grooming: minimal assist', one(/(?=.*grooming)(?=.*\b(min(imal)? a(ssist)?)\b)/i));
expect('built-up-handle toothbrush', /built[- ]up[- ]handle/i.test(all));
expect('shoulder pain 2/10', one(/(?=.*shoulder)(?=.*2\s*\/\s*10)/i));
expect('12 minutes and 11 minutes', /\b12 min/i.test(all) && /\b11 min/i.test(all));
expect('23 timed minutes, 2 units', /\b23\b/.test(all) && /\b2 units?\b/i.test(all));
expect('fall risk', /fall risk/i.test(textOf('assessment')));
expect('transfers and the reacher next', /transfer/i.test(textOf('plan')) && /reacher/i.test(textOf('plan')));
expect('what is done in the session is no plan', !/keep an eye|sink/i.test(textOf('plan')));
expect("nothing of the colleague's patient", !/max(imum|imal)?\s+a|two of us|this morning/i.test(all));

const said = new Set(
  script.utterances.filter((line) => line.speaker !== 'other').flatMap((line) => numbersIn(line.text)),
);
for (const derived of [23, 2]) said.add(derived);
const codes = new Set([97530, 97535]);
const unsaid = numbersIn(all).filter((number) => !said.has(number) && !codes.has(number));
expect(`no number that was not said${unsaid.length > 0 ? ` (found ${unsaid.join(', ')})` : ''}`, unsaid.length === 0);

for (const statement of statements) {
  const spoken = statement.evidence.filter((each) => each.kind === 'spoken');
  const plays = spoken.length > 0 && spoken.every((each) => each.t1 > each.t0 && playsItsWords(each));
  expect(
    `${statement.id} leads to sound that says it: ${statement.text.slice(0, 60)}`,
    plays || statement.kind === 'record',
  );
}

/** The truth has a line of the same person at that time that shares words with the evidence. */
function playsItsWords(evidence: { readonly t0: number; readonly t1: number; readonly words: string }): boolean {
  const near = script.utterances.filter((line) => line.t0 - 1 < evidence.t1 && evidence.t0 < line.t1 + 1);
  const truth = new Set(near.flatMap((line) => wordsIn(line.text)));
  const words = wordsIn(evidence.words);
  return words.filter((word) => truth.has(word)).length >= Math.ceil(words.length * 0.5);
}

function wordsIn(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .split(' ')
    .map((word) => String(NUMBER_WORDS.indexOf(word) >= 0 ? NUMBER_WORDS.indexOf(word) : word))
    .filter(Boolean);
}

function numbersIn(text: string): number[] {
  return wordsIn(text).map(Number).filter(Number.isFinite);
}

process.stdout.write(
  `${transcript.utterances.length} utterances, ${statements.length} statements, ${findings.length} findings\n`,
);
process.exitCode = findings.length === 0 ? 0 : 1;

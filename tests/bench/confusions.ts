/**
 * Measures what the recogniser writes instead of what was said and prints tests/bench/facts/confusions.json.
 *   node tests/bench/confusions.ts --measured-on WORDS FOLDER [FOLDER …]
 * Each FOLDER holds transcripts.tsv (file, words) and hyp.tsv as `bench:asr --hypotheses` writes it. The words are
 * aligned, numbers digit by digit; what stands against each other is counted, and how often it was said at all. Numbers
 * are counted apart, as written in digits or in words.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { differences } from './facts/wordDifferences.ts';
import { inGroups } from './facts/writeNumbers.ts';
import { spokenWords } from './spokenWords.ts';
import { comparableWords } from './wordErrors.ts';

const LONGEST = 3;
const DIGITS = 'zero one two three four five six seven eight nine'.split(' ');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'measured-on': { type: 'string' } },
});

const said = new Map<string, number>();
const heard = new Map<string, Map<string, number>>();
const written = { small: { digits: 0, all: 0 }, large: { digits: 0, all: 0 } };
let words = 0;
let wrong = 0;

for (const folder of positionals) {
  const references = new Map(rows(path.join(folder, 'transcripts.tsv')).map(([file, text]) => [file!, text!]));
  for (const cells of rows(path.join(folder, 'hyp.tsv'))) {
    const reference = references.get(cells[0]!);
    if (reference === undefined) continue;
    countWords(spokenWords(reference), spokenWords(cells.at(-1)!));
    countNumbers(comparableWords(reference), comparableWords(cells.at(-1)!));
  }
}
const table = [...heard]
  .map(([phrase, others]) => ({
    said: phrase,
    times: said.get(phrase) ?? 0,
    heard: Object.fromEntries([...others].sort((a, b) => b[1] - a[1])),
  }))
  .sort((a, b) => (a.said < b.said ? -1 : 1));
const share = ({ digits, all }: { digits: number; all: number }) => Number((digits / all).toFixed(2));
const result = {
  measuredOn: values['measured-on'],
  words,
  wrong,
  digits: { small: share(written.small), large: share(written.large) },
  table,
};
process.stdout.write(`${JSON.stringify(result)}\n`);

function countWords(reference: readonly string[], hypothesis: readonly string[]): void {
  words += reference.length;
  for (let from = 0; from < reference.length; from++) {
    for (let length = 1; length <= LONGEST && from + length <= reference.length; length++) {
      const phrase = asSaid(reference.slice(from, from + length));
      said.set(phrase, (said.get(phrase) ?? 0) + 1);
    }
  }
  for (const { from, to } of differences(reference, hypothesis)) {
    wrong += Math.max(from.length, to.length);
    if (!isWordConfusion(from, to)) continue;
    const others = heard.get(asSaid(from)) ?? new Map<string, number>();
    const other = to.join(' ').replaceAll("'", '');
    others.set(other, (others.get(other) ?? 0) + 1);
    heard.set(asSaid(from), others);
  }
}

/** Of words, or of a number of one digit and a word that sounds like it ("four", "for"); other numbers are left out. */
function isWordConfusion(from: readonly string[], to: readonly string[]): boolean {
  if (from.length === 0 || from.length > LONGEST || to.length > LONGEST) return false;
  const hasDigit = (list: readonly string[]) => list.some((word) => /\d/.test(word));
  return (!hasDigit(from) || from.length === 1) && !hasDigit(to) && asSaid(from) !== asSaid(to);
}

function asSaid(list: readonly string[]): string {
  const spelled = list.map((word) => (/^\d$/.test(word) ? DIGITS[Number(word)]! : word === 'ok' ? 'okay' : word));
  return spelled.join(' ').replaceAll("'", '');
}

function countNumbers(reference: readonly string[], hypothesis: readonly string[]): void {
  const phrase = ` ${hypothesis.join(' ')} `;
  for (const { value, said: number } of inGroups(reference)) {
    if (value === null || value === 1) continue;
    const count = value < 10 ? written.small : written.large;
    const asDigits = hypothesis.includes(String(value));
    if (!asDigits && !phrase.includes(` ${number.join(' ')} `)) continue;
    count.all += 1;
    if (asDigits) count.digits += 1;
  }
}

function rows(file: string): string[][] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
}

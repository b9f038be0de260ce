/**
 * What favouring listed terms does: errors on the terms of the trade and on all other words, with and without it, in
 * noise, and every change to a word that decides something.
 *   node tests/bench/terms.ts FOLDER... [--own FILE] [--noise FOLDER --snr 20,10,5] [--threads N] [--limit N] [--show]
 * Each FOLDER holds transcripts.tsv (a header line; the first column names the recording, the column `text` its words) and
 * the WAV files, beside it or in wav/. An error counts as a term's when the word belongs to a term where it stands in the
 * reference, or when an inserted word is part of any term. With --own, a file with a term of the user's own on each line, the
 * listed terms are favoured in both readings, the own ones in the second, and only they count as terms.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadVocabulary, type Vocabulary } from '../../src/audio/transcribe/vocabulary.ts';
import { clipsOf } from './clips.ts';
import { ownListener, type Written } from './listeners.ts';
import { openNoises } from './mixNoise.ts';
import { readFirstChannel } from './readFirstChannel.ts';
import { judgeWords, reliabilityTable } from './reliability.ts';
import { spokenWords } from './spokenWords.ts';
import { alignWords } from './wordErrors.ts';

/** Below this extraction marks what rests on a word, and the review asks (nlp/extract/document.ts). */
const DOUBTFUL_P = 0.5;
const ROOT = path.resolve(import.meta.dirname, '../..');
/** Terms of the trade that are not in the product's list count too: leaving them out would flatter it. */
const MORE_TERMS =
  'assist;assistance;minimal;moderate;maximal;maximum;min;mod;max;independent;cue;cues;prompt;transfer;transfers;toilet;' +
  'shoulder;elbow;wrist;balance;pinch;grip;dowel;cane;passive;active;shower;splint;tub;edge;hip;sink;therapy;exercises';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    own: { type: 'string' },
    noise: { type: 'string' },
    snr: { type: 'string', default: '20,10,5' },
    threads: { type: 'string', default: '2' },
    limit: { type: 'string' },
    show: { type: 'boolean', default: false },
  },
});
if (positionals.length === 0) throw new Error('Name a folder of recordings with transcripts.tsv.');
const vocabulary = await loadVocabulary(path.join(ROOT, 'resources/asr/vocabulary.json'));
const ownTerms = values.own ? readFileSync(values.own, 'utf8').split('\n').filter(Boolean) : null;
const terms = (ownTerms ?? [...vocabulary.terms, ...MORE_TERMS.split(';')]).map(spokenWords);
const termWords = new Set(terms.flat());
const levels = values.noise ? values.snr.split(',').map(Number) : [];
const mixers = await Promise.all(levels.map((snrDb) => openNoises(path.resolve(values.noise!), snrDb)));
const threads = Number(values.threads);
const listeners = ownTerms
  ? [
      await ownListener('listed terms favoured', { threads, withVocabulary: true }),
      await ownListener('own terms too', { threads, withVocabulary: true, ownTerms }),
    ]
  : [
      await ownListener('plain', { threads, withVocabulary: false }),
      await ownListener('with terms favoured', { threads, withVocabulary: true }),
    ];

interface Count {
  terms: number;
  termErrors: number;
  others: number;
  otherErrors: number;
}
const counts = listeners.map((): Count => ({ terms: 0, termErrors: 0, others: 0, otherErrors: 0 }));
const judged: ReturnType<typeof judgeWords> = [];
let changes = 0;
let silent = 0;
let worse = 0;
const items = positionals.flatMap((folder) => clipsOf(folder).slice(0, Number(values.limit ?? 1e9)));
for (const [index, item] of items.entries()) {
  const clean = await readFirstChannel(item.wav);
  const mixer = mixers[index % Math.max(1, mixers.length)];
  const samples = mixer ? mixer.add(clean, index) : clean;
  const written: Written[] = [];
  for (const listener of listeners) written.push(await listener.write(samples));
  judged.push(...judgeWords(item.text, written[1]!.words ?? [], spokenWords));
  const errors = written.map((each, which) => count(item.text, each.text, counts[which]!));
  if (written[0]!.text === written[1]!.text) continue;
  changes++;
  if (errors[1]! > errors[0]!) worse++;
  silent += silentChanges(written[0]!, written[1]!, vocabulary);
  if (values.show)
    process.stderr.write(`said   ${item.text}\nfirst  ${written[0]!.text}\nsecond ${written[1]!.text}\n\n`);
}
for (const listener of listeners) await listener.close();

const percent = (part: number, whole: number): string => ((100 * part) / Math.max(1, whole)).toFixed(1);
process.stdout.write(
  `${items.length} recordings${levels.length ? `, noise at ${levels.join(', ')} dB in turn` : ''}\n\n`,
);
process.stdout.write('| reading | term words | wrong % | other words | wrong % |\n| --- | --- | --- | --- | --- |\n');
counts.forEach((c, which) => {
  const cells = [c.terms, percent(c.termErrors, c.terms), c.others, percent(c.otherErrors, c.others)];
  process.stdout.write(`| ${[listeners[which]!.name, ...cells].join(' | ')} |\n`);
});
const [before, after] = counts as [Count, Count];
process.stdout.write(
  `\nTerm errors ${before.termErrors} → ${after.termErrors} (${percent(after.termErrors - before.termErrors, before.termErrors)} %), ` +
    `other errors ${before.otherErrors} → ${after.otherErrors}; ${changes} recordings changed, ${worse} for the worse; ` +
    `${silent} silent changes of levels, sides, negations or numbers.\n\n${reliabilityTable(judged)}\n`,
);

/** @returns errors of this recording */
function count(reference: string, hypothesis: string, into: Count): number {
  const said = spokenWords(reference);
  const inTerm = said.map(() => false);
  for (const term of terms) {
    for (let at = 0; at + term.length <= said.length; at++) {
      if (term.every((word, offset) => said[at + offset] === word)) inTerm.fill(true, at, at + term.length);
    }
  }
  const heard = spokenWords(hypothesis);
  let termErrors = 0;
  let otherErrors = 0;
  for (const [r, h] of alignWords(said, heard)) {
    if (r !== null && h !== null && said[r] === heard[h]) continue;
    const isTerm = r === null ? termWords.has(heard[h!]!) : inTerm[r]!;
    if (isTerm) termErrors++;
    else otherErrors++;
  }
  const termCount = inTerm.filter(Boolean).length;
  into.terms += termCount;
  into.others += said.length - termCount;
  into.termErrors += termErrors;
  into.otherErrors += otherErrors;
  return termErrors + otherErrors;
}

/** Deciding words that one text has and the other has not, unless the word is marked as doubtful. */
function silentChanges(plain: Written, favoured: Written, { decisive, neverChanged }: Vocabulary): number {
  const deciding = (words: readonly string[]): string[] =>
    words.filter((word) => decisive.includes(word) || neverChanged.includes(word) || /\d/.test(word));
  const before = deciding(spokenWords(plain.text));
  const after = deciding(spokenWords(favoured.text));
  const sureWords = (favoured.words ?? []).filter(({ p }) => p >= DOUBTFUL_P).map(({ text }) => text);
  const sure = deciding(spokenWords(sureWords.join(' ')));
  const lost = difference(before, after).length;
  const broughtIn = difference(after, before);
  const doubted = difference(after, sure);
  return lost + difference(broughtIn, doubted).length;
}

function difference(a: readonly string[], b: readonly string[]): string[] {
  const left = [...b];
  return a.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/**
 * A share of the work: a quantity ("sixty percent", "two thirds", "four of five steps", "most", "everything but her
 * feet") and whose it was ("he did …", "… was me"). A quantity of anything else (accuracy, cues, time) is no share.
 */
import type { Hit } from '../../lexicon/match.ts';
import type { Document, Sentence } from '../document.ts';
import { chunkIndexAt, hitsOf } from '../document.ts';
import { isDoubtful } from '../draft.ts';
import { isDenied } from '../standing.ts';
import type { Agent } from './agents.ts';
import { isDirecting, ownerAt, subjectAt } from './agents.ts';
import type { LevelEvidence } from './evidence.ts';
import { levelOfShare } from './evidence.ts';

const MOST_WORDS_TO_OWNER = 4;
/** Between a quantity and its owner: "… of it was him", "… of the work was mine". */
const LINKS = new Set(
  "of it that this the work effort lift lifting load weight was were is 's from about all them on task in".split(' '),
);
const HELP_NOUNS = new Set(['help', 'assist', 'assistance', 'support']);

export function shares(document: Document, sentence: Sentence): LevelEvidence[] {
  const quantities = hitsOf(sentence, 'quantities');
  if (quantities.some((hit) => hit.entry.form !== 'fixed' && isOfSomethingElse(sentence, hit))) return [];
  return quantities.flatMap((hit): LevelEvidence[] => {
    if (
      isBothOf(sentence, hit) ||
      (!hit.entry.shared && isOfSomethingElse(sentence, hit)) ||
      isDenied(sentence, hit.from) ||
      isDirecting(sentence, hit.from, hit.to)
    )
      return [];
    const owner =
      hit.entry.shared || hit.entry.form === 'versus' || isEvenSplit(sentence, hit)
        ? 'patient'
        : ownerOf(document, sentence, hit);
    const percent = owner === null ? null : patientPercent(hit, owner);
    if (percent === null) return [];
    if (hit.entry.percent === 100 && isPortion(sentence, hit)) return [];
    if (percent >= 100) return [{ form: 'alone', level: 'I', sentence, from: hit.from, to: hit.to, doubtful: false }];
    const doubtful = isDoubtful(sentence, hit.from, hit.to);
    return [{ form: 'share', level: levelOfShare(percent), sentence, from: hit.from, to: hit.to, doubtful }];
  });
}

/** "everything above the knee", "everything after that": not all of it. */
function isPortion(sentence: Sentence, hit: Hit<'quantities'>): boolean {
  return hitsOf(sentence, 'portions').some((each) => each.from < hit.to && hit.from < each.to);
}

const ESTIMATING = new Set('so say it that about roughly maybe perhaps around call at as down'.split(' '));

/** "So half the bath": half is half, whose ever it was. */
function isEvenSplit(sentence: Sentence, hit: Hit<'quantities'>): boolean {
  return hit.entry.percent === 50 && ESTIMATING.has(sentence.tokens[hit.from - 1]?.text ?? '');
}

function patientPercent(hit: Hit<'quantities'>, owner: Agent): number | null {
  const [first, second] = hit.numbers.map((token) => token.value ?? Number.NaN);
  const { form, percent, ofHelper } = hit.entry;
  if (form === 'fixed') {
    if (percent === undefined) return null;
    return owner === 'patient' ? percent : 100 - (ofHelper ?? percent);
  }
  if (first === undefined) return null;
  if (form === 'versus' && second !== undefined) {
    const own = hit.entry.first === 'patient' ? first : second;
    return (100 * own) / (first + second);
  }
  if (form === 'pair') return first + (second ?? 0) !== 100 ? null : owner === 'patient' ? first : 100 - first;
  if (form === 'percent') {
    const value = second ?? first;
    if (value > 100) return null;
    return owner === 'patient' ? value : 100 - value;
  }
  if (second === undefined || second <= 1 || first > second) return null;
  const share = (first / second) * 100;
  return owner === 'patient' ? share : 100 - share;
}

function ownerOf(document: Document, sentence: Sentence, hit: Hit<'quantities'>): Agent | null {
  const chunk = sentence.chunks[chunkIndexAt(sentence, hit.from)];
  return (
    ownerAfter(document, sentence, hit.to) ??
    ownerOfPart(document, sentence, hit.to, chunk?.to ?? hit.to) ??
    ownerBefore(document, sentence, hit, chunk?.from ?? 0) ??
    ownerByParts(hit) ??
    ownerBefore(document, sentence, hit, 0)
  );
}

/** "nine of ten parts": parts of the task are the patient's, if nobody is named beside them. */
function ownerByParts(hit: Hit<'quantities'>): Agent | null {
  return hit.entry.parts ? 'patient' : null;
}

function ownerAfter(document: Document, sentence: Sentence, from: number): Agent | null {
  for (let at = from; at < Math.min(from + MOST_WORDS_TO_OWNER, sentence.tokens.length); at += 1) {
    const token = sentence.tokens[at]!;
    if (HELP_NOUNS.has(token.text)) return 'helper';
    const owner = ownerAt(document, sentence, at);
    if (owner !== null) return owner;
    if (token.kind === 'punctuation' || !LINKS.has(token.text)) return null;
  }
  return null;
}

const NO_DEED = new Set(
  'needed required missed skipped dropped scored named identified recalled answered remembered counted noticed spilled matched asked wanted reported refused declined tolerated rated'.split(
    ' ',
  ),
);

/** Any plain past verb after its subject, unless it tells no work: "she fastened", not "she needed". */
function isDeed({ tokens }: Sentence, at: number): boolean {
  const verb = tokens[at]?.text ?? '';
  return /ed$/.test(verb) && !NO_DEED.has(verb) && !SPEAKING.has(verb);
}

/** What was said, not done, so often. */
const SPEAKING = new Set(
  'said told tell reminded remind asked ask prompted prompt cued called count counted repeated'.split(' '),
);
/** "ate half": of the food. */
const EATING = new Set(['ate', 'drank', 'eaten', 'eat', 'drink', 'finished']);
const HEDGES = new Set(
  'about maybe roughly around probably only just barely at like , nearly almost perhaps well good'.split(' '),
);
const TO_BE = new Set(['was', 'is', "'s", 'were']);
/** "a third of the dressing was hers", "eight of ten spoonfuls she got …" */
function ownerOfPart(document: Document, sentence: Sentence, from: number, to: number): Agent | null {
  for (let at = from; at < to - 1; at += 1) {
    const subject = subjectAt(document, sentence, at);
    if (subject !== null) {
      const near = at - from <= 2;
      return near && hitsOf(sentence, 'performVerbs').some((verb) => verb.from === at + 1) ? subject : null;
    }
    if (TO_BE.has(sentence.tokens[at]!.text)) return ownerAt(document, sentence, at + 1);
  }
  return null;
}

const OWN = new Set(['my', 'his', 'her']);
/** "me a quarter, him three", not "gave me a quarter" */
const isLoose = ({ tokens }: Sentence, at: number) =>
  at === 0 || tokens[at - 1]!.kind === 'punctuation' || ['and', 'so', 'then', 'but'].includes(tokens[at - 1]!.text);
const SHARE = new Set(['share', 'part', 'contribution', 'effort', 'input']);

/** "I'd say half", "I'd give him a quarter": the speaker's estimate, not the speaker's share. */
const ESTIMATES = new Set(["'d", 'guess', 'think', 'mean', 'say', "'ll", 'call', 'would', 'make', 'put']);

function ownerBefore(document: Document, sentence: Sentence, hit: Hit<'quantities'>, from: number): Agent | null {
  const performed = hitsOf(sentence, 'performVerbs');
  for (let at = hit.from - 1; at >= from; at -= 1) {
    const { text } = sentence.tokens[at]!;
    if (SPEAKING.has(text) || (at === hit.from - 1 && EATING.has(text))) return null;
    if (at === hit.from - 1 && text === 'me' && isLoose(sentence, at)) return 'helper';
    if (SHARE.has(sentence.tokens[at + 1]?.text ?? '') && OWN.has(sentence.tokens[at]!.text)) {
      return sentence.tokens[at]!.text === 'my' ? 'helper' : 'patient';
    }
    const subject = subjectAt(document, sentence, at);
    const estimates = subject === 'helper' && ESTIMATES.has(sentence.tokens[at + 1]?.text ?? '');
    if (subject !== null && !estimates) {
      const was =
        TO_BE.has(sentence.tokens[at + 1]?.text ?? '') &&
        sentence.tokens.slice(at + 2, hit.from).every((token) => HEDGES.has(token.text));
      return was || isDeed(sentence, at + 1) || performed.some((verb) => verb.from > at && verb.to <= hit.from + 1)
        ? subject
        : null;
    }
    const given = /^(give|gave|giving)$/.test(sentence.tokens[at - 1]?.text ?? '');
    if (given && ['him', 'her'].includes(text)) return sentence.tokens[at - 2]?.text === 'i' ? 'helper' : 'patient';
    if (/[.?!]/.test(sentence.tokens[at]!.text)) return null;
  }
  return null;
}

/** "did both arms": two of something, not all of it. */
function isBothOf({ tokens }: Sentence, { to }: Hit<'quantities'>): boolean {
  return (
    tokens[to - 1]?.text === 'both' &&
    tokens[to]?.kind === 'word' &&
    !['and', 'of', 'by', 'with'].includes(tokens[to]!.text)
  );
}

const EXCEPTING = new Set(['but', 'except', 'apart', 'bar', 'save', 'minus', 'barring', 'other', 'short']);

function isOfSomethingElse(sentence: Sentence, hit: Hit<'quantities'>): boolean {
  if (sentence.tokens.slice(hit.from, hit.to).some((token) => EXCEPTING.has(token.text))) return false;
  const blocked = hitsOf(sentence, 'notShare').some(
    (other) =>
      (other.entry.side === 'after' &&
        other.from > hit.from &&
        isOneStretch(sentence, hit.to, other.from) &&
        other.from - hit.to <= (other.entry.reach ?? 2)) ||
      (other.entry.side === 'before' && other.to <= hit.from && hit.from - other.to <= (other.entry.reach ?? 2)),
  );
  return blocked || followsCue(sentence, hit);
}

/** Unbroken by a comma: "a quarter, second stand half" tells two things. */
function isOneStretch({ tokens }: Sentence, from: number, to: number): boolean {
  return !tokens.slice(from, to).some((token) => token.kind === 'punctuation');
}

/** "prompting about half the steps", "cues on every other": how often was cued, not who did it. */
function followsCue(sentence: Sentence, hit: Hit<'quantities'>): boolean {
  const chunk = sentence.chunks.find((each) => hit.from >= each.from && hit.from < each.to);
  if (chunk === undefined) return false;
  return [...hitsOf(sentence, 'cueVerbs'), ...hitsOf(sentence, 'cueNouns')].some(
    (cue) => cue.from >= chunk.from && cue.from < chunk.to && cue.from < hit.to && !isEstimate(sentence, cue),
  );
}

/** "I'd say a quarter" prompts nobody. */
function isEstimate(sentence: Sentence, cue: Hit): boolean {
  return sentence.tokens.slice(cue.from, cue.to).some((token) => token.text === "'d");
}

/** "the rest was hers", "she finished it": after a part done by the helper it makes that part a small one. */
export function rests(sentence: Sentence): LevelEvidence[] {
  return hitsOf(sentence, 'rests')
    .filter((hit) => !isDenied(sentence, hit.from) && !isDirecting(sentence, hit.from, hit.to))
    .map((hit) => {
      const cued = [...hitsOf(sentence, 'cueVerbs'), ...hitsOf(sentence, 'cueNouns')].some((cue) => cue.to <= hit.from);
      const told = cued && hitsOf(sentence, 'helpVerbs').every((verb) => verb.from > hit.from);
      const place = { sentence, from: hit.from, to: hit.to, doubtful: false };
      return told ? { form: 'cueOnly', level: 'Supervision', ...place } : { form: 'rest', level: 'MinA', ...place };
    });
}

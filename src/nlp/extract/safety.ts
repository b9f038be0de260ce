/**
 * Safety events and risks: seen by the therapist, or a fall, near fall or dizziness told by patient or caregiver.
 * Denials, warnings and advice give nothing.
 */
import type { Hit } from '../lexicon/match.ts';
import { isNumber } from '../text/token.ts';
import type { ActiveTask } from './activeTask.ts';
import { taskFor } from './activeTask.ts';
import type { Document, Sentence } from './document.ts';
import { hitsOf, spokenText } from './document.ts';
import type { Draft } from './draft.ts';
import { common, evidenceOf } from './draft.ts';
import { eventsInParts } from './safetyParts.ts';
import { isAboutAnotherPerson, isDenied, isQuestion, isSecondPerson, namesInTalk, standingAt } from './standing.ts';

/** The graver name wins when one sentence carries two of the same ladder. */
const BALANCE_LADDER = ['fall', 'nearFall', 'lossOfBalance', 'unsteady'];

export function extractSafety(document: Document, active: readonly (ActiveTask | null)[]): Draft[] {
  const names = namesInTalk(document);
  return document.sentences.flatMap((sentence) => {
    if (sentence.speaker === 'other' || isQuestion(sentence)) return [];
    if (sentence.speaker === 'therapist' && isAboutAnotherPerson(sentence, names.patient, names.all)) return [];
    return gravest([...eventsIn(document, sentence), ...lowSaturation(document, sentence)]).map((hit) => ({
      kind: 'safety' as const,
      event: hit.entry.event,
      gist: gistOf(sentence, hit),
      observed:
        sentence.speaker === 'therapist' && !isReportedTime(sentence, hit)
          ? ('observed' as const)
          : ('reported' as const),
      task:
        sentence.speaker === 'therapist' ? (taskFor(document, active, sentence.index, hit.from)?.label ?? null) : null,
      ...common(`safety/${hit.entry.event}`, sentence.speaker),
      evidence: evidenceOf({ sentence, from: 0, to: sentence.tokens.length }),
    }));
  });
}

function eventsIn(document: Document, sentence: Sentence): Hit<'safety'>[] {
  const named = hitsOf(sentence, 'safety').map((hit) => (isAlmost(sentence, hit) ? asNearFall(hit) : hit));
  return [...named, ...eventsInParts(document, sentence, named)].filter((hit) => {
    if (isDenied(sentence, hit.from) || isIdiom(sentence, hit)) return false;
    if (sentence.speaker !== 'therapist') return hit.entry.reported && isReport(sentence, hit);
    if (hit.entry.toldOnly || isKnown(sentence, hit)) return false;
    const standing = standingAt(sentence, hit.from);
    if (standing.kind === 'excluded') return isToldAnyway(hit, standing.why);
    if (standing.kind === 'prior') return hit.entry.reported && hit.entry.event === 'fall';
    return hit.entry.event === 'fallRisk' || !isInstruction(sentence, hit);
  });
}

/** Below this oxygen saturation a reading is an event by itself (per cent; usual stop criterion of exercise). */
const LOW_SATURATION = 88;
const MOST_WORDS_TO_READING = 4;

/** "sats went to eighty-six": the number tells the drop. */
function lowSaturation(document: Document, sentence: Sentence): Hit<'safety'>[] {
  const { lexicon } = document;
  if (sentence.speaker !== 'therapist' || hitsOf(sentence, 'safety').length > 0) return [];
  const entry = lexicon.entries.safety.find((each) => each.event === 'abnormalVital');
  if (entry === undefined) return [];
  const dropped = droppedTo(document, sentence);
  if (dropped !== null) return [{ group: 'safety', entry, ...dropped, numbers: [] }];
  return hitsOf(sentence, 'measures')
    .filter((hit) => hit.entry.measure === 'spo2' && standingAt(sentence, hit.from).kind === 'asserted')
    .filter((hit) => {
      const reading = sentence.tokens.slice(hit.from, hit.to + MOST_WORDS_TO_READING).find(isNumber);
      return reading !== undefined && reading.value >= 50 && reading.value <= LOW_SATURATION;
    })
    .map((hit) => ({ group: 'safety', entry, from: hit.from, to: hit.to, numbers: [] }));
}

const DROPS = new Set(['dropped', 'dipped', 'fell', 'down', 'sank', 'drops', 'dips', 'slid']);
const MOST_UTTERANCES_FROM_READING = 6;

/** "Dropped to eighty-six while she bent": of a saturation read shortly before. */
function droppedTo({ sentences }: Document, sentence: Sentence): { from: number; to: number } | null {
  const { tokens } = sentence;
  const at = tokens.findIndex(
    (token, i) => isNumber(token) && token.value >= 70 && token.value <= LOW_SATURATION && tokens[i - 1]?.text === 'to',
  );
  if (at < 2 || !DROPS.has(tokens[at - 2]?.text ?? '') || standingAt(sentence, at).kind !== 'asserted') return null;
  const read = sentences
    .slice(0, sentence.index)
    .some(
      (each) =>
        sentence.utteranceIndex - each.utteranceIndex <= MOST_UTTERANCES_FROM_READING &&
        hitsOf(each, 'measures').some((hit) => hit.entry.measure === 'spo2'),
    );
  return read ? { from: at - 2, to: at + 1 } : null;
}

const AFTER_FELL = new Set(['asleep', 'behind', 'apart', 'silent', 'quiet', 'short', 'ill', 'sick', 'out']);

/** "I fell asleep" is no fall. */
function isIdiom({ tokens }: Sentence, hit: Hit<'safety'>): boolean {
  return tokens
    .slice(hit.from, hit.to)
    .some((token, at) => token.text === 'fell' && AFTER_FELL.has(tokens[hit.from + at + 1]?.text ?? ''));
}

/** "I almost fell" is a near fall. */
function isAlmost(sentence: Sentence, hit: Hit<'safety'>): boolean {
  const near = sentence.tokens.slice(Math.max(0, hit.from - 2), hit.to).map((token) => token.text);
  return hit.entry.event === 'fall' && ['almost', 'nearly'].some((word) => near.includes(word));
}

const asNearFall = (hit: Hit<'safety'>): Hit<'safety'> => ({ ...hit, entry: { ...hit.entry, event: 'nearFall' } });

/** "he says the hall's spinning", "he would have gone down if I hadn't been there" */
function isToldAnyway({ entry }: Hit<'safety'>, why: string): boolean {
  return (entry.reported && why === 'quote') || (entry.event === 'nearFall' && why === 'hypothetical');
}

/** "flared the edge off the sore spot": told of before. */
function isKnown(sentence: Sentence, hit: Hit<'safety'>): boolean {
  return hit.entry.event === 'skin' && ['the', 'that'].includes(sentence.tokens[hit.from - 1]?.text ?? '');
}

/** "Don't twist", "watch your knee": said to the patient, unless told in the past about "you". */
function isInstruction(sentence: Sentence, hit: Hit<'safety'>): boolean {
  const before = sentence.tokens.slice(Math.max(0, hit.from - 3), hit.from).map((token) => token.text);
  const told = sentence.tokens.some((token) =>
    ['was', 'were', 'did', 'had', 'lost', 'forgot', 'left', 'went'].includes(token.text),
  );
  if (hit.entry.event === 'skin') return false;
  return before.includes('do') || (isSecondPerson(sentence, 0, sentence.tokens.length) && !told);
}

function isReport(sentence: Sentence, hit: Hit<'safety'>): boolean {
  const standing = standingAt(sentence, hit.from);
  return standing.kind === 'asserted' || standing.kind === 'prior' || standing.why === 'elsewhere';
}

function isReportedTime(sentence: Sentence, hit: Hit<'safety'>): boolean {
  return standingAt(sentence, hit.from).kind === 'prior';
}

function gravest(hits: readonly Hit<'safety'>[]): Hit<'safety'>[] {
  const kept = new Map<string, Hit<'safety'>>();
  for (const hit of hits) {
    const rank = BALANCE_LADDER.indexOf(hit.entry.event);
    const key = rank >= 0 ? 'balance' : hit.entry.event;
    const known = kept.get(key);
    if (!known || (rank >= 0 && rank < BALANCE_LADDER.indexOf(known.entry.event))) kept.set(key, hit);
  }
  return [...kept.values()];
}

function gistOf(sentence: Sentence, hit: Hit<'safety'>): string {
  const chunk = sentence.chunks.find((each) => hit.from >= each.from && hit.from < each.to);
  return spokenText(sentence, chunk?.from ?? hit.from, Math.max(chunk?.to ?? hit.to, hit.to));
}

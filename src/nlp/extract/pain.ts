/**
 * Pain scores from 0 to 10: the patient's answer to a pain question, the patient's own words about pain, or the
 * therapist's words. Each carries when it was felt and where. Scores of earlier visits, of other people and on other
 * 0-10 scales stay out; a repetition by the therapist joins the score it repeats.
 */
import type { Side } from '../../shared/domain/facts.ts';
import { isNumber } from '../text/token.ts';
import type { Document, Sentence } from './document.ts';
import { chunkIndexAt, hitsOf } from './document.ts';
import type { Draft, DraftOf } from './draft.ts';
import { common, evidenceOf, isDoubtful } from './draft.ts';
import type { ScoreSpan } from './painScores.ts';
import { isOtherDay, scoreSpans } from './painScores.ts';
import { PainTopic } from './painTopic.ts';
import { whenOfScore, whenSpans } from './painWhen.ts';
import { hasContext, isAboutAnotherPerson, isQuestion, namesInTalk, standingAt } from './standing.ts';

type PainDraft = DraftOf<'pain'>;

const MOST_UTTERANCES_TO_ECHO = 3;

export function extractPain(document: Document): Draft[] {
  const names = namesInTalk(document);
  const topic = new PainTopic();
  const found: PainDraft[] = [];
  for (const sentence of document.sentences) {
    if (sentence.speaker === 'therapist') {
      if (isAboutAnotherPerson(sentence, names.patient, names.all)) continue;
      hearTherapist(document, sentence, topic, found);
    } else if (sentence.speaker === 'patient') hearPatient(document, sentence, topic, found);
  }
  return found;
}

function hearPatient(document: Document, sentence: Sentence, topic: PainTopic, found: PainDraft[]): void {
  const about = speaksOfPain(sentence);
  const answering = topic.isOpen(sentence);
  const spans =
    isQuestion(sentence) || isAboutSomebodyElse(sentence, topic) ? [] : scoreSpans(sentence, answering || about);
  const kept = spans.filter(
    (span) =>
      ((answering || about) && !isOfAnotherThing(sentence, span)) ||
      (!topic.answersOther(sentence) && standsByItself(sentence, span)),
  );
  for (const [at, span] of kept.entries())
    if (!repeatsItself(sentence, span, kept.slice(0, at)) && !echo(document, sentence, span, kept, found, 'therapist'))
      found.push(draftOf(sentence, span, kept, topic));
  if (kept.length === 0 && topic.askedWhen(sentence) && !isQuestion(sentence)) clarify(sentence, topic, found);
  topic.hearPatient(sentence, about, kept.length > 0);
}

/** "A three, it's always a three." */
function repeatsItself(sentence: Sentence, span: ScoreSpan, earlier: readonly ScoreSpan[]): boolean {
  const when = (each: ScoreSpan) => whenOfScore(sentence, each, [each]);
  return earlier.some((each) => each.score === span.score && when(each) === when(span));
}

/** "A four in the neck, sitting up?" – "Sitting." tells when the last score was felt. */
function clarify(sentence: Sentence, topic: PainTopic, found: PainDraft[]): void {
  const when = whenSpans(sentence)[0]?.when ?? (isAssent(sentence) ? topic.when : null);
  const last = found.at(-1);
  if (when === null || when === undefined || last === undefined) return;
  if (last.evidence[0].utteranceId === sentence.utterance.id) return;
  found[found.length - 1] = { ...last, when, evidence: [...last.evidence, ...evidenceOf(whole(sentence))] };
}

const isAssent = ({ tokens }: Sentence) => ['yes', 'yeah', 'yep', 'right', 'mm', 'uh'].includes(tokens[0]?.text ?? '');

function hearTherapist(document: Document, sentence: Sentence, topic: PainTopic, found: PainDraft[]): void {
  const about = speaksOfPain(sentence);
  if (topic.asks(sentence, about)) return;
  const near = topic.isNear(sentence);
  const last = found.at(-1);
  const goesOn = last?.source === 'therapist' && last.evidence[0].utteranceId === sentence.utterance.id;
  const reported = reportsRating(sentence) || (goesOn && whenSpans(sentence).length > 0);
  const spans = about || near || reported ? scoreSpans(sentence, near && about) : [];
  const shown = near && sentence.tokens.some((token) => POINTING.has(token.text));
  for (const span of spans) {
    if (echo(document, sentence, span, spans, found, 'patient')) continue;
    if ((about || shown || (reported && (span.rated || goesOn))) && isTold(sentence, span))
      found.push(draftOf(sentence, span, spans, topic));
  }
  topic.hearTherapist(sentence, about, spans.length > 0);
}

/** What the patient said of the pain is the report itself, not somebody's words to be left out. */
function isTold(sentence: Sentence, span: ScoreSpan): boolean {
  const standing = standingAt(sentence, span.at);
  return (
    standing.kind === 'asserted' || (standing.kind === 'excluded' && standing.why === 'quote' && !hasOwnWords(sentence))
  );
}

const hasOwnWords = (sentence: Sentence) => sentence.tokens.some((token) => token.text === '"') || isOtherDay(sentence);

const REPORTING = new Set(
  'calling reports reported says said rates rated rating scores scored gave gives tells told puts calls describes complains'.split(
    ' ',
  ),
);

/** "She reports five out of ten in the wrist": a rating with a part or a moment, and nothing else that it could rate. */
function reportsRating(sentence: Sentence): boolean {
  const { tokens } = sentence;
  const rated = tokens.findIndex((token, at) => REPORTING.has(token.text) && tokens.slice(at, at + 5).some(isNumber));
  const clause = rated < 0 ? null : chunkIndexAt(sentence, rated);
  const other = [...hitsOf(sentence, 'notPain'), ...hitsOf(sentence, 'measures')];
  if (other.some((hit) => clause === null || chunkIndexAt(sentence, hit.from) === clause)) return false;
  const third = tokens.some((token) => ['he', 'she', 'her', 'him', 'his'].includes(token.text));
  const scaled = tokens.some(
    (token, at) => token.text === 'out' && tokens[at + 1]?.text === 'of' && tokens[at + 2]?.value === 10,
  );
  const said = third && tokens.some((token) => REPORTING.has(token.text));
  const placed = hitsOf(sentence, 'bodyParts').length > 0 || whenSpans(sentence).length > 0;
  return (scaled || said) && placed;
}

const POINTING = new Set([
  'pointing',
  'points',
  'pointed',
  'showing',
  'shows',
  'showed',
  'holding',
  'holds',
  'fingers',
  'nods',
  'nodded',
]);

/** "Six at the end, okay." – the therapist repeats what the patient said, or the patient what the therapist read out. */
function echo(
  document: Document,
  sentence: Sentence,
  span: ScoreSpan,
  spans: readonly ScoreSpan[],
  found: PainDraft[],
  toldBy: PainDraft['source'],
): boolean {
  const at = found.findLastIndex((each) => {
    const told = document.utterances.findIndex((one) => one.id === each.evidence[0].utteranceId);
    return (
      each.score === span.score && sentence.utteranceIndex - told <= MOST_UTTERANCES_TO_ECHO && each.source === toldBy
    );
  });
  const known = found[at];
  if (known === undefined) return false;
  const when = known.when === 'unspecified' ? (whenOfScore(sentence, span, spans) ?? known.when) : known.when;
  found[at] = { ...known, when, evidence: [...known.evidence, ...evidenceOf(whole(sentence))] };
  return true;
}

function speaksOfPain(sentence: Sentence): boolean {
  return hitsOf(sentence, 'painWords').some((hit) => hit.entry.strength === 'word');
}

const OTHERS = new Set(
  'brother sister cousin husband wife friend mother father mom mum dad neighbor neighbour uncle aunt boss buddy girl guy fella son daughter mate grandmother grandfather roommate coworker colleague'.split(
    ' ',
  ),
);
const THEIRS = new Set(['his', 'her', 'their', 'he', 'she', 'they']);

/** "My cousin broke his and he was in pain like a nine": not the patient's pain. */
function isAboutSomebodyElse(sentence: Sentence, topic: PainTopic): boolean {
  const { tokens } = sentence;
  const other = tokens.findIndex(
    (token, at) =>
      OTHERS.has(token.text) && ['my', 'the', 'our', 'a', 'another', 'his', 'her'].includes(tokens[at - 1]?.text ?? ''),
  );
  const third = tokens.some((token) => THEIRS.has(token.text));
  const opens = other >= 0 && other <= 2;
  topic.somebodyElse(sentence, opens);
  return opens || (third && topic.speaksOfSomebodyElse(sentence)) || (third && other >= 0);
}

const isArticled = ({ tokens }: Sentence, span: ScoreSpan) => ['a', 'an'].includes(tokens[span.at - 1]?.text ?? '');

const MOST_WORDS_OF_AFTERTHOUGHT = 3;

/** "The shoulder woke me twice, seven easy.": the score as a clause of its own behind the limb and the night. */
function isWokenBy(sentence: Sentence, span: ScoreSpan): boolean {
  const chunk = sentence.chunks[chunkIndexAt(sentence, span.at)];
  const short = chunk?.from === span.at && chunk.to - chunk.from <= MOST_WORDS_OF_AFTERTHOUGHT;
  return short && whenSpans(sentence).some((each) => each.when === 'night' && each.to <= span.at);
}

/** Without a word of pain: a limb with a rating ("shoulder's a two"), or a rating with its moment ("six when I twist"). */
function standsByItself(sentence: Sentence, span: ScoreSpan): boolean {
  if (!span.rated && !isWokenBy(sentence, span)) return false;
  const chunk = chunkIndexAt(sentence, span.at);
  const near = (from: number) => Math.abs(chunkIndexAt(sentence, from) - chunk) <= 1;
  if (isOfAnotherThing(sentence, span)) return false;
  if (span.scaled && hitsOf(sentence, 'notPain').length === 0) return true;
  const limb = hitsOf(sentence, 'bodyParts').some((hit) => hit.to <= span.at || isArticled(sentence, span));
  const compared = isArticled(sentence, span) && isOfNow(sentence) && hitsOf(sentence, 'notPain').length === 0;
  const moment = whenSpans(sentence).some(
    (each) => near(each.from) && (isArticled(sentence, span) || (each.when !== 'before' && each.when !== 'after')),
  );
  const own = sentence.tokens.some((token) => ['i', 'my', 'it', 'me', 'that', "'s"].includes(token.text));
  const placed = moment && (own || isArticled(sentence, span));
  return limb || placed || (compared && own);
}

/** "Now it's a four": how it is compared with before. */
const isOfNow = ({ tokens }: Sentence) => tokens.some((token) => token.text === 'now');

const OWN_SUBJECTS = new Set(['it', 'that', 'this', 'what', 'there', 'one', 'which', 'pain', 'now']);

/** "Tank's at three": the number is said of a thing that is no part of the body. */
function isOfAnotherThing({ tokens, hits }: Sentence, span: ScoreSpan): boolean {
  const verb = [span.at - 1, span.at - 2, span.at - 3].find((at) =>
    ["'s", 'is', 'are', 'was'].includes(tokens[at]?.text ?? ''),
  );
  const subject = verb === undefined ? undefined : tokens[verb - 1];
  if (verb === undefined || subject === undefined || subject.kind !== 'word' || OWN_SUBJECTS.has(subject.text))
    return false;
  const known = [...(hits.get('bodyParts') ?? []), ...(hits.get('painWords') ?? [])].some((hit) => hit.to === verb);
  return !known && !whenSpans({ tokens, hits } as Sentence).some((each) => each.when === 'endRange');
}

const whole = (sentence: Sentence) => ({ sentence, from: 0, to: sentence.tokens.length });

function draftOf(sentence: Sentence, span: ScoreSpan, spans: readonly ScoreSpan[], topic: PainTopic): PainDraft {
  const said = whenOfScore(sentence, span, spans);
  const asked = spans.length === 1 && !hasContext(sentence, 'now') ? topic.whenAsked(sentence) : null;
  const otherwise = span.score === 0 && sentence.tokens.some((token) => token.text === 'otherwise');
  const site = siteOf(sentence, span, topic);
  return {
    kind: 'pain',
    score: span.score,
    when: otherwise ? 'rest' : (said ?? asked ?? 'unspecified'),
    bodyPart: site.part,
    side: site.side,
    ...(isDoubtful(sentence, span.at, span.to) ? { unsure: true } : {}),
    ...common('pain/score', sentence.speaker),
    evidence: evidenceOf(whole(sentence)),
  };
}

function siteOf(
  sentence: Sentence,
  span: ScoreSpan,
  topic: PainTopic,
): { readonly part: string | null; readonly side: Side | null } {
  const chunk = chunkIndexAt(sentence, span.at);
  const parts = hitsOf(sentence, 'bodyParts');
  const part = parts.find((hit) => chunkIndexAt(sentence, hit.from) === chunk) ?? parts[0];
  const side = hitsOf(sentence, 'sides').find((hit) => hit.entry.side !== 'other')?.entry.side;
  return { part: part?.entry.part ?? topic.part, side: side === undefined || side === 'other' ? topic.side : side };
}

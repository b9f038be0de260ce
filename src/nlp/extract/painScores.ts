/** Where a sentence gives a 0-10 score: "a five", "four to six" (the higher), "six out of ten", "nothing when I sit". */
import { isNumber } from '../text/token.ts';
import type { Sentence } from './document.ts';
import { chunkIndexAt, hitsOf } from './document.ts';
import { whenSpans } from './painWhen.ts';
import { hasContext, standingAt } from './standing.ts';

export interface ScoreSpan {
  readonly at: number;
  readonly to: number;
  readonly score: number;
  /** Said in the shape of a rating ("a five", "five out of ten"), not as a bare number. */
  readonly rated: boolean;
  /** "out of ten" was said. */
  readonly scaled?: true;
}

export const HIGHEST_SCORE = 10;
const WIDEST_RANGE = 3;

const COUNTED = new Set(
  "times time weeks week days day minutes minute hours hour months month years year pounds pound kilos degrees of buttons button steps step percent more pills pill o o'clock seconds second reps rep sets people kids grandkids dogs cats blocks fingers toes cups pieces shirts cards miles feet inches cents dollars sugars laps bars friends children hands visits sessions stitches floors flights stairs trips bags pairs trials words things am pm a p seizures falls doctors nurses boys girls sons daughters sisters brothers in on-one units shots pumps puffs tablets glasses bottles beers pints cigarettes different other new big little long short full whole good bad extra pound".split(
    ' ',
  ),
);
const RATING_LEADS = new Set(
  "a an so 's is was it's about like maybe around say call it at to as hurts hurt probably only just still now rate give hurting felt feels scored score pain sore aching ache aches nearly almost that's solid easily easy good strong pushing between called calls calling pointing points up shows otherwise".split(
    ' ',
  ),
);
export const NOTHING: ReadonlySet<string> = new Set([
  'nil',
  'none',
  'nothing',
  'nope',
  'zilch',
  'nada',
  'zip',
  'zero',
  'naught',
  'nought',
]);

export function scoreSpans(sentence: Sentence, answering: boolean): ScoreSpan[] {
  const { tokens } = sentence;
  const spans: ScoreSpan[] = [];
  const rates = answering || tokens.some((_, at) => numberAt(sentence, at, false)?.rated);
  for (let at = 0; at < tokens.length; at += 1) {
    const span = zeroAt(sentence, at, rates) ?? numberAt(sentence, at, spans.length > 0 || answering);
    if (span === null || isExcluded(sentence, span.at)) continue;
    spans.push(span);
    at = span.to - 1;
  }
  return withoutDoubleZero(sentence, spans);
}

function numberAt(sentence: Sentence, at: number, listing: boolean): ScoreSpan | null {
  const { tokens } = sentence;
  const token = tokens[at];
  if (!isNumber(token) || token.value < 0 || token.value > HIGHEST_SCORE || !Number.isInteger(token.value * 2))
    return null;
  if (isScale(sentence, at)) return null;
  const scale = scaleEnd(sentence, at + 1);
  const last = rangeEnd(sentence, scale ?? at + 1, token.value);
  const to = last?.to ?? scale ?? at + 1;
  const score = last?.score ?? token.value;
  const scaleAfter = scaleEnd(sentence, to);
  if (scale !== null || scaleAfter !== null) {
    const end = scaleAfter ?? to;
    const counted =
      tokens[end]?.kind === 'word' && !FOLLOWS_SCORE.has(tokens[end].text) && !tokens[end].text.endsWith('ing');
    return counted ? null : { at, to: end, score, rated: true, scaled: true };
  }
  if (isLeftBehind(sentence, at, to)) return null;
  const next = tokens[to];
  const lead = tokens[at - 1]?.text ?? '';
  const inPart = next?.text === 'in' && /^(?:the|my|his|her|this|that|both)$/.test(tokens[to + 1]?.text ?? '');
  const shown = next?.text === 'fingers' && lead === 'up';
  if (shown) return { at, to: to + 1, score, rated: true };
  if (COUNTED.has(next?.text ?? '') && !(next?.text === 'in' && (inPart || RATING_LEADS.has(lead)))) return null;
  if (
    hitsOf(sentence, 'units').some((hit) => hit.from === to) ||
    ['times', 'x', 'number', '/', 'past', 'of', 'over', 'under', 'below'].includes(lead)
  )
    return null;
  if (
    (tokens[at]?.text === 'one' || token.value === 1) &&
    lead !== 'a' &&
    lead !== "'s" &&
    next !== undefined &&
    next.kind === 'word' &&
    !FOLLOWS_SCORE.has(next.text)
  )
    return null;
  const opens = at === 0 || tokens[at - 1]?.kind === 'punctuation';
  const closes =
    next === undefined || next.kind === 'punctuation' || FOLLOWS_SCORE.has(next.text) || next.text.endsWith('ing');
  if (!closes) return null;
  if (
    !opens &&
    !RATING_LEADS.has(lead) &&
    !(lead === 'the' && listing && (next === undefined || next.kind === 'punctuation')) &&
    !(listing && (lead === 'and' || ['if', 'when', 'with'].includes(next?.text ?? '')))
  )
    return null;
  if (
    lead === 'at' &&
    ![
      'pointing',
      'points',
      'pointed',
      'pain',
      "'s",
      'is',
      'was',
      'still',
      'stayed',
      'stays',
      'sits',
      'remains',
      'steady',
    ].includes(tokens[at - 2]?.text ?? '') &&
    !(tokens[at - 2]?.text === 'it' && PLACING.has(tokens[at - 3]?.text ?? ''))
  )
    return null;
  return { at, to, score, rated: RATING_LEADS.has(lead) || ['when', 'if', 'with'].includes(next?.text ?? '') };
}

/** "from a five to a two": the score it came from. */
function isLeftBehind({ tokens }: Sentence, at: number, to: number): boolean {
  const lead = tokens.slice(Math.max(0, at - 2), at).map((token) => token.text);
  const next = tokens.slice(to, to + 3);
  return lead.includes('from') && next[0]?.text === 'to' && next.some(isNumber);
}

const PLACING = new Set(['put', 'puts', 'rate', 'rates', 'have', 'place', 'call', 'keep', 'keeps']);

const FOLLOWS_SCORE = new Set(
  'when like around at with if now today during after before on and but in this last still just while by as for to right or most depending otherwise overnight all maybe though i it up here that because so from under unless until once whenever where only again max tops probably the'.split(
    ' ',
  ),
);

/** "zero to ten", "out of ten": the scale, not a score. */
function isScale({ tokens }: Sentence, at: number): boolean {
  const before = tokens[at - 1]?.text;
  const next = tokens[at + 1]?.text;
  const after = tokens[at + 2];
  if (next === 'to' && isNumber(after) && after.value === HIGHEST_SCORE && (tokens[at]?.value ?? 9) <= 1) return true;
  return tokens[at]?.value === HIGHEST_SCORE && (before === 'of' || before === '/' || before === 'to');
}

function scaleEnd({ tokens }: Sentence, at: number): number | null {
  const text = (offset: number) => tokens[at + offset]?.text;
  if (text(0) === 'out' && text(1) === 'of' && text(2) === '10') return at + 3;
  if ((text(0) === '/' || text(0) === 'of') && text(1) === '10') return at + 2;
  return null;
}

/** "three to five", "four, four and a half", "between a two and a four": the higher. */
function rangeEnd(
  sentence: Sentence,
  at: number,
  first: number,
): { readonly score: number; readonly to: number } | null {
  const { tokens } = sentence;
  let to = at;
  const joints: string[] = [];
  while (['to', 'or', ',', 'maybe', 'and', 'a', 'even', 'sometimes'].includes(tokens[to]?.text ?? '') && to - at < 4) {
    joints.push(tokens[to]?.text ?? '');
    to += 1;
  }
  const second = tokens[to];
  if (!isNumber(second) || second.value <= first || second.value > HIGHEST_SCORE || second.value - first > WIDEST_RANGE)
    return null;
  const between = tokens.slice(Math.max(0, at - 4), at).some((token) => token.text === 'between');
  const joined =
    joints.includes('to') || joints.includes('or') || joints.includes('maybe') || (between && joints.includes('and'));
  const corrected = joints.join(' ') === ',' && second.value - first <= 1;
  return joined || corrected ? { score: second.value, to: to + 1 } : null;
}

/** "Not a thing.", "Not at all.": the whole answer. */
function isNotABit(sentence: Sentence, at: number): boolean {
  const chunk = sentence.chunks[chunkIndexAt(sentence, at)];
  const words = sentence.tokens.slice(at + 1, chunk?.to ?? at + 1).map((token) => token.text);
  return chunk?.from === at && ['a thing', 'a bit', 'at all', 'a twinge', 'a peep', 'any'].includes(words.join(' '));
}

/** "no pain", "doesn't hurt", "pain's nil", "nothing when I'm parked". */
function zeroAt(sentence: Sentence, at: number, answering: boolean): ScoreSpan | null {
  const { tokens } = sentence;
  const text = tokens[at]?.text ?? '';
  const zero = (to: number): ScoreSpan => ({ at, to, score: 0, rated: true });
  const next = tokens[at + 1]?.text ?? '';
  if (text === 'no' && (next === 'pain' || next === 'soreness' || next === 'hurting')) return zero(at + 2);
  const complaint = text === 'no' && /^(?:complaints?|reports?|signs?)$/.test(next) && tokens[at + 2]?.text === 'of';
  if (complaint && tokens[at + 3]?.text === 'pain') return zero(at + 4);
  if (/^den(?:ies|ied|ying)$/.test(text) && next === 'pain' && tokens[at + 2]?.kind !== 'word') return zero(at + 2);
  if (
    text === 'not' &&
    ['hurt', 'hurting', 'painful'].includes(next) &&
    ['do', 'does', 'is', 'it', "'s", 'not'].includes(tokens[at - 1]?.text ?? '')
  )
    return zero(at + 2);
  if (
    (text === 'pain' || text === 'pains') &&
    (next === 'free' || (next === "'s" && tokens[at + 2]?.text === 'gone' && tokens[at + 3]?.kind !== 'word'))
  )
    return zero(at + 2);
  if (text === 'not' && answering && isNotABit(sentence, at)) return zero(at + 3);
  if (!NOTHING.has(text) || ['doing', 'do', 'for', 'did', 'say', 'said'].includes(tokens[at - 1]?.text ?? ''))
    return null;
  const chunk = sentence.chunks[chunkIndexAt(sentence, at)];
  const words = tokens.slice(chunk?.from ?? 0, chunk?.to ?? tokens.length).map((token) => token.text);
  const aboutPain = hitsOf(sentence, 'painWords').some(
    (hit) => hit.from >= (chunk?.from ?? 0) && hit.to <= (chunk?.to ?? 0) + 1,
  );
  const whenSaid = hitsOf(sentence, 'painWhen').some(
    (hit) => hit.from >= (chunk?.from ?? 0) && hit.from < (chunk?.to ?? 0),
  );
  const otherwise = words.includes('otherwise');
  const alone = words.length <= 2;
  return aboutPain || ((answering || otherwise) && (whenSaid || otherwise || alone)) ? zero(at + 1) : null;
}

function isExcluded(sentence: Sentence, at: number): boolean {
  const standing = standingAt(sentence, at);
  if (standing.kind === 'prior' && !/night|morning/.test(standing.when)) return true;
  if (
    standing.kind === 'excluded' &&
    ['otherPatient', 'hypothetical', 'goal'].includes(standing.why) &&
    !isCondition(sentence, at)
  )
    return true;
  const chunk = chunkIndexAt(sentence, at);
  const { tokens } = sentence;
  const lead = tokens.slice(Math.max(0, at - 4), at).map((token) => token.text);
  if (lead.includes('would') || (lead.includes("'d") && lead.includes('be'))) return true;
  const past = lead.some((word) => word === 'was' || word === 'were');
  const dated = whenSpans(sentence).some(
    (each) => ['night', 'morning', 'before'].includes(each.when) && chunkIndexAt(sentence, each.from) === chunk,
  );
  if (past && !dated && hasContext(sentence, 'now') && tokens.slice(at).some((token) => token.text === 'now'))
    return true;
  if (past && isOtherDay(sentence)) return true;
  return hitsOf(sentence, 'notPain').some((hit) => chunkIndexAt(sentence, hit.from) === chunk);
}

const CONDITIONS = new Set(['if', 'unless', 'when', 'until']);

/** "a five if I twist": the condition says when it hurts, it is no supposition. */
function isCondition(sentence: Sentence, at: number): boolean {
  const standing = hitsOf(sentence, 'context').filter(
    (hit) => hit.entry.kind === 'hypothetical' || hit.entry.kind === 'goal',
  );
  return (
    standing.every((hit) => CONDITIONS.has(sentence.tokens[hit.from]?.text ?? '') && sentence.speaker === 'patient') &&
    at >= 0
  );
}

const OTHER_DAYS = new Set([
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
  'yesterday',
  'week',
  'month',
  'hospital',
  'ward',
  'surgery',
  'first',
  'visit',
]);

export function isOtherDay({ tokens }: Sentence): boolean {
  return tokens.some((token) => OTHER_DAYS.has(token.text));
}

/** "Doesn't hurt, so zero": one score. */
function withoutDoubleZero(sentence: Sentence, spans: readonly ScoreSpan[]): ScoreSpan[] {
  return spans.filter((span, index) => {
    const before = spans[index - 1];
    const repeats = before !== undefined && before.score === 0 && span.score === 0;
    return !repeats || chunkIndexAt(sentence, span.at) - chunkIndexAt(sentence, before.at) > 2;
  });
}

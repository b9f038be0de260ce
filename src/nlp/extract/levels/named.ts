/**
 * A level said by name: "min assist", "contact guard", "min to mod", "so minimal". A bare word ("min", "moderate")
 * rates a task only in the right company; it may also qualify cues, pain, tone or effort.
 */
import type { Hit } from '../../lexicon/match.ts';
import type { Chunk } from '../../text/sentences.ts';
import { isNumber } from '../../text/token.ts';
import type { Sentence } from '../document.ts';
import { hitsOf } from '../document.ts';
import { isDoubtful } from '../draft.ts';
import { isDenied } from '../standing.ts';
import { isDirecting } from './agents.ts';
import type { LevelEvidence } from './evidence.ts';
import { heavier } from './evidence.ts';

const inChunk = (chunk: Chunk) => (hit: Hit) => hit.from >= chunk.from && hit.from < chunk.to;
const RANGE_JOINTS = new Set(['to', 'or', '/', 'and']);

export function named(sentence: Sentence): LevelEvidence[] {
  return sentence.chunks.flatMap((chunk) => namedLevels(sentence, chunk));
}

function namedLevels(sentence: Sentence, chunk: Chunk): LevelEvidence[] {
  const hits = levelHits(sentence).filter(
    (hit) => inChunk(chunk)(hit) && isRating(sentence, chunk, hit) && !isDenied(sentence, hit.from),
  );
  const evidence: LevelEvidence[] = [];
  for (let i = 0; i < hits.length; i += 1) {
    const hit = hits[i]!;
    const next = hits[i + 1];
    const base = { form: 'named' as const, sentence, from: hit.from };
    const joint = next && next.from - hit.to === 1 && RANGE_JOINTS.has(sentence.tokens[hit.to]?.text ?? '');
    if (next && joint && next.entry.level !== hit.entry.level) {
      const level = heavier(hit.entry.level, next.entry.level);
      const doubtful = isDoubtful(sentence, hit.from, next.to);
      evidence.push({ ...base, to: next.to, level, range: [hit.entry.level, next.entry.level], doubtful });
      i += 1;
    } else {
      evidence.push({ ...base, to: hit.to, level: hit.entry.level, doubtful: isDoubtful(sentence, hit.from, hit.to) });
    }
  }
  return evidence;
}

const TOLD = new Set(['was', 'were', 'did', 'needed', 'took', 'had', 'got', 'is', "'s"]);

/** "we do your stretches, moderate assist from your good hand": said to the patient, nothing told. */
function isInstruction(sentence: Sentence, chunk: Chunk): boolean {
  const words = sentence.tokens.slice(chunk.from, chunk.to);
  return isDirecting(sentence, chunk.from, chunk.to) && !words.some((word) => TOLD.has(word.text));
}

const OPENS_SENTENCE = new Set(
  "had have 've 'd did was just only helped put held pulled lifted gave got steadied blocked guided needed kept said told think would think hiked boosted brought".split(
    ' ',
  ),
);

/** "mod i had to lift": the I belongs to the next clause. */
function levelHits(sentence: Sentence): readonly Hit<'levels'>[] {
  return hitsOf(sentence, 'levels').map((hit) => {
    const ends = sentence.tokens[hit.to - 1]?.text === 'i' && OPENS_SENTENCE.has(sentence.tokens[hit.to]?.text ?? '');
    return ends ? { ...hit, to: hit.to - 1, entry: { ...hit.entry, level: 'ModA', bare: true } } : hit;
  });
}

/** "min", "moderate", "total" alone rate a task only in the right company: they also qualify cues, pain and effort. */
function isRating(sentence: Sentence, chunk: Chunk, hit: Hit<'levels'>): boolean {
  const { tokens } = sentence;
  const support = hitsOf(sentence, 'levelSupport');
  if (support.some((s) => s.entry.blocks && s.entry.side === 'after' && s.from === hit.to)) return false;
  if (support.some((s) => s.entry.blocks && s.entry.side === 'before' && s.to === hit.from)) return false;
  if (isInstruction(sentence, chunk)) return false;
  if (!hit.entry.bare) return true;
  if (isNumber(tokens[hit.from - 1])) return false;
  if (tokens[hit.to]?.text === 'of' && /imum$/.test(tokens[hit.from]!.text) && tokens[hit.from - 1]?.text === 'a')
    return false;
  if (qualifiesCue(sentence, chunk, hit)) return false;
  const others = hitsOf(sentence, 'levels');
  const inRange = others.some((o) => o !== hit && (o.from - hit.to === 1 || hit.from - o.to === 1));
  const alone = hit.from === chunk.from && hit.to === chunk.to;
  const before =
    endsPhrase(sentence, hit) &&
    (support.some((s) => s.entry.side === 'before' && s.to === hit.from) ||
      followsTask(sentence, hit) ||
      followsVerdict(sentence, hit));
  const after = support.some((s) => s.entry.side === 'after' && s.from === hit.to);
  return inRange || alone || before || after;
}

const CLOSING = new Set(
  'for of on with at to in because so and or but today now again overall when then x times there since due plus throughout if though as this that with by level ish again i he she'.split(
    ' ',
  ),
);

/** "total quiet": a bare word before a noun rates nothing. */
function endsPhrase(sentence: Sentence, hit: Hit<'levels'>): boolean {
  const next = sentence.tokens[hit.to];
  if (next === undefined || next.kind === 'punctuation' || CLOSING.has(next.text) || /ing$/.test(next.text))
    return true;
  if (hitsOf(sentence, 'tasks').some((task) => task.from === hit.to)) return true;
  return hitsOf(sentence, 'levelSupport').some((s) => s.entry.side === 'after' && s.from === hit.to);
}

/** "second one mod", "left sleeve max" */
function followsTask(sentence: Sentence, hit: Hit<'levels'>): boolean {
  return (['tasks', 'trials', 'sides'] as const).some((group) =>
    hitsOf(sentence, group).some((other) => other.from < hit.from && other.to >= hit.from),
  );
}

const VERDICT =
  /^(?:scor|rat|call|grad|mark|chart|document|record|log|writ|wrote|put|giv|gave|mak|made|say|said|go|went|reckon|judg|class)(?:e|es|ed|ing|s)?$/;

/** "I'd score moderate", "graded it minimal", "chart him as max" */
function followsVerdict({ tokens }: Sentence, hit: Hit<'levels'>): boolean {
  const [first, second, third] = [1, 2, 3].map((back) => tokens[hit.from - back]?.text ?? '') as [
    string,
    string,
    string,
  ];
  if (VERDICT.test(first)) return true;
  if (['it', 'that', 'this', 'him', 'her', 'as', 'at', 'one'].includes(first) && VERDICT.test(second)) return true;
  return ['as', 'at'].includes(first) && VERDICT.test(third);
}

/** "Visual cues on half the steps, moderate": the level word rates the cue named just before. */
function qualifiesCue(sentence: Sentence, chunk: Chunk, hit: Hit<'levels'>): boolean {
  const cues = hitsOf(sentence, 'cueNouns');
  const here = cues.some(
    (cue) =>
      inChunk(chunk)(cue) && (Math.abs(cue.from - hit.to) <= 2 || (cue.to <= hit.from && hit.from - cue.to <= 1)),
  );
  const index = sentence.chunks.indexOf(chunk);
  const previous = sentence.chunks[index - 1];
  const alone = hit.to - hit.from >= chunk.to - chunk.from - 1;
  return here || (alone && previous !== undefined && cues.some(inChunk(previous)));
}

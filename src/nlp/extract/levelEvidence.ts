/**
 * What one chunk of the therapist's narration says about the help given: a named level, a share of the work, what the
 * hands did, or that nobody helped. Shares and hands follow the level table of resources/lexicon/assist.yml.
 */
import type { AssistLevel } from '../../shared/domain/facts.ts';
import { ASSIST_LEVELS } from '../../shared/domain/facts.ts';
import type { Hit } from '../lexicon/match.ts';
import type { Chunk } from '../text/sentences.ts';
import { isNumber } from '../text/token.ts';
import type { Sentence } from './document.ts';
import { hitsOf } from './document.ts';
import { isDoubtful, type Place } from './draft.ts';
import { isDenied, isSecondPerson } from './standing.ts';

export type EvidenceForm = 'named' | 'share' | 'hands' | 'alone' | 'weakAlone';

export interface LevelEvidence extends Place {
  readonly form: EvidenceForm;
  readonly level: AssistLevel;
  readonly range?: readonly [AssistLevel, AssistLevel];
  readonly doubtful: boolean;
}

const severity = (level: AssistLevel) => ASSIST_LEVELS.indexOf(level);
export const heavier = (a: AssistLevel, b: AssistLevel): AssistLevel => (severity(a) >= severity(b) ? a : b);

const inChunk = (chunk: Chunk) => (hit: Hit) => hit.from >= chunk.from && hit.from < chunk.to;
const RANGE_JOINTS = new Set(['to', 'or', '/', 'and']);

export function levelEvidence(sentence: Sentence, chunk: Chunk): LevelEvidence[] {
  const named = namedLevels(sentence, chunk);
  const found = [...named, ...shares(sentence, chunk), ...hands(sentence, chunk), ...alone(sentence, chunk)];
  return found.sort((a, b) => a.from - b.from);
}

function namedLevels(sentence: Sentence, chunk: Chunk): LevelEvidence[] {
  const hits = hitsOf(sentence, 'levels').filter(
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

/** "min", "moderate", "total" alone rate a task only in the right company: they also qualify cues, pain and effort. */
function isRating(sentence: Sentence, chunk: Chunk, hit: Hit<'levels'>): boolean {
  const { tokens } = sentence;
  const support = hitsOf(sentence, 'levelSupport');
  if (support.some((s) => s.entry.blocks && s.entry.side === 'after' && s.from === hit.to)) return false;
  if (support.some((s) => s.entry.blocks && s.entry.side === 'before' && s.to === hit.from)) return false;
  if (!hit.entry.bare) return true;
  if (isNumber(tokens[hit.from - 1])) return false;
  if (qualifiesCue(sentence, chunk, hit)) return false;
  const others = hitsOf(sentence, 'levels');
  const inRange = others.some((o) => o !== hit && (o.from - hit.to === 1 || hit.from - o.to === 1));
  const alone = hit.from === chunk.from && hit.to === chunk.to;
  const before = support.some((s) => s.entry.side === 'before' && s.to === hit.from);
  const after = support.some((s) => s.entry.side === 'after' && s.from === hit.to);
  return inRange || alone || before || after;
}

/** "Visual cues on half the steps, moderate": the level word rates the cue named just before. */
function qualifiesCue(sentence: Sentence, chunk: Chunk, hit: Hit<'levels'>): boolean {
  const cues = hitsOf(sentence, 'cueNouns');
  const here = cues.some((cue) => inChunk(chunk)(cue) && Math.abs(cue.from - hit.to) <= 2);
  const index = sentence.chunks.indexOf(chunk);
  const previous = sentence.chunks[index - 1];
  const alone = hit.to - hit.from >= chunk.to - chunk.from - 1;
  return here || (alone && previous !== undefined && cues.some(inChunk(previous)));
}

/** FIM shares: 75 % and more is minimal, 50 moderate, 25 maximal, less total. */
export function levelOfShare(patientPercent: number): AssistLevel {
  if (patientPercent >= 75) return 'MinA';
  if (patientPercent >= 50) return 'ModA';
  if (patientPercent >= 25) return 'MaxA';
  return 'TotalA';
}

function shares(sentence: Sentence, chunk: Chunk): LevelEvidence[] {
  return hitsOf(sentence, 'shares')
    .filter((hit) => inChunk(chunk)(hit) && !isSecondPerson(sentence, chunk.from, chunk.to))
    .flatMap((hit) => {
      const percent = sharePercent(hit);
      if (percent === null) return [];
      const patient = hit.entry.of === 'patient' ? percent : 100 - percent;
      return [
        {
          form: 'share' as const,
          level: levelOfShare(patient),
          sentence,
          from: hit.from,
          to: hit.to,
          doubtful: isDoubtful(sentence, hit.from, hit.to),
        },
      ];
    });
}

function sharePercent(hit: Hit<'shares'>): number | null {
  const [first, second] = hit.numbers.map((token) => token.value ?? Number.NaN);
  if (hit.entry.form === 'fixed') return hit.entry.percent ?? null;
  if (hit.entry.form === 'percent') return first !== undefined && first <= 100 ? first : null;
  if (first === undefined || second === undefined || second === 0 || first > second) return null;
  return (first / second) * 100;
}

function hands(sentence: Sentence, chunk: Chunk): LevelEvidence[] {
  return hitsOf(sentence, 'hands')
    .filter(
      (hit) => inChunk(chunk)(hit) && !isSecondPerson(sentence, chunk.from, chunk.to) && !isDenied(sentence, hit.from),
    )
    .map((hit) => ({
      form: 'hands' as const,
      level: hit.entry.level,
      sentence,
      from: hit.from,
      to: hit.to,
      doubtful: false,
    }));
}

function alone(sentence: Sentence, chunk: Chunk): LevelEvidence[] {
  return hitsOf(sentence, 'alone')
    .filter((hit) => inChunk(chunk)(hit) && !isSecondPerson(sentence, chunk.from, chunk.to))
    .map((hit) => ({
      form: hit.entry.weak ? ('weakAlone' as const) : ('alone' as const),
      level: hit.entry.weak ? ('Supervision' as const) : ('I' as const),
      sentence,
      from: hit.from,
      to: hit.to,
      doubtful: false,
    }));
}

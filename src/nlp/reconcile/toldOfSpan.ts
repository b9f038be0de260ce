/** Devices, safety events, reports and pain that only the reader found. */
import type { SafetyKind } from '../../shared/domain/facts.ts';
import type { ActiveTask } from '../extract/activeTask.ts';
import { taskFor } from '../extract/activeTask.ts';
import { usualName } from '../extract/devices.ts';
import type { Document } from '../extract/document.ts';
import { chunkIndexAt, hitsOf, spokenText } from '../extract/document.ts';
import type { DraftOf, Place } from '../extract/draft.ts';
import { common, evidenceOf } from '../extract/draft.ts';
import { HIGHEST_SCORE, NOTHING } from '../extract/painScores.ts';
import type { ReadSpan } from '../read/reading.ts';
import { isNumber, type Token } from '../text/token.ts';
import { choiceOf, doubtOf } from './labels.ts';

type Active = readonly (ActiveTask | null)[];

const LEADING = /^(?:(?:with|using|in|on|onto|the|a|an|his|her|their|your|my|that|this|those|some|pair of)\s+)+/;

export function deviceOfSpan(document: Document, active: Active, place: Place): DraftOf<'device'> | null {
  const { sentence, from, to } = place;
  const task = taskFor(document, active, sentence.index, from);
  const known = knownDevice(place, task);
  const spoken = spokenText(sentence, from, to).toLowerCase().replace(LEADING, '');
  if (spoken === '') return null;
  return {
    kind: 'device',
    name: known === null ? spoken : usualName(known, spoken),
    task: task?.label ?? null,
    ...common('device/read', 'therapist', { certainty: 'implied' }),
    evidence: evidenceOf(place),
  };
}

/** The usual name: of the device list, or of a short name that means it during this task. */
function knownDevice({ sentence, from, to }: Place, task: ActiveTask | null): string | null {
  const isMarked = (hit: { readonly from: number; readonly to: number }) => hit.from < to && from < hit.to;
  const named = hitsOf(sentence, 'devices').find(isMarked)?.entry.name;
  const short = hitsOf(sentence, 'deviceShortNames')
    .filter(isMarked)
    .find(({ entry }) => entry.during.length === 0 || entry.during.some((item) => item === task?.fimItem))?.entry.name;
  return (named === 'handrail' ? short : undefined) ?? named ?? short ?? null;
}

export function safetyOfSpan(span: ReadSpan, place: Place): DraftOf<'safety'> {
  const { sentence, from } = place;
  const chunk = sentence.chunks[chunkIndexAt(sentence, from)];
  const { speaker } = sentence;
  return {
    kind: 'safety',
    event: choiceOf(span, 'safety').value as SafetyKind,
    gist: spokenText(sentence, Math.min(from, chunk?.from ?? from), Math.max(place.to, chunk?.to ?? place.to)),
    observed: choiceOf(span, 'source').value === 'reported' ? 'reported' : 'observed',
    ...doubtOf(span, place),
    task: speaker === 'therapist' ? ownTask(place) : null,
    ...common('safety/read', speaker, { certainty: 'implied' }),
    evidence: evidenceOf(place),
  };
}

/** An event happens where its own sentence says; the task before may be over. */
function ownTask({ sentence, from }: Place): string | null {
  const named = hitsOf(sentence, 'tasks').filter((hit) => !hit.entry.part && hit.entry.fimItem !== null);
  return named.findLast((hit) => hit.from <= from)?.entry.label ?? null;
}

export function reportOfSpan(span: ReadSpan, place: Place): DraftOf<'subjective'> | null {
  const { sentence, from, to } = place;
  if (sentence.speaker !== 'patient' && sentence.speaker !== 'caregiver') return null;
  return {
    kind: 'subjective',
    who: sentence.speaker,
    gist: spokenText(sentence, from, to),
    ...common('subjective/read', sentence.speaker, { certainty: 'implied' }),
    evidence: [{ kind: 'spoken', utteranceId: span.utteranceId, from: span.from, to: span.to }],
  };
}

/** Among words that the reader marked as a score, these say that there is no pain. */
const NO_PAIN: ReadonlySet<string> = new Set([...NOTHING, 'no', 'not', 'never']);

export function painOfSpan(span: ReadSpan, place: Place): DraftOf<'pain'> | null {
  const { sentence, from, to } = place;
  const score = scoreIn(sentence.tokens.slice(from, to));
  if (score === null) return null;
  return {
    kind: 'pain',
    score,
    when: choiceOf(span, 'when').value,
    bodyPart: hitsOf(sentence, 'bodyParts')[0]?.entry.part ?? null,
    side: null,
    ...doubtOf(span, place),
    ...common('pain/read', sentence.speaker, { certainty: 'implied' }),
    evidence: evidenceOf(place),
  };
}

function scoreIn(tokens: readonly Token[]): number | null {
  const said = tokens.filter(isNumber).find(({ value }) => value <= HIGHEST_SCORE);
  return said?.value ?? (tokens.some(({ text }) => NO_PAIN.has(text)) ? 0 : null);
}

/** Devices, safety events, reports and pain that only the reader found. */
import type { SafetyKind } from '../../shared/domain/facts.ts';
import type { ActiveTask } from '../extract/activeTask.ts';
import { taskFor } from '../extract/activeTask.ts';
import { usualName } from '../extract/devices.ts';
import type { Document } from '../extract/document.ts';
import { chunkIndexAt, hitsOf, spokenText } from '../extract/document.ts';
import type { DraftOf, Place } from '../extract/draft.ts';
import { common, evidenceOf } from '../extract/draft.ts';
import type { ReadSpan } from '../read/reading.ts';
import { isNumber } from '../text/token.ts';
import { choiceOf, doubtOf } from './labels.ts';

type Active = readonly (ActiveTask | null)[];

const LEADING = /^(?:(?:with|using|in|on|onto|the|a|an|his|her|their|your|my|that|this|those|some|pair of)\s+)+/;

export function deviceOfSpan(document: Document, active: Active, place: Place): DraftOf<'device'> | null {
  const { sentence, from, to } = place;
  const known = hitsOf(sentence, 'devices').find((hit) => hit.from < to && from < hit.to);
  const spoken = spokenText(sentence, from, to).toLowerCase().replace(LEADING, '');
  if (spoken === '') return null;
  return {
    kind: 'device',
    name: known === undefined ? spoken : usualName(known.entry.name, spoken),
    task: taskFor(document, active, sentence.index, from)?.label ?? null,
    ...common('device/read', 'therapist', { certainty: 'implied' }),
    evidence: evidenceOf(place),
  };
}

export function safetyOfSpan(document: Document, active: Active, span: ReadSpan, place: Place): DraftOf<'safety'> {
  const { sentence, from } = place;
  const chunk = sentence.chunks[chunkIndexAt(sentence, from)];
  const { speaker } = sentence;
  return {
    kind: 'safety',
    event: choiceOf(span, 'safety').value as SafetyKind,
    gist: spokenText(sentence, Math.min(from, chunk?.from ?? from), Math.max(place.to, chunk?.to ?? place.to)),
    observed: choiceOf(span, 'source').value === 'reported' ? 'reported' : 'observed',
    ...doubtOf(span, place),
    task: speaker === 'therapist' ? (taskFor(document, active, sentence.index, from)?.label ?? null) : null,
    ...common('safety/read', speaker, { certainty: 'implied' }),
    evidence: evidenceOf(place),
  };
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

const HIGHEST_SCORE = 10;

export function painOfSpan(span: ReadSpan, place: Place): DraftOf<'pain'> | null {
  const { sentence, from, to } = place;
  const scores = sentence.tokens.slice(from, to).filter(isNumber);
  const score = scores.find(({ value }) => value <= HIGHEST_SCORE)?.value;
  if (score === undefined) return null;
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

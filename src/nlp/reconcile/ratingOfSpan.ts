/** Observations and earlier levels that only the reader found. */
import { type AssistLevel, FIM_ITEMS, type FimItem } from '../../shared/domain/facts.ts';
import type { Document } from '../extract/document.ts';
import type { DraftOf, Place } from '../extract/draft.ts';
import { common, evidenceOf } from '../extract/draft.ts';
import type { ReadSpan } from '../read/reading.ts';
import { choiceOf, doubtOf } from './labels.ts';
import { taskOfSpan } from './taskOfSpan.ts';

export function observationOfSpan(document: Document, span: ReadSpan, place: Place): DraftOf<'observation'> | null {
  const fimItem = itemOf(span);
  const named = taskOfSpan(document, place, fimItem);
  if (named === null) return null;
  return {
    kind: 'observation',
    task: named.task,
    fimItem,
    assistLevel: choiceOf(span, 'level').value as AssistLevel,
    label: named.label,
    ...doubtOf(span, place),
    ...common('assistLevel/read', 'therapist', { certainty: 'implied' }),
    evidence: evidenceOf(place),
  };
}

export function priorOfSpan(document: Document, span: ReadSpan, place: Place): DraftOf<'prior'> | null {
  const fimItem = itemOf(span);
  const named = taskOfSpan(document, place, fimItem);
  if (named === null) return null;
  return {
    kind: 'prior',
    task: named.task,
    fimItem,
    assistLevel: choiceOf(span, 'level').value as AssistLevel,
    when: 'before today',
    ...common('assistLevel/prior', 'therapist', { polarity: 'past', certainty: 'implied' }),
    evidence: evidenceOf(place),
  };
}

export function itemOf(span: ReadSpan): FimItem | null {
  const { value } = choiceOf(span, 'item');
  return FIM_ITEMS.find((item) => item === value) ?? null;
}

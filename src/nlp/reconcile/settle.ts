/** A fact that both found: the values stay as the rules read them, the labels go to the reader where it is sure enough. */
import type { AssistLevel, CueFact, CueType, SafetyKind } from '../../shared/domain/facts.ts';
import type { Document } from '../extract/document.ts';
import type { Draft, Place } from '../extract/draft.ts';
import type { ReadSpan } from '../read/reading.ts';
import { choiceOf, isDisputed, probabilityOf } from './labels.ts';
import { sideOf } from './measureOfSpan.ts';
import { itemOf } from './ratingOfSpan.ts';
import { taskOfSpan } from './taskOfSpan.ts';

/** From 0 to 1: how far the reader's labels are those of the draft. */
export function agreementOf(draft: Draft, span: ReadSpan): number {
  switch (draft.kind) {
    case 'observation':
    case 'prior':
      return (
        (probabilityOf(span, 'level', draft.assistLevel ?? '') + probabilityOf(span, 'item', draft.fimItem ?? 'none')) /
        2
      );
    case 'cue':
      return probabilityOf(span, 'cueType', draft.type);
    case 'minutes':
      return probabilityOf(span, 'code', draft.cpt ?? 'other');
    case 'safety':
      return probabilityOf(span, 'safety', draft.event);
    case 'measure':
      return probabilityOf(span, 'measure', draft.measure);
    case 'pain':
      return probabilityOf(span, 'when', draft.when);
    default:
      return 0.5;
  }
}

/** @param over the least probability at which a label of the reader replaces another one */
export function settle<D extends Draft>(
  document: Document,
  draft: D,
  span: ReadSpan,
  place: Place | null,
  over: number,
): D {
  const better = (list: string, own: string): string | null => {
    const { value, p } = choiceOf(span, list);
    return value !== own && p >= over ? value : null;
  };
  switch (draft.kind) {
    case 'observation':
    case 'prior':
      return { ...draft, ...ratingOver(document, draft, span, place, better) };
    case 'cue': {
      const type = better('cueType', draft.type) as CueType | null;
      const intensity = better('cueIntensity', draft.intensity ?? 'none');
      return {
        ...draft,
        ...(type === null ? {} : { type }),
        ...(intensity === null ? {} : { intensity: intensity === 'none' ? null : (intensity as CueFact['intensity']) }),
      };
    }
    case 'minutes': {
      const code = better('code', draft.cpt ?? 'other');
      return code === null || code === 'other' || draft.cptAlternatives.includes(code)
        ? draft
        : { ...draft, cpt: code };
    }
    case 'safety': {
      const event = better('safety', draft.event) as SafetyKind | null;
      return event === null || draft.event === 'fallRisk' ? draft : { ...draft, event };
    }
    case 'measure': {
      const side = sideOf(span);
      const changed = better('side', draft.side === 'both' ? 'bilateral' : (draft.side ?? 'none')) !== null;
      return changed ? { ...draft, side } : draft;
    }
    case 'pain': {
      const when = better('when', draft.when);
      return when === null ? draft : { ...draft, when };
    }
    default:
      return draft;
  }
}

type Better = (list: string, own: string) => string | null;
type Rating = Extract<Draft, { kind: 'observation' | 'prior' }>;

function ratingOver(document: Document, draft: Rating, span: ReadSpan, place: Place | null, better: Better) {
  const level = better('level', draft.assistLevel ?? '') as AssistLevel | null;
  const isOtherItem = better('item', draft.fimItem ?? 'none') !== null;
  const fimItem = isOtherItem ? itemOf(span) : draft.fimItem;
  const named = isOtherItem && place !== null ? taskOfSpan(document, place, fimItem) : null;
  return {
    ...(level === null ? {} : { assistLevel: level }),
    ...(isDisputed(span, 'level', level ?? draft.assistLevel ?? '') ? { unsure: true } : {}),
    ...(named === null ? {} : { fimItem, task: named.task }),
  };
}

/** A fact that both found: the values stay as the rules read them, the labels go to the reader where it is sure enough. */
import type { AssistLevel, CueFact, CueType, SafetyKind } from '../../shared/domain/facts.ts';
import type { Document } from '../extract/document.ts';
import type { Draft, Place } from '../extract/draft.ts';
import type { ReadSpan } from '../read/reading.ts';
import { choiceOf, isDisputed, probabilityOf } from './labels.ts';
import { motionOf, sideOf } from './measureOfSpan.ts';
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

export interface Reader {
  readonly span: ReadSpan;
  readonly place: Place | null;
  /** The fact as it would be if the reader alone had found it; null where its words do not give one. */
  readonly own: Draft | null;
}

/** @param over the least probability at which a label of the reader replaces another one */
export function settle<D extends Draft>(document: Document, draft: D, { span, place, own }: Reader, over: number): D {
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
      return code === null || code === 'other' ? draft : { ...draft, cpt: code };
    }
    case 'safety': {
      const event = better('safety', draft.event) as SafetyKind | null;
      return event === null || draft.event === 'fallRisk' ? draft : { ...draft, event };
    }
    case 'measure': {
      const isOtherSide = better('side', draft.side === 'both' ? 'bilateral' : (draft.side ?? 'none')) !== null;
      const isOtherMotion = better('motion', draft.motion ?? 'none') !== null;
      const side = isOtherSide ? { side: sideOf(span) } : {};
      const motion = isOtherMotion ? { motion: motionOf(span) } : {};
      return { ...draft, ...side, ...motion, ...measureOver(better('measure', draft.measure), own) };
    }
    case 'pain': {
      const when = better('when', draft.when);
      return when === null ? draft : { ...draft, when };
    }
    case 'device':
      // "grab bar (rail)" for "rail": the usual name beside the spoken one.
      return own?.kind === 'device' && own.name.endsWith(` (${draft.name})`) ? { ...draft, name: own.name } : draft;
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

/** Another kind of measure brings its own reading of the figure along. */
function measureOver(measure: string | null, own: Draft | null) {
  if (measure === null || own?.kind !== 'measure') return {};
  return { measure, value: own.value, unit: own.unit };
}

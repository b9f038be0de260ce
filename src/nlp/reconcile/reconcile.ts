/**
 * Holds the facts that the rules drafted against what the reader marked in the same words. Both found it: one fact, its
 * values from the rules. Only the reader: a fact if it is sure and the words say the value. Only the rules: a fact
 * unless the reader is sure of the contrary. Kinds the reader does not know pass as they are.
 */
import type { ActiveTask } from '../extract/activeTask.ts';
import type { Document } from '../extract/document.ts';
import type { Draft, Place } from '../extract/draft.ts';
import type { Reading, ReadKind, ReadSpan } from '../read/reading.ts';
import { cueOfSpan } from './cueOfSpan.ts';
import { isOtherFigure } from './figureOf.ts';
import { confidenceOf } from './labels.ts';
import { measureOfSpan } from './measureOfSpan.ts';
import { minutesOfSpan } from './minutesOfSpan.ts';
import { pairUp, wordsApart } from './pairUp.ts';
import { placeOf } from './place.ts';
import { observationOfSpan, priorOfSpan } from './ratingOfSpan.ts';
import { agreementOf, settle } from './settle.ts';
import { isToldAlready } from './toldAlready.ts';
import { deviceOfSpan, painOfSpan, reportOfSpan, safetyOfSpan } from './toldOfSpan.ts';
import { DEFAULT_TRUST, type TrustByKind } from './trust.ts';

/** The kind of fact that each kind of mark is. */
export const FACT_OF: Readonly<Record<ReadKind, Draft['kind']>> = {
  obs: 'observation',
  prior: 'prior',
  cue: 'cue',
  min: 'minutes',
  dev: 'device',
  saf: 'safety',
  mea: 'measure',
  sub: 'subjective',
  pain: 'pain',
};

/** Facts whose value is asked about where the reader would rather not have stated them. */
const ASKED: ReadonlySet<Draft['kind']> = new Set(['observation', 'cue', 'minutes', 'measure', 'pain']);
const EVEN = 0.5;

export interface ReconcileInput {
  readonly document: Document;
  readonly active: readonly (ActiveTask | null)[];
  readonly drafts: readonly Draft[];
  readonly reading: Reading;
  readonly trust?: TrustByKind;
}

export function reconcile({ document, active, drafts, reading, trust = DEFAULT_TRUST }: ReconcileInput): Draft[] {
  const readKinds = Object.entries(FACT_OF) as [ReadKind, Draft['kind']][];
  const known = new Set(readKinds.map(([, fact]) => fact));
  const isKnown = (draft: Draft) => known.has(draft.kind) && !isRisk(draft);
  const inside = insideOf(reading);
  const settled = readKinds.flatMap(([kind, fact]) => {
    const own = drafts.filter((draft) => draft.kind === fact && isKnown(draft));
    const spans = reading.spans.filter(
      (span) => span.kind === kind && !drafts.some((draft) => isRisk(draft) && wordsApart(draft, span) === 0),
    );
    const readAs = new Map(spans.map((span) => [span, made(document, active, span)]));
    const pairs = pairUp(own, spans, (draft, span) =>
      isOtherFigure(draft, readAs.get(span)!) ? null : agreementOf(draft, span),
    );
    const isReadOtherwise = (draft: Draft) =>
      spans.some(
        (span) =>
          span.p >= trust[kind].over && wordsApart(draft, span) === 0 && isOtherFigure(draft, readAs.get(span)!),
      );
    const held = pairs.flatMap(({ draft, span }): Draft[] => {
      if (draft === null) return [];
      if (span !== null)
        return [
          settle(document, draft, { span, place: placeOf(document, span), own: readAs.get(span)! }, trust[kind].over),
        ];
      const p = inside(kind, draft);
      if (p < trust[kind].kept || isReadOtherwise(draft)) return [];
      return [p < EVEN && ASKED.has(draft.kind) ? { ...draft, unsure: true } : draft];
    });
    const found = pairs.flatMap(({ draft, span }) =>
      draft === null && span !== null && confidenceOf(span) >= trust[kind].alone ? (readAs.get(span) ?? []) : [],
    );
    for (const draft of found) if (!isToldAlready(draft, held)) held.push(draft);
    return held;
  });
  return [...drafts.filter((draft) => !isKnown(draft)), ...settled];
}

/** A judgement of the therapist, no event: the reader was taught events alone. */
const isRisk = (draft: Draft) => draft.kind === 'safety' && draft.event === 'fallRisk';

/** The highest probability, over the words a draft rests on, that they belong to a fact of the kind. */
function insideOf({ utterances }: Reading) {
  const byId = new Map(utterances.map((each) => [each.utteranceId, each.inside]));
  return (kind: ReadKind, draft: Draft): number =>
    Math.max(
      0,
      ...draft.evidence.flatMap(({ utteranceId, from, to }) => byId.get(utteranceId)?.[kind]?.slice(from, to) ?? []),
    );
}

function made(document: Document, active: readonly (ActiveTask | null)[], span: ReadSpan): Draft | null {
  const place = placeOf(document, span);
  return place === null ? null : draftOf(document, active, span, place);
}

function draftOf(
  document: Document,
  active: readonly (ActiveTask | null)[],
  span: ReadSpan,
  place: Place,
): Draft | null {
  switch (span.kind) {
    case 'obs':
      return observationOfSpan(document, span, place);
    case 'prior':
      return priorOfSpan(document, span, place);
    case 'cue':
      return cueOfSpan(document, active, span, place);
    case 'min':
      return minutesOfSpan(document, active, span, place);
    case 'dev':
      return deviceOfSpan(document, active, place);
    case 'saf':
      return safetyOfSpan(span, place);
    case 'mea':
      return measureOfSpan(document, span, place);
    case 'sub':
      return reportOfSpan(span, place);
    case 'pain':
      return painOfSpan(span, place);
  }
}

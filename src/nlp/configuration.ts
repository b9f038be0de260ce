/** Which extractors and refiners run, in order. Order is part of the meaning: corrections before merging. */
import type { ActiveTask } from './extract/activeTask.ts';
import { extractAssistLevels } from './extract/assistLevel.ts';
import { extractCues } from './extract/cues.ts';
import { extractDevices } from './extract/devices.ts';
import type { Document } from './extract/document.ts';
import type { Draft } from './extract/draft.ts';
import { extractExercises } from './extract/exercises.ts';
import { extractMeasures } from './extract/measures.ts';
import { extractMinutes } from './extract/minutes.ts';
import { extractEducation, extractReasoning, extractSkilledActions } from './extract/narrative.ts';
import { extractPain } from './extract/pain.ts';
import { extractPlans } from './extract/plan.ts';
import { extractSafety } from './extract/safety.ts';
import { extractSubjective } from './extract/subjective.ts';
import type { TrustByKind } from './reconcile/trust.ts';
import { applyCorrections } from './refine/applyCorrections.ts';
import type { Refiner } from './refine/context.ts';
import { mergeRestatements } from './refine/mergeRestatements.ts';
import { superviseCued } from './refine/superviseCued.ts';

export type Extractor = (document: Document, active: readonly (ActiveTask | null)[]) => Draft[];

export interface ExtractionConfiguration {
  readonly extractors: readonly Extractor[];
  readonly refiners: readonly Refiner[];
  /** How sure the reader has to be; by default as fitted. */
  readonly trust?: TrustByKind;
}

export const DEFAULT_CONFIGURATION: ExtractionConfiguration = {
  extractors: [
    extractAssistLevels,
    extractCues,
    extractMinutes,
    extractDevices,
    extractSafety,
    extractMeasures,
    extractPain,
    extractSubjective,
    extractPlans,
    extractEducation,
    extractSkilledActions,
    extractReasoning,
    extractExercises,
  ],
  refiners: [applyCorrections, superviseCued, mergeRestatements],
};

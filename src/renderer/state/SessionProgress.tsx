/** Remembers how far each session's processing is, whichever screen is open. */
import { createContext, type ReactNode, useContext, useState } from 'react';
import type { AppEvent } from '../../shared/contract.ts';
import type { AppError } from '../../shared/result.ts';
import { useAppEvent } from './ClientContext.tsx';

export type ProgressEvent = Extract<AppEvent, { kind: 'progress' }>;
export interface ProcessingState {
  readonly latest: ProgressEvent | null;
  readonly stagesSeen: readonly string[];
  readonly error: AppError | null;
  readonly isDone: boolean;
}

const START: ProcessingState = { latest: null, stagesSeen: [], error: null, isDone: false };
const ProgressContext = createContext<ReadonlyMap<string, ProcessingState>>(new Map());

function next(state: ProcessingState, event: AppEvent): ProcessingState {
  if (event.kind === 'progress') {
    const stagesSeen = state.stagesSeen.includes(event.stage) ? state.stagesSeen : [...state.stagesSeen, event.stage];
    const isNewRun = event.stageIndex < (state.latest?.stageIndex ?? 0);
    return { latest: event, stagesSeen: isNewRun ? [event.stage] : stagesSeen, error: null, isDone: false };
  }
  if (event.kind === 'failed') return { ...state, error: event.error };
  return event.kind === 'processed' ? { ...state, isDone: true } : state;
}

export function SessionProgressProvider({ children }: { readonly children: ReactNode }) {
  const [states, setStates] = useState<ReadonlyMap<string, ProcessingState>>(new Map());
  useAppEvent((event) => {
    if (event.kind !== 'progress' && event.kind !== 'failed' && event.kind !== 'processed') return;
    setStates((before) => new Map(before).set(event.sessionId, next(before.get(event.sessionId) ?? START, event)));
  });
  return <ProgressContext value={states}>{children}</ProgressContext>;
}

export function useProcessing(sessionId: string): ProcessingState {
  return useContext(ProgressContext).get(sessionId) ?? START;
}

/** 0 to 1 over all stages. */
export function overallShare(progress: ProgressEvent): number {
  return Math.min(1, (progress.stageIndex + progress.share) / Math.max(1, progress.stageCount));
}

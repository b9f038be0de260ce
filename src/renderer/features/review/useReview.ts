/** The review's state and everything that changes it. An edit that met a newer state shows that state and says so. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type {
  CallName,
  CorrectionInput,
  DecisionInput,
  EditInput,
  LedgerInput,
  ReviewState,
} from '../../../shared/contract.ts';
import type { AppError, Result } from '../../../shared/result.ts';
import { useAppEvent, useClient, useRead } from '../../state/ClientContext.tsx';

/** What must have come in before the page shows the new state. */
type BeforeShown = () => Promise<void>;

export interface ReviewCommands {
  edit(edit: EditInput): Promise<boolean>;
  undo(beforeShown?: BeforeShown): Promise<boolean>;
  redo(beforeShown?: BeforeShown): Promise<boolean>;
  ledger(change: LedgerInput): Promise<boolean>;
  resolveTie(code: string): Promise<boolean>;
  decide(decision: DecisionInput): Promise<boolean>;
  /** Speaker or words of the transcript; the facts follow. */
  correct(correction: CorrectionInput, beforeShown?: BeforeShown): Promise<boolean>;
  /** A change that lost its place: back into the note, or dropped. */
  settle(position: number, keep: boolean): Promise<boolean>;
  /** A sentence of the last visit's note into this one. */
  pull(statementId: string): Promise<boolean>;
  /** Takes over a state that another call returned. */
  take(next: ReviewState): void;
}

export interface Review {
  readonly state: ReviewState | undefined;
  readonly error: AppError | null;
  readonly isBusy: boolean;
  readonly commands: ReviewCommands;
}

type ReviewCall = Extract<
  CallName,
  | 'review.edit'
  | 'review.undo'
  | 'review.redo'
  | 'review.ledger'
  | 'review.resolveTie'
  | 'review.decide'
  | 'review.correct'
  | 'review.settle'
  | 'review.pull'
>;

export function useReview(sessionId: string): Review {
  const client = useClient();
  const queryClient = useQueryClient();
  const read = useRead('review.get', { sessionId });
  const [error, setError] = useState<AppError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const revision = read.data?.revision ?? 0;
  const { refetch } = read;

  const take = useCallback(
    (next: ReviewState) => queryClient.setQueryData(['review.get', { sessionId }], next),
    [queryClient, sessionId],
  );
  const changesUnderWay = useRef(0);
  useAppEvent((event) => {
    // A change of our own brings its new state along; reading it again would only fill the audit trail.
    if (event.kind !== 'changed' || event.what !== 'review' || changesUnderWay.current > 0) return;
    if (event.id === sessionId) void refetch();
  });
  const settle = useCallback(
    async (work: Promise<Result<ReviewState>>, beforeShown?: BeforeShown): Promise<boolean> => {
      changesUnderWay.current += 1;
      setBusy(true);
      setError(null);
      const result = await work;
      if (result.ok) await beforeShown?.();
      changesUnderWay.current -= 1;
      setBusy(false);
      if (result.ok) {
        take(result.value);
        return true;
      }
      setError(result.error);
      if (result.error.code === 'conflict') void refetch();
      return false;
    },
    [take, refetch],
  );
  const change = <N extends ReviewCall>(
    name: N,
    body: Parameters<typeof client.call<N>>[1],
    beforeShown?: BeforeShown,
  ): Promise<boolean> => settle(client.call(name, body) as Promise<Result<ReviewState>>, beforeShown);

  return {
    state: read.data,
    error: error ?? read.error?.error ?? null,
    isBusy,
    commands: {
      edit: (edit) => change('review.edit', { sessionId, revision, edit }),
      undo: (beforeShown) => change('review.undo', { sessionId }, beforeShown),
      redo: (beforeShown) => change('review.redo', { sessionId }, beforeShown),
      ledger: (entry) => change('review.ledger', { sessionId, revision, change: entry }),
      decide: (decision) => change('review.decide', { sessionId, revision, decision }),
      resolveTie: (code) => change('review.resolveTie', { sessionId, revision, code }),
      correct: (correction, beforeShown) => change('review.correct', { sessionId, revision, correction }, beforeShown),
      settle: (position, keep) => change('review.settle', { sessionId, revision, position, keep }),
      pull: (statementId) => change('review.pull', { sessionId, revision, statementId }),
      take,
    },
  };
}

/**
 * A report being filled in: what is typed shows at once and is kept a moment later; the document, its open points and
 * its hash come back with each save. What is typed while a save is under way is kept with the next one.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReportDraft, ReportState } from '../../../shared/contract.ts';
import type { AppError } from '../../../shared/result.ts';
import { useClient, useRead } from '../../state/ClientContext.tsx';
import { withValue } from './draftPaths.ts';

export type SaveState = 'saved' | 'typing' | 'saving';

export interface OpenReport {
  readonly state: ReportState | undefined;
  readonly draft: ReportDraft | undefined;
  readonly saveState: SaveState;
  readonly error: AppError | null;
  set(path: string, value: unknown): void;
  /** Keeps what is typed now; resolves with the state that is then kept, null when it could not be. */
  flush(): Promise<ReportState | null>;
  /** Takes over a state that another call returned. */
  take(next: ReportState): void;
}

/** Short enough that a second's typing is the most that can be lost. */
const QUIET_MS = 600;

export function useReport(reportId: string): OpenReport {
  const client = useClient();
  const read = useRead('reports.get', { reportId });
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState<ReportDraft | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const state = read.data;
  const latest = useRef({ state, typed });
  latest.current = { state, typed };
  const keep = useCallback(
    (next: ReportState) => queryClient.setQueryData(['reports.get', { reportId }], next),
    [queryClient, reportId],
  );
  const underWay = useRef<Promise<ReportState | null>>(Promise.resolve(null));

  const save = useCallback(async (): Promise<ReportState | null> => {
    const { state: before, typed: draft } = latest.current;
    if (before === undefined || draft === null) return before ?? null;
    setSaving(true);
    const result = await client.call('reports.save', { reportId, revision: before.revision, draft });
    setSaving(false);
    if (!result.ok) {
      setError(result.error);
      return null;
    }
    setError(null);
    latest.current = { ...latest.current, state: result.value };
    keep(result.value);
    // Typed on meanwhile: that is still to be kept.
    if (latest.current.typed === draft) {
      latest.current = { ...latest.current, typed: null };
      setTyped(null);
    }
    return result.value;
  }, [client, reportId, keep]);

  /** One save after the other: each is based on the revision the one before made. */
  const flush = useCallback(async (): Promise<ReportState | null> => {
    underWay.current = underWay.current.then(save, save);
    return underWay.current;
  }, [save]);

  useEffect(() => {
    if (typed === null) return undefined;
    const timer = setTimeout(() => void flush(), QUIET_MS);
    return () => clearTimeout(timer);
  }, [typed, flush]);
  // Leaving the screen keeps what was typed last.
  useEffect(() => () => void flush(), [flush]);

  return {
    state,
    draft: typed ?? state?.draft,
    saveState: isSaving ? 'saving' : typed === null ? 'saved' : 'typing',
    error: error ?? read.error?.error ?? null,
    set: useCallback((path: string, value: unknown) => {
      const base = latest.current.typed ?? latest.current.state?.draft;
      if (base === undefined) return;
      const next = withValue(base, path, value);
      latest.current = { ...latest.current, typed: next };
      setTyped(next);
    }, []),
    flush,
    take: useCallback(
      (next: ReportState) => {
        latest.current = { state: next, typed: null };
        keep(next);
        setTyped(null);
      },
      [keep],
    ),
  };
}

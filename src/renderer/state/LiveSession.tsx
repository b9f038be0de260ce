/**
 * What a running recording has told so far: timers and the preview of words. Kept above the screens so that leaving
 * the recording's screen loses nothing, and below the lock so that locking forgets it.
 */
import { createContext, type ReactNode, useContext, useState } from 'react';
import type { AppEvent } from '../../shared/contract.ts';
import { useAppEvent } from './ClientContext.tsx';

const KEPT_LINES = 40;

export type PreviewLine = Extract<AppEvent, { kind: 'preview' }>;
export type LiveLedger = Extract<AppEvent, { kind: 'ledger' }>;

export interface LiveSession {
  readonly ledger: LiveLedger | null;
  readonly lines: readonly PreviewLine[];
}

const NOTHING: LiveSession = { ledger: null, lines: [] };
const LiveContext = createContext<ReadonlyMap<string, LiveSession>>(new Map());

/** A later version of the same stretch replaces the earlier one. */
export function addLine(lines: readonly PreviewLine[], line: PreviewLine): readonly PreviewLine[] {
  const others = lines.filter((other) => other.startMs !== line.startMs);
  return [...others, line].sort((a, b) => a.startMs - b.startMs).slice(-KEPT_LINES);
}

export function LiveSessionProvider({ children }: { readonly children: ReactNode }) {
  const [sessions, setSessions] = useState<ReadonlyMap<string, LiveSession>>(new Map());
  useAppEvent((event) => {
    if (event.kind !== 'preview' && event.kind !== 'ledger') return;
    setSessions((before) => {
      const known = before.get(event.sessionId) ?? NOTHING;
      const after =
        event.kind === 'ledger' ? { ...known, ledger: event } : { ...known, lines: addLine(known.lines, event) };
      return new Map(before).set(event.sessionId, after);
    });
  });
  return <LiveContext value={sessions}>{children}</LiveContext>;
}

export function useLiveSession(sessionId: string): LiveSession {
  return useContext(LiveContext).get(sessionId) ?? NOTHING;
}

/**
 * Keeps what is being typed on the review screen in the core, twice a second at most, and gives it back after a reload, a
 * crash or the lock. A place whose text was taken into the note, or given up, is forgotten.
 */
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { UnfinishedText } from '../../shared/contract.ts';
import { useClient } from './ClientContext.tsx';

const KEEP_EVERY_MS = 500;

export interface KeptTyping {
  /** What was typed at a place before this page was opened. */
  before(place: string): string | undefined;
  keep(place: string, text: string): void;
  forget(place: string): void;
}

interface Keeper extends KeptTyping {
  /** Sends now what waits for its turn. */
  flush(place: string): void;
}

const NOTHING_KEPT: KeptTyping = { before: () => undefined, keep: () => undefined, forget: () => undefined };
const KeptTypingContext = createContext<KeptTyping>(NOTHING_KEPT);

export const useKeptTyping = (): KeptTyping => useContext(KeptTypingContext);

interface KeptTypingProviderProps {
  readonly sessionId: string;
  readonly before: readonly UnfinishedText[];
  readonly children: ReactNode;
}

export function KeptTypingProvider({ sessionId, before, children }: KeptTypingProviderProps) {
  const client = useClient();
  const queryClient = useQueryClient();
  const texts = useRef(new Map(before.map(({ place, text }) => [place, text])));
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());

  const kept = useMemo((): Keeper => {
    const send = (place: string): void => {
      clearTimeout(timers.current.get(place));
      timers.current.delete(place);
      // A text that cannot be kept is still in its field: nothing to tell before it is saved there.
      void client.call('typing.keep', { sessionId, place, text: texts.current.get(place) ?? '' });
    };
    return {
      flush: send,
      before: (place) => texts.current.get(place),
      keep(place, text) {
        texts.current.set(place, text);
        if (!timers.current.has(place)) timers.current.set(place, setTimeout(send, KEEP_EVERY_MS, place));
      },
      forget(place) {
        if (!texts.current.delete(place)) return;
        send(place);
      },
    };
  }, [client, sessionId]);

  useEffect(() => {
    const waiting = timers.current;
    return () => {
      for (const place of [...waiting.keys()]) kept.flush(place);
      // Read anew when the review is opened again.
      queryClient.removeQueries({ queryKey: ['typing.get', { sessionId }] });
    };
  }, [kept, queryClient, sessionId]);
  return <KeptTypingContext value={kept}>{children}</KeptTypingContext>;
}

/**
 * A text field that is kept while it is typed. `wasKept`: it opened with what was typed earlier.
 * @param settled the text that needs no keeping: what the field holds when nothing was typed
 */
export function useKeptText(place: string, settled: string) {
  const kept = useKeptTyping();
  const [earlier] = useState(() => {
    const text = kept.before(place);
    return text === undefined || text.trim() === settled ? null : text;
  });
  const [text, setText] = useState(earlier ?? settled);
  return {
    text,
    wasKept: earlier !== null,
    change(next: string): void {
      setText(next);
      kept.keep(place, next);
    },
    forget: () => kept.forget(place),
  };
}

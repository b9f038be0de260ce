/**
 * Keeps what is being typed on the review screen in the core, twice a second at most, and gives it back after a reload, a
 * crash or the lock. A place whose text was taken into the note, or given up, is forgotten.
 */
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { UnfinishedText } from '../../shared/contract.ts';
import type { Client } from '../transport/client.ts';
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
  flush(): void;
}

const NOTHING_KEPT: KeptTyping = { before: () => undefined, keep: () => undefined, forget: () => undefined };
const KeptTypingContext = createContext<KeptTyping>(NOTHING_KEPT);

export const useKeptTyping = (): KeptTyping => useContext(KeptTypingContext);

interface KeptTypingProviderProps {
  readonly sessionId: string;
  readonly children: ReactNode;
}

/** Shows its children once it is known what was being typed: a field takes its text when it is made. */
export function KeptTypingProvider({ sessionId, children }: KeptTypingProviderProps) {
  const client = useClient();
  const [keeper, setKeeper] = useState<Keeper | null>(null);
  useEffect(() => {
    let isCurrent = true;
    let made: Keeper | null = null;
    void client.call('typing.get', { sessionId }).then((kept) => {
      if (!isCurrent) return;
      made = createKeeper(client, sessionId, kept.ok ? kept.value : []);
      setKeeper(made);
    });
    return () => {
      isCurrent = false;
      made?.flush();
    };
  }, [client, sessionId]);
  if (keeper === null) return <main className="centred" aria-busy="true" />;
  return <KeptTypingContext value={keeper}>{children}</KeptTypingContext>;
}

function createKeeper(client: Client, sessionId: string, before: readonly UnfinishedText[]): Keeper {
  const texts = new Map(before.map(({ place, text }) => [place, text]));
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const send = (place: string): void => {
    clearTimeout(timers.get(place));
    timers.delete(place);
    // A text that cannot be kept is still in its field: nothing to tell before it is saved there.
    void client.call('typing.keep', { sessionId, place, text: texts.get(place) ?? '' });
  };
  return {
    before: (place) => texts.get(place),
    keep(place, text) {
      texts.set(place, text);
      if (!timers.has(place)) timers.set(place, setTimeout(send, KEEP_EVERY_MS, place));
    },
    forget(place) {
      if (texts.delete(place)) send(place);
    },
    flush() {
      for (const place of [...timers.keys()]) send(place);
    },
  };
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

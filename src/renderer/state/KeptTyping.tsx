/**
 * Keeps what is being typed on the review screen in the core, twice a second at most, and gives it back after a reload, a
 * crash or the lock. A place whose text was taken into the note, or given up, is forgotten.
 */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { UnfinishedText } from '../../shared/contract.ts';
import type { Client } from '../transport/client.ts';
import { useClient } from './ClientContext.tsx';

const KEEP_EVERY_MS = 500;

export interface KeptTyping {
  /** What was typed at a place before this page was opened. */
  before(place: string): string | undefined;
  keep(place: string, text: string): void;
  forget(place: string): void;
  /** Sends now what waits for its turn. */
  flush(): Promise<void>;
  /** Takes over where the core has the texts now: a correction numbers sentences and questions anew. */
  follow(): Promise<void>;
  /** Raised when texts moved: a field of before belongs to another sentence or question now. */
  readonly generation: number;
}

type Keeper = Omit<KeptTyping, 'generation' | 'follow'> & {
  /** @returns whether any text stands elsewhere now */
  replace(texts: readonly UnfinishedText[]): boolean;
};

const NOTHING_KEPT: KeptTyping = {
  before: () => undefined,
  keep: () => undefined,
  forget: () => undefined,
  flush: async () => undefined,
  follow: async () => undefined,
  generation: 0,
};
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
  const [generation, setGeneration] = useState(0);
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
      void made?.flush();
    };
  }, [client, sessionId]);
  const typing = useMemo((): KeptTyping | null => {
    if (keeper === null) return null;
    const follow = async (): Promise<void> => {
      const kept = await client.call('typing.get', { sessionId });
      if (kept.ok && keeper.replace(kept.value)) setGeneration((before) => before + 1);
    };
    return { ...keeper, follow, generation };
  }, [keeper, generation, client, sessionId]);
  if (typing === null) return <main className="centred" aria-busy="true" />;
  return <KeptTypingContext value={typing}>{children}</KeptTypingContext>;
}

function createKeeper(client: Client, sessionId: string, before: readonly UnfinishedText[]): Keeper {
  const texts = new Map(before.map(({ place, text }) => [place, text]));
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const send = async (place: string): Promise<void> => {
    clearTimeout(timers.get(place));
    timers.delete(place);
    // A text that cannot be kept is still in its field: nothing to tell before it is saved there.
    await client.call('typing.keep', { sessionId, place, text: texts.get(place) ?? '' });
  };
  return {
    before: (place) => texts.get(place),
    keep(place, text) {
      texts.set(place, text);
      if (!timers.has(place)) timers.set(place, setTimeout(send, KEEP_EVERY_MS, place));
    },
    forget(place) {
      if (texts.delete(place)) void send(place);
    },
    async flush() {
      await Promise.all([...timers.keys()].map(send));
    },
    replace(now) {
      const held = [...texts.values()].filter((text) => text.trim() !== '').length;
      const isSame = now.length === held && now.every(({ place, text }) => texts.get(place)?.trim() === text.trim());
      if (isSame) return false;
      texts.clear();
      for (const { place, text } of now) texts.set(place, text);
      return true;
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

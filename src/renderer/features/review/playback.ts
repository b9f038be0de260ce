/**
 * What is being heard right now, outside React's state: words light up as they sound, and only the lines that show
 * them are drawn again.
 */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Utterance } from '../../../shared/domain/utterance.ts';

export interface Playback {
  readonly isPlaying: boolean;
  /** Session time; -1 when nothing plays. */
  readonly atMs: number;
}

export interface PlaybackStore {
  get(): Playback;
  set(next: Playback): void;
  subscribe(listener: () => void): () => void;
}

export const SILENT: Playback = { isPlaying: false, atMs: -1 };

export function createPlaybackStore(): PlaybackStore {
  let current = SILENT;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set: (next) => {
      current = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const PlaybackContext = createContext<PlaybackStore>(createPlaybackStore());

export function useIsPlaying(): boolean {
  const store = useContext(PlaybackContext);
  return useSyncExternalStore(store.subscribe, () => store.get().isPlaying);
}

/** The number of the word that sounds now, or -1. */
export function useSoundingWord(utterance: Utterance): number {
  const store = useContext(PlaybackContext);
  return useSyncExternalStore(store.subscribe, () => {
    const { atMs } = store.get();
    if (atMs < utterance.startMs || atMs >= utterance.endMs + 200) return -1;
    return utterance.words.findIndex((word, index) => {
      const next = utterance.words[index + 1];
      return atMs >= word.startMs && atMs < (next?.startMs ?? word.endMs);
    });
  });
}

/** Plays stretches of the session one after another. The sound comes as a WAV from the core and lives in a blob only. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AppError } from '../../../shared/result.ts';
import type { Span } from '../../../shared/time.ts';
import { bytesFromBase64 } from '../../format/base64.ts';
import { useClient } from '../../state/ClientContext.tsx';
import { createPlaybackStore, type PlaybackStore, SILENT } from './playback.ts';

export interface Player {
  readonly store: PlaybackStore;
  readonly error: AppError | null;
  /** `heard`: statement and fact ids that count as listened to. */
  play(clips: readonly Span[], heard: readonly string[]): void;
  stop(): void;
}

/** Plays to the end; resolves early when the signal stops it. */
function playToEnd(url: string, startMs: number, store: PlaybackStore, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const audio = new Audio(url);
    let frame = 0;
    const follow = (): void => {
      store.set({ isPlaying: true, atMs: startMs + audio.currentTime * 1000 });
      frame = requestAnimationFrame(follow);
    };
    const end = (): void => {
      cancelAnimationFrame(frame);
      audio.pause();
      // Lets go of the sound before its address is given back; else a stop while it loads asks for an address that is gone.
      audio.removeAttribute('src');
      audio.load();
      resolve();
    };
    audio.onended = end;
    audio.onerror = end;
    signal.addEventListener('abort', end, { once: true });
    void audio.play().then(follow, end);
  });
}

export function usePlayer(sessionId: string): Player {
  const client = useClient();
  const store = useMemo(createPlaybackStore, []);
  const running = useRef<AbortController | null>(null);
  const [error, setError] = useState<AppError | null>(null);

  const stop = useCallback(() => {
    running.current?.abort();
    running.current = null;
    store.set(SILENT);
  }, [store]);

  const play = useCallback(
    (clips: readonly Span[], heard: readonly string[]) => {
      stop();
      const control = new AbortController();
      running.current = control;
      const playAll = async (): Promise<void> => {
        setError(null);
        for (const [index, clip] of clips.entries()) {
          const isLast = index === clips.length - 1;
          const { startMs, endMs } = clip;
          const body = { sessionId, startMs, endMs, heard: isLast ? [...heard] : [] };
          const result = await client.call('review.play', body);
          if (control.signal.aborted) return;
          if (!result.ok) {
            setError(result.error);
            break;
          }
          const sound = new Blob([bytesFromBase64(result.value.wavBase64)], { type: 'audio/wav' });
          const url = URL.createObjectURL(sound);
          await playToEnd(url, result.value.startMs, store, control.signal);
          URL.revokeObjectURL(url);
          if (control.signal.aborted) return;
        }
        store.set(SILENT);
      };
      void playAll();
    },
    [client, sessionId, stop, store],
  );

  useEffect(() => stop, [stop]);
  return { store, error, play, stop };
}

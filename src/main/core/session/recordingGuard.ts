/**
 * A recording that may have been forgotten: nobody has spoken for long, it has been paused for long, or the planned time
 * is over. It asks, and asks again later; it never stops, pauses or cuts anything by itself.
 */
import type { RecordingAsk } from '../../../shared/contract.ts';
import type { Role } from '../../../shared/domain/audio.ts';

export interface GuardLimits {
  /** Minutes without speech; null: never asked. */
  readonly quietMinutes: number | null;
  /** Recorded minutes the visit was planned for; null: never asked. */
  readonly plannedMinutes: number | null;
}

export interface RecordingGuard {
  begin(limits: GuardLimits): void;
  /** Words were understood, of somebody. */
  spoken(speaker: Role | null): void;
  /** Whether the words are understood while recording: only then is quiet told from noise. */
  hears(isListening: boolean): void;
  /** @param elapsedMs on the sample clock */
  recorded(elapsedMs: number): void;
  paused(isPaused: boolean): void;
  /** Still treating. */
  goOn(): void;
  end(): void;
  ask(): RecordingAsk | null;
  stop(): void;
}

export interface RecordingGuardDeps {
  readonly nowMs: () => number;
  readonly every: (milliseconds: number, look: () => void) => () => void;
  /** The question came up or went away. */
  readonly announce: () => void;
}

const LOOK_EVERY_MS = 5000;
const MINUTE_MS = 60_000;
const PAUSED_MINUTES = 10;
/** After "still treating" beyond the planned time. */
const AGAIN_AFTER_MINUTES = 15;

interface Watched {
  readonly limits: GuardLimits;
  lastSpokenMs: number;
  isListening: boolean;
  pausedSinceMs: number | null;
  elapsedMs: number;
  askAtElapsedMs: number | null;
  ask: RecordingAsk | null;
}

export function createRecordingGuard({ nowMs, every, announce }: RecordingGuardDeps): RecordingGuard {
  let watched: Watched | null = null;

  function due(on: Watched): RecordingAsk | null {
    if (on.pausedSinceMs !== null) {
      const minutes = minutesSince(on.pausedSinceMs, nowMs());
      return minutes >= PAUSED_MINUTES ? { reason: 'paused', minutes } : null;
    }
    const { quietMinutes } = on.limits;
    const quiet = minutesSince(on.lastSpokenMs, nowMs());
    if (on.isListening && quietMinutes !== null && quiet >= quietMinutes) return { reason: 'quiet', minutes: quiet };
    const isOver = on.askAtElapsedMs !== null && on.elapsedMs >= on.askAtElapsedMs;
    return isOver ? { reason: 'overTime', minutes: Math.floor(on.elapsedMs / MINUTE_MS) } : null;
  }

  function look(): void {
    if (watched === null) return;
    const next = due(watched);
    const isSame = next?.reason === watched.ask?.reason && next?.minutes === watched.ask?.minutes;
    watched.ask = next;
    if (!isSame) announce();
  }
  const stop = every(LOOK_EVERY_MS, look);

  return {
    begin(limits) {
      const planned = limits.plannedMinutes;
      watched = {
        ...{ limits, lastSpokenMs: nowMs(), isListening: false, pausedSinceMs: null, elapsedMs: 0, ask: null },
        askAtElapsedMs: planned === null ? null : planned * MINUTE_MS,
      };
    },
    spoken(speaker) {
      // Bystanders go on talking beside a forgotten microphone.
      if (watched !== null && speaker !== 'other') watched.lastSpokenMs = nowMs();
    },
    hears(isListening) {
      if (watched === null || watched.isListening === isListening) return;
      watched.isListening = isListening;
      watched.lastSpokenMs = nowMs();
    },
    recorded(elapsedMs) {
      if (watched !== null) watched.elapsedMs = elapsedMs;
    },
    paused(isPaused) {
      if (watched === null || (watched.pausedSinceMs !== null) === isPaused) return;
      watched.pausedSinceMs = isPaused ? nowMs() : null;
      watched.lastSpokenMs = nowMs();
      look();
    },
    goOn() {
      if (watched === null) return;
      if (watched.ask?.reason === 'overTime')
        watched.askAtElapsedMs = watched.elapsedMs + AGAIN_AFTER_MINUTES * MINUTE_MS;
      if (watched.pausedSinceMs !== null) watched.pausedSinceMs = nowMs();
      watched.lastSpokenMs = nowMs();
      look();
    },
    end() {
      watched = null;
    },
    ask: () => watched?.ask ?? null,
    stop,
  };
}

function minutesSince(sinceMs: number, nowMs: number): number {
  return Math.floor((nowMs - sinceMs) / MINUTE_MS);
}

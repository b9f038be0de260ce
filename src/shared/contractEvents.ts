/** What the core tells the pages by itself: made by the core, so these carry a type and are not parsed. */
import type { AppStatus, PreviewWord } from './contractViews.ts';
import type { ChannelHealth, Role } from './domain/audio.ts';
import type { LedgerEntry } from './domain/billing.ts';
import type { AppError } from './result.ts';

/** What the core tells without being asked. `meters` may be dropped when the page is slow, the rest may not. */
export type AppEvent =
  | { readonly kind: 'status'; readonly status: AppStatus }
  | {
      readonly kind: 'meters';
      readonly elapsedMs: number;
      readonly peakDbFs: readonly number[];
      readonly rmsDbFs: readonly number[];
      readonly verdicts: readonly ChannelHealth['verdict'][];
    }
  | {
      readonly kind: 'preview';
      readonly sessionId: string;
      readonly startMs: number;
      readonly endMs: number;
      readonly speaker: Role | null;
      readonly text: string;
      readonly words: readonly PreviewWord[];
    }
  | {
      readonly kind: 'ledger';
      readonly sessionId: string;
      readonly entries: readonly LedgerEntry[];
      /** Where the timed minutes stand in the unit table and the patient's year. */
      readonly notices?: readonly string[];
      readonly running: { readonly task: string; readonly startMs: number } | null;
    }
  | {
      readonly kind: 'progress';
      readonly sessionId: string;
      readonly stage: string;
      readonly stageIndex: number;
      readonly stageCount: number;
      readonly share: number;
    }
  | { readonly kind: 'processed'; readonly sessionId: string }
  | { readonly kind: 'failed'; readonly sessionId: string; readonly error: AppError }
  | { readonly kind: 'changed'; readonly what: 'patients' | 'sessions' | 'review'; readonly id: string | null };

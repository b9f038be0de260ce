/**
 * The app's own log: one JSON object per line with allow-listed fields. No free text is ever written: an error's
 * message may quote a patient, so only its class, code and the places in our code are kept.
 */
import { appendFileSync, renameSync, statSync } from 'node:fs';

const MAX_BYTES = 1_000_000;
const MAX_FRAMES = 12;

export interface LogEntry {
  readonly event: string;
  /** Connects a message on the screen with its line here. */
  readonly incident?: string;
  readonly call?: string;
  readonly error?: unknown;
}

export interface Logger {
  write(entry: LogEntry): void;
}

export const silentLogger: Logger = { write: () => undefined };

export function createFileLogger(file: string, now: () => Date): Logger {
  return {
    write: ({ event, incident, call, error }) => {
      const line = { at: now().toISOString(), event, incident, call, ...describeError(error) };
      try {
        rotate(file);
        appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
      } catch {
        // A log that cannot be written (full disk) must not take the recording down with it.
      }
    },
  };
}

export function describeError(error: unknown): {
  readonly error?: string;
  readonly code?: string;
  readonly frames?: readonly string[];
} {
  if (error === undefined) return {};
  if (!(error instanceof Error)) return { error: typeof error };
  const code = (error as { code?: unknown }).code;
  return {
    error: error.name,
    code: typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code) ? code : undefined,
    frames: framesOf(error.stack ?? ''),
  };
}

/** "router.ts:42:7" of each frame: the lines above them repeat the message and are left out. */
function framesOf(stack: string): readonly string[] {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => /([\w.-]+\.(?:ts|js|cjs|mjs)):(\d+):(\d+)\)?$/.exec(line)?.slice(1, 4).join(':') ?? '')
    .filter((frame) => frame !== '')
    .slice(0, MAX_FRAMES);
}

function rotate(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_BYTES) renameSync(file, `${file}.old`);
}

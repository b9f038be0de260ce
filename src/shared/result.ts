/** Expected failures travel as values; throwing is for bugs. */
export type Result<T, E = AppError> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** Closed list of what can go wrong in a way the user can be told about. */
export type AppErrorCode =
  | 'invalid_input'
  | 'unreadable_audio'
  | 'model_missing'
  | 'model_altered'
  | 'storage'
  | 'storage_full'
  | 'locked'
  | 'wrong_passphrase'
  | 'not_found'
  | 'conflict'
  | 'consent_required'
  | 'blocked'
  | 'device_lost'
  | 'device_unavailable'
  | 'cancelled'
  | 'internal';

/**
 * An expected failure. `message` is one plain sentence for the therapist that says what to do;
 * it never holds patient words, only names of files and fields.
 */
export interface AppError {
  readonly code: AppErrorCode;
  readonly message: string;
  readonly at?: string;
  readonly retryable?: boolean;
  readonly waitMs?: number;
}

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail(
  code: AppErrorCode,
  message: string,
  more: Omit<AppError, 'code' | 'message'> = {},
): { readonly ok: false; readonly error: AppError } {
  return { ok: false, error: { code, message, ...more } };
}

/** Carries an AppError through code that can only throw (streams, library callbacks); unwrapped at the border. */
export class AppFailure extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(error.message);
    this.name = 'AppFailure';
    this.error = error;
  }
}

export function failure(
  code: AppErrorCode,
  message: string,
  more: Omit<AppError, 'code' | 'message'> = {},
): AppFailure {
  return new AppFailure({ code, message, ...more });
}

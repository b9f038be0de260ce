import type { AppErrorCode } from '../../shared/result.ts';

/** Exit codes of the command line, documented in the README. */
export const EXIT = {
  done: 0,
  findings: 1,
  badInput: 2,
  unreadableAudio: 3,
  storage: 4,
  model: 5,
  device: 6,
  locked: 7,
  internal: 70,
  interrupted: 130,
} as const;

const BY_ERROR: Readonly<Record<AppErrorCode, number>> = {
  invalid_input: EXIT.badInput,
  unreadable_audio: EXIT.unreadableAudio,
  model_missing: EXIT.model,
  model_altered: EXIT.model,
  storage: EXIT.storage,
  storage_full: EXIT.storage,
  locked: EXIT.locked,
  wrong_passphrase: EXIT.locked,
  not_found: EXIT.badInput,
  conflict: EXIT.storage,
  consent_required: EXIT.badInput,
  blocked: EXIT.findings,
  device_lost: EXIT.device,
  device_unavailable: EXIT.device,
  cancelled: EXIT.interrupted,
  internal: EXIT.internal,
};

export function exitCodeFor(code: AppErrorCode): number {
  return BY_ERROR[code];
}

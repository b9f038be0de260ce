/**
 * Whether a session stands under consent at this moment, told from the calls that succeeded and the app's phase.
 * The shell opens the microphone permission by this alone: no consent, a new session or a lock closes it.
 */
import type { AppEvent, CallName } from '../../../shared/contract.ts';

export type ConsentSignal =
  | { readonly kind: 'call'; readonly name: CallName; readonly body: unknown }
  | { readonly kind: 'event'; readonly event: AppEvent };

export function consentAfter(hasConsent: boolean, signal: ConsentSignal): boolean {
  if (signal.kind === 'event') {
    if (signal.event.kind !== 'status') return hasConsent;
    const { phase, recording } = signal.event.status;
    return hasConsent && (phase === 'unlocked' || recording !== null);
  }
  switch (signal.name) {
    case 'sessions.consent':
      return (signal.body as { readonly given?: unknown }).given === true;
    case 'sessions.create':
    case 'recording.stop':
    case 'sample.open':
      return false;
    default:
      return hasConsent;
  }
}

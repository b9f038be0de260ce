/**
 * What a page may ask the browser for: nothing, with two exceptions for our own origin. It may put text on the
 * clipboard, and it may hear a microphone while a session stands under consent. Pictures, devices and the rest stay
 * denied whoever asks.
 */
import type { Session } from './electronApi.ts';
import { isOwnAddress } from './pageOrigin.ts';

export interface PermissionQuestion {
  readonly permission: string;
  /** Address or origin of the frame that asks; absent means nobody we know. */
  readonly asker: string | undefined;
  /** What is wanted under 'media'. */
  readonly media: readonly string[];
}

export function isPermitted(question: PermissionQuestion, hasConsent: boolean): boolean {
  if (question.asker === undefined || !isOwnAddress(question.asker)) return false;
  if (question.permission === 'clipboard-sanitized-write') return true;
  if (question.permission !== 'media' || !hasConsent) return false;
  return question.media.length > 0 && question.media.every((kind) => kind === 'audio');
}

export function guardPermissions(session: Session, hasConsent: () => boolean): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const asker = 'requestingUrl' in details ? details.requestingUrl : undefined;
    answer(isPermitted({ permission, asker, media }, hasConsent()));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) => {
    const media = details.mediaType === undefined ? [] : [details.mediaType];
    return isPermitted({ permission, asker: requestingOrigin, media }, hasConsent());
  });
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
}

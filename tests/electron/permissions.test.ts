import { describe, expect, it } from 'vitest';
import type { Session } from '../../src/main/shell/electron/electronApi.ts';
import { guardPermissions } from '../../src/main/shell/electron/permissions.ts';
import { FakeSession } from '../support/fakeElectron.ts';

const PERMISSIONS = [
  'media',
  'clipboard-sanitized-write',
  'clipboard-read',
  'display-capture',
  'fullscreen',
  'geolocation',
  'hid',
  'idle-detection',
  'local-fonts',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'notifications',
  'openExternal',
  'pointerLock',
  'serial',
  'speaker-selection',
  'storage-access',
  'usb',
  'window-management',
  'fileSystem',
  'unknown',
];
const ORIGINS = ['app://scribe/', 'https://evil.example/?x=app://scribe/', 'app://scribe.evil/'];

type RequestHandler = (
  contents: null,
  permission: string,
  answer: (isGranted: boolean) => void,
  details: object,
) => void;
type CheckHandler = (contents: null, permission: string, origin: string, details: object) => boolean;

function asked(hasConsent: boolean) {
  const session = new FakeSession();
  guardPermissions(session as unknown as Session, () => hasConsent);
  const request = session.handlers.get('permissionRequest') as unknown as RequestHandler;
  const check = session.handlers.get('permissionCheck') as unknown as CheckHandler;
  return {
    session,
    request(permission: string, requestingUrl: string | undefined, mediaTypes?: readonly string[]): boolean {
      const answers: boolean[] = [];
      request(null, permission, (isGranted) => answers.push(isGranted), {
        isMainFrame: true,
        ...(requestingUrl === undefined ? {} : { requestingUrl }),
        ...(mediaTypes ? { mediaTypes } : {}),
      });
      expect(answers).toHaveLength(1);
      return answers[0]!;
    },
    check: (permission: string, origin: string, mediaType?: string): boolean =>
      check(null, permission, origin, { isMainFrame: true, ...(mediaType ? { mediaType } : {}) }),
  };
}

describe.each([true, false])('with consent: %s', (hasConsent) => {
  const ours = asked(hasConsent);
  for (const origin of ORIGINS) {
    for (const permission of PERMISSIONS) {
      const isOurs = origin === 'app://scribe/';
      const expected = isOurs && (permission === 'clipboard-sanitized-write' || (permission === 'media' && hasConsent));
      it(`${permission} for ${origin} is ${expected ? 'granted' : 'denied'}, asked for and checked`, () => {
        expect(ours.request(permission, origin, ['audio'])).toBe(expected);
        expect(ours.check(permission, origin, 'audio')).toBe(expected);
      });
    }
  }
});

describe('with consent, a page of ours', () => {
  const { request, check } = asked(true);

  it.each([[['video']], [['audio', 'video']], [[]]])('gets no media but sound: %j', (types) => {
    expect(request('media', 'app://scribe/', types)).toBe(false);
  });

  it.each(['video', 'unknown', undefined])('gets no media but sound when checked: %s', (type) => {
    expect(check('media', 'app://scribe', type)).toBe(false);
  });

  it('gets nothing when nobody knows who asks', () => {
    expect(request('media', undefined, ['audio'])).toBe(false);
    expect(check('media', '', 'audio')).toBe(false);
  });
});

describe('devices', () => {
  const { session } = asked(true);
  const answer = (name: string, question: object): unknown => {
    const answers: unknown[] = [];
    const handler = session.handlers.get(name) as unknown as (
      question: object,
      answer: (a: unknown) => void,
    ) => unknown;
    const returned = handler(question, (each) => answers.push(each));
    return answers.length > 0 ? answers[0] : returned;
  };

  it.each(['hid', 'serial', 'usb'])('%s: none is handed out', (deviceType) => {
    expect(answer('devicePermission', { deviceType, origin: 'app://scribe' })).toBe(false);
  });

  it('the screen is not captured and nothing is paired', () => {
    expect(answer('displayMedia', {})).toBeNull();
    expect(answer('bluetoothPairing', {})).toEqual({ confirmed: false });
  });
});

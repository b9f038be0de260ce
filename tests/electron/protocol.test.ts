import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerPage } from '../../src/main/shell/electron/protocol.ts';
import { readServedFiles, type ServedFiles } from '../../src/main/shell/electron/servedFiles.ts';
import { type BuiltPages, buildSmallPages } from '../support/builtPages.ts';
import { HOSTILE_ADDRESSES } from '../support/hostileAddresses.ts';

let pages: BuiltPages;
let files: ServedFiles;
beforeAll(() => {
  pages = buildSmallPages();
  files = readServedFiles(pages.folder);
});
afterAll(() => pages.remove());

const get = (url: string, method = 'GET'): Promise<Response> => answerPage({ url, method }, files);

const TRAVERSALS = [
  '/../secret.js',
  '/../../etc/passwd',
  '/assets/../not-listed.js',
  '/assets/../../secret.js',
  '/assets/./app-1.js',
  '/./assets/app-1.js',
  '//assets/app-1.js',
  '/assets//app-1.js',
  '/%2e%2e/secret.js',
  '/%2E%2E%2Fsecret.js',
  '/..%2fsecret.js',
  '/..%5csecret.js',
  '/..\\secret.js',
  '/assets\\app-1.js',
  '/%252e%252e/secret.js',
  '/%c0%ae%c0%ae/secret.js',
  '/%uff0e%uff0e/secret.js',
  '/....//secret.js',
  '/..;/secret.js',
  '/.../secret.js',
  '/assets/%61pp-1.js',
  '/assets/app-1.js/',
  '/assets/app-1.js/..',
  '/assets/app-1.js%00.html',
  '/assets/app-1.js\u0000',
  '/assets/app-1.js ',
  '/assets/app-1.js.',
  '/assets/app-1.js::$DATA',
  '/assets/APP-1.JS',
  '/assets/',
  '/assets',
  '/not-listed.js',
  '/manifest.json',
  '/index.html/../not-listed.js',
  '/index.htm',
  '/INDEX.HTML',
  '/etc/passwd',
  '//etc/passwd',
  '/C:/Windows/win.ini',
  '/C%3A%5CWindows%5Cwin.ini',
  '/file:///etc/passwd',
  '/__proto__',
  '/constructor',
  '/toString',
  '/hasOwnProperty',
  '/~root',
  '/.env',
  '/.',
  '/..',
];

describe('pages', () => {
  it.each([
    ['app://scribe/', 'text/html; charset=utf-8'],
    ['app://scribe/index.html', 'text/html; charset=utf-8'],
    ['app://scribe/?session=1', 'text/html; charset=utf-8'],
    ['app://scribe/#/review', 'text/html; charset=utf-8'],
    ['app://scribe/assets/app-1.js', 'text/javascript; charset=utf-8'],
    ['app://scribe/assets/app-1.css', 'text/css; charset=utf-8'],
    ['app://scribe/assets/inter-1.woff2', 'font/woff2'],
  ])('%s is served as %s', async (url, contentType) => {
    const response = await get(url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(contentType);
    expect((await response.text()).length).toBeGreaterThan(0);
  });

  it.each(TRAVERSALS)('%j is not found', async (path) => {
    const response = await get(`app://scribe${path}`);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
  });

  it.each(HOSTILE_ADDRESSES.filter((url) => !url.startsWith('app://scribe/')))('%j is not found', async (url) => {
    expect((await get(url)).status).toBe(404);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is refused', async (method) => {
    const response = await get('app://scribe/', method);
    expect(response.status).toBe(405);
    expect(await response.text()).toBe('');
  });

  it('HEAD answers with the headers alone', async () => {
    const response = await get('app://scribe/', 'HEAD');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });
});

describe('headers', () => {
  it.each(['/', '/assets/app-1.js', '/nothing-here'])('stand on every answer: %s', async (path) => {
    const { headers } = await get(`app://scribe${path}`);
    const nonce = /'nonce-([^']+)'/.exec(headers.get('content-security-policy')!)![1]!;
    expect(
      Object.fromEntries([...headers].filter(([name]) => !['content-type', 'permissions-policy'].includes(name))),
    ).toEqual({
      'content-security-policy': [
        "default-src 'none'",
        "script-src 'self'",
        `style-src 'self' 'nonce-${nonce}'`,
        "img-src 'self' blob: data:",
        "font-src 'self'",
        "connect-src 'self'",
        "media-src 'self' blob:",
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ].join('; '),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    const features = headers.get('permissions-policy')!.split(', ');
    expect(features).toContain('microphone=(self)');
    for (const feature of ['camera', 'geolocation', 'usb', 'hid', 'serial', 'display-capture']) {
      expect(features).toContain(`${feature}=()`);
    }
  });

  it('carry a nonce that is new each time and stands in the page', async () => {
    const nonces = new Set<string>();
    for (let i = 0; i < 50; i += 1) {
      const response = await get('app://scribe/');
      const nonce = /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy')!)![1]!;
      expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
      expect(await response.text()).toContain(`<meta property="csp-nonce" nonce="${nonce}" />`);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(50);
  });
});

describe('the build', () => {
  it('is refused when its list names a file outside the folder', async () => {
    const { writeFileSync } = await import('node:fs');
    for (const file of ['../secret.js', '/etc/passwd', 'assets/../../x.js', '..\\secret.js', 'C:/x.js', '']) {
      const other = buildSmallPages();
      writeFileSync(`${other.folder}/manifest.json`, JSON.stringify({ 'index.html': { file } }));
      expect(() => readServedFiles(other.folder)).toThrow();
      other.remove();
    }
  });
});

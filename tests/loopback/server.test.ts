import { readFileSync, statSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createAccessKeys } from '../../src/main/shell/loopback/accessKeys.ts';
import { openFile, writeOpeningFile } from '../../src/main/shell/loopback/openInBrowser.ts';
import { type Loopback, startLoopback } from '../../src/main/shell/loopback/startLoopback.ts';
import { openPage, signIn } from '../contract/transports.ts';
import { type BuiltPages, buildSmallPages } from '../support/builtPages.ts';
import { PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let app: TestCore;
let pages: BuiltPages;
let loopback: Loopback;
let port: number;
let origin: string;

beforeAll(() => {
  pages = buildSmallPages();
});
afterAll(() => pages.remove());

beforeEach(async () => {
  app = startTestCore();
  loopback = await startLoopback({ core: app.core, pages: pages.folder, lockAfterMs: 50, signInMs: 1500 });
  origin = new URL(loopback.url).origin;
  port = Number(new URL(loopback.url).port);
});
afterEach(async () => {
  await loopback.close();
  await app.remove();
});

/** The path is sent as it stands: no client may tidy it up first. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    call.once('error', reject);
    call.end();
  });
}

/** The status a socket is refused with, or 101. */
function upgrade(headers: Record<string, string>, path = '/socket'): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      const all = {
        Host: `127.0.0.1:${port}`,
        Origin: origin,
        Upgrade: 'websocket',
        Connection: 'Upgrade',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': Buffer.alloc(16).toString('base64'),
        ...headers,
      };
      const lines = Object.entries(all)
        .filter(([, value]) => value !== '')
        .map(([key, value]) => `${key}: ${value}`);
      socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    });
    socket.once('data', (data) => {
      socket.destroy();
      resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(String(data))?.[1]));
    });
    socket.once('error', reject);
  });
}

describe('the pages over http', () => {
  it('are served with every header that keeps them to themselves', async () => {
    const { status, headers, body } = await get('/');
    expect(status).toBe(200);
    const policy = headers['content-security-policy'] ?? '';
    for (const part of ["default-src 'none'", "script-src 'self';", "frame-ancestors 'none'", "trusted-types 'none'"]) {
      expect(policy).toContain(part);
    }
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(headers['set-cookie']).toBeUndefined();
    const nonce = /nonce="([^"]+)"/.exec(body)?.[1] ?? '';
    expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
    expect(policy).toContain(`'nonce-${nonce}'`);
  });

  it('get another nonce with each answer', async () => {
    const nonces = await Promise.all([get('/'), get('/'), get('/')]);
    expect(new Set(nonces.map(({ body }) => body)).size).toBe(3);
  });

  it.each([
    ['/assets/app-1.js', 'text/javascript; charset=utf-8'],
    ['/assets/app-1.css', 'text/css; charset=utf-8'],
    ['/assets/inter-1.woff2', 'font/woff2'],
  ])('include %s as %s', async (path, type) => {
    const answer = await get(path);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, type]);
  });

  it.each([
    '/not-listed.js',
    '/manifest.json',
    '/../secret.js',
    '/assets/../../secret.js',
    '/%2e%2e/secret.js',
    '/%2e%2e%2fsecret.js',
    '/..%5csecret.js',
    '/....//secret.js',
    '/assets//app-1.js',
    '/./assets/app-1.js',
    '/assets/app-1.js/',
    '/assets/app-1.js%00.css',
    '/ASSETS/app-1.js',
    '//127.0.0.1/',
    '/etc/passwd',
    '/proc/self/environ',
    '/socket',
    '/__proto__',
    '/constructor',
    '/favicon.ico',
  ])('do not include %s', async (path) => {
    const answer = await get(path);
    expect([answer.status, answer.body]).toEqual([404, '']);
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it.each([
    ['another name for this address', { Host: 'localhost:1' }, 421],
    ['a name that was bound to this address', { Host: 'evil.example' }, 421],
    ['a page of another origin', { Origin: 'https://evil.example' }, 403],
    ['an origin of this address and another port', { Origin: 'http://127.0.0.1:1' }, 403],
    ['a sandboxed page', { Origin: 'null' }, 403],
    ['a fetch from another site', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' }, 403],
    ['a frame on another site', frameOnAnotherSite(), 403],
    ['a page of another port of this host', { 'Sec-Fetch-Site': 'same-site' }, 403],
  ])('are refused to %s', async (_who, headers, status) => {
    expect((await get('/', headers as Record<string, string>)).status).toBe(status);
  });

  it('open in a tab that another page leads here, but their files do not', async () => {
    const opening = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };
    expect((await get('/', opening)).status).toBe(200);
    expect((await get('/assets/app-1.js', opening)).status).toBe(403);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuse %s', async (method) => {
    expect((await get('/', {}, method)).status).toBe(405);
  });
});

describe('the socket', () => {
  it.each([
    ['our page', {}, 101],
    ['another origin', { Origin: 'https://evil.example' }, 403],
    ['a look-alike origin', { Origin: 'http://127.0.0.1.evil.example' }, 403],
    ['no origin', { Origin: '' }, 403],
    ['a re-bound name', { Host: 'evil.example' }, 421],
  ])('answers %s', async (_who, headers, status) => {
    expect(await upgrade(headers)).toBe(status);
  });

  it('is at one address only', async () => {
    expect(await upgrade({}, '/other')).toBe(404);
  });

  it.each([[{ code: 'wrong' }], [{ token: 'wrong' }], [{}], ['text'], [{ v: 1, id: 1, name: 'app.status', body: {} }]])(
    'closes when the first frame is %j',
    async (frame) => {
      await expect(signIn(origin, frame)).rejects.toThrow('closed with 4401');
    },
  );

  it('closes when nobody signs in', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`, { origin });
    const code = await new Promise((resolve) => socket.once('close', resolve));
    expect(code).toBe(4401);
  });

  it('lets a page in that shows its code late, as on a busy computer', async () => {
    const code = new URL(loopback.newAddress()).hash.slice(1);
    const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`, { origin });
    await new Promise((resolve) => socket.once('open', resolve));
    await new Promise((resolve) => setTimeout(resolve, 700));
    const answer = new Promise<string>((resolve) => socket.once('message', (data) => resolve(String(data))));
    socket.send(JSON.stringify({ code }));
    expect(JSON.parse(await answer)).toMatchObject({ token: expect.any(String) });
    socket.close();
  });

  it('takes a code once, and its token again after the connection was lost', async () => {
    const address = new URL(loopback.newAddress());
    const code = address.hash.slice(1);
    const first = await signIn(origin, { code });
    await expect(signIn(origin, { code })).rejects.toThrow('closed with 4401');
    first.socket.terminate();
    const again = await signIn(origin, { token: first.token });
    expect(again.token).toBe(first.token);
  });

  it('serves one page: a second with a fresh code takes over, and the token of the first is void', async () => {
    const first = await openPage(loopback);
    const closed = new Promise((resolve) => first.socket.once('close', resolve));
    await openPage(loopback);
    expect(await closed).toBe(4403);
    await expect(signIn(origin, { token: first.token })).rejects.toThrow('closed with 4401');
  });

  it('locks the app when its page is gone', async () => {
    await app.must('security.setUp', PERSON);
    const { socket } = await openPage(loopback);
    socket.terminate();
    await expect.poll(async () => (await app.must('app.status', {})).phase).toBe('locked');
  });
});

describe('the keys', () => {
  it('void a code after half a minute', () => {
    let nowMs = 0;
    const keys = createAccessKeys(() => nowMs);
    const code = keys.issueCode();
    nowMs = 30_001;
    expect(keys.redeem(code)).toBeNull();
    nowMs = 0;
    expect(keys.redeem(code)).toBeNull();
  });

  it('are long, and void the code before', () => {
    const keys = createAccessKeys(() => 0);
    const first = keys.issueCode();
    expect(Buffer.from(first, 'base64url')).toHaveLength(32);
    const second = keys.issueCode();
    expect(keys.redeem(first)).toBeNull();
    const token = keys.redeem(second);
    expect(token !== null && keys.isToken(token)).toBe(true);
    expect(keys.isToken('')).toBe(false);
  });
});

describe('the file that opens the browser', () => {
  it('can be read by this user alone and leads to the address', async () => {
    const file = await writeOpeningFile('http://127.0.0.1:1/#code');
    expect(statSync(file.path).mode & 0o777).toBe(0o600);
    expect(readFileSync(file.path, 'utf8')).toContain('url=http://127.0.0.1:1/#code');
    await file.remove();
    expect(statSync(file.path, { throwIfNoEntry: false })).toBeUndefined();
  });

  it('is reported as not opened when there is nothing to open it with', async () => {
    const path = process.env.PATH;
    process.env.PATH = '/nowhere';
    try {
      expect(await openFile('/nowhere/open.html', 'linux')).toBe(false);
    } finally {
      process.env.PATH = path;
    }
  });
});

function frameOnAnotherSite(): Record<string, string> {
  return { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' };
}

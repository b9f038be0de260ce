/** Nothing in the source can talk to another machine: the two ways of the loopback shell's own socket are named here. */
import { describe, expect, it } from 'vitest';
import { packageOf, readSourceFiles } from './sourceCode.ts';

const NETWORK_MODULES = [
  'http',
  'https',
  'http2',
  'net',
  'tls',
  'dgram',
  'dns',
  'dns/promises',
  'quic',
  'inspector',
  'cluster',
];
const NETWORK_NAMES = [
  ...['fetch', 'WebSocket', 'WebSocketStream', 'XMLHttpRequest', 'EventSource', 'WebTransport', 'RTCPeerConnection'],
  ...['importScripts', 'Request'],
];
const NETWORK_MEMBERS = ['navigator.sendBeacon', 'navigator.serviceWorker', 'shell.openExternal', 'electron.net'];
const GLOBAL_OBJECTS = ['globalThis', 'window', 'self', 'global'];

const files = readSourceFiles();
const outside = (folder: string) => files.filter(({ path }) => !path.startsWith(folder));

it('looks at the whole source', () => {
  expect(files.length).toBeGreaterThan(200);
});

describe('outside the loopback shell', () => {
  it('no module of Node that opens a connection is loaded', () => {
    const found = outside('src/main/shell/loopback/').flatMap(({ path, imports }) =>
      imports
        .filter(({ from, isTypeOnly }) => !isTypeOnly && NETWORK_MODULES.includes(from.replace(/^node:/, '')))
        .map(({ from }) => `${path} loads ${from}`),
    );
    expect(found).toEqual([]);
  });

  it('no package that opens a connection is loaded', () => {
    const found = outside('src/main/shell/loopback/').flatMap(({ path, imports }) =>
      imports
        .filter(({ from }) =>
          ['ws', 'undici', 'axios', 'got', 'node-fetch', 'electron-updater'].includes(packageOf(from) ?? ''),
        )
        .map(({ from }) => `${path} loads ${from}`),
    );
    expect(found).toEqual([]);
  });
});

describe('names a connection is made with', () => {
  const users = files.flatMap(({ path, names, members }) => [
    ...NETWORK_NAMES.filter(
      (name) => names.has(name) || GLOBAL_OBJECTS.some((object) => members.has(`${object}.${name}`)),
    ).map((name) => `${path}: ${name}`),
    ...NETWORK_MEMBERS.filter((member) => members.has(member)).map((member) => `${path}: ${member}`),
  ]);

  it('stand nowhere but in one file of the pages, which opens the socket to the app itself', () => {
    expect(users).toEqual(['src/renderer/transport/connect.ts: WebSocket']);
  });
});

it('the loopback shell listens on 127.0.0.1 and connects to nothing', () => {
  const shell = files.filter(({ path }) => path.startsWith('src/main/shell/loopback/'));
  expect(shell.length).toBeGreaterThan(0);
  const code = shell.map(({ text }) => text).join('\n');
  expect(code).toContain("host: '127.0.0.1'");
  expect(code).not.toMatch(/0\.0\.0\.0|\bconnect\(|http\.(?:get|request)\(|\bcreateConnection\b/);
  const named = shell.flatMap(({ path, imports }) =>
    imports
      .filter(({ from }) => ['node:https', 'node:http2', 'node:tls', 'node:dgram', 'node:dns'].includes(from))
      .map(() => path),
  );
  expect(named).toEqual([]);
});

it('Electron is given no way to the outside: no address opened, no crash report, no update', () => {
  const found = files
    .filter(({ text }) => /\b(?:openExternal|crashReporter|autoUpdater|electron-updater|setFeedURL)\b/.test(text))
    .map(({ path }) => path);
  expect(found).toEqual([]);
});

it('the pages keep nothing in the browser and make no code or markup from text', () => {
  const found = files
    .filter(({ path }) => path.startsWith('src/renderer/'))
    .flatMap(({ path, names, text }) =>
      [
        ...['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'eval', 'Function'].filter((name) =>
          names.has(name),
        ),
        ...(/\b(?:innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write)\b/.test(text)
          ? ['markup']
          : []),
      ].map((what) => `${path}: ${what}`),
    );
  expect(found).toEqual([]);
});

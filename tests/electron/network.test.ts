import { describe, expect, it } from 'vitest';
import type { Session } from '../../src/main/shell/electron/electronApi.ts';
import { closeNetwork } from '../../src/main/shell/electron/network.ts';
import { buildSmallPages } from '../support/builtPages.ts';
import { FakeSession, preventable } from '../support/fakeElectron.ts';
import { HOSTILE_ADDRESSES } from '../support/hostileAddresses.ts';
import { startApp } from './startApp.ts';

async function closed(isPackaged = true): Promise<FakeSession> {
  const session = new FakeSession();
  await closeNetwork(session as unknown as Session, isPackaged);
  return session;
}

async function isCancelled(url: string, isPackaged = true): Promise<boolean> {
  const answers: { cancel: boolean }[] = [];
  const handler = (await closed(isPackaged)).handlers.get('onBeforeRequest') as unknown as (
    details: { url: string },
    answer: (response: { cancel: boolean }) => void,
  ) => void;
  handler({ url }, (answer) => answers.push(answer));
  expect(answers).toHaveLength(1);
  return answers[0]!.cancel;
}

describe('requests', () => {
  it.each(HOSTILE_ADDRESSES)('for %j are cancelled', async (url) => {
    expect(await isCancelled(url)).toBe(true);
  });

  it.each([
    'http://127.0.0.1:80/',
    'http://localhost/',
    'http://[::1]/',
    'https://redirector.gvt1.com/dictionary.bdic',
  ])('for %s are cancelled', async (url) => {
    expect(await isCancelled(url)).toBe(true);
  });

  it.each(['app://scribe/', 'app://scribe/assets/app-1.js', 'blob:app://scribe/0e1a'])(
    'for %s are let through',
    async (url) => {
      expect(await isCancelled(url)).toBe(false);
    },
  );
});

describe('a developer', () => {
  it('may load the tools built into Electron, and nothing more', async () => {
    const tools = 'devtools://devtools/bundled/inspector.html';
    expect(await isCancelled(tools, false)).toBe(false);
    for (const url of HOSTILE_ADDRESSES.filter((address) => address !== tools)) {
      expect(await isCancelled(url, false), url).toBe(true);
    }
  });
});

describe('every session of the app', () => {
  it('ends at a dead proxy, loopback included, and checks no spelling', async () => {
    const pages = buildSmallPages();
    const app = await startApp({ pages: pages.folder });
    pages.remove();
    const dead = { mode: 'fixed_servers', proxyRules: '127.0.0.1:9', proxyBypassRules: '<-loopback>' };
    expect(app.app.proxy).toEqual(dead);
    for (const session of [app.defaultSession, app.sessions.get('pages')!]) {
      expect(session.proxy).toEqual(dead);
      expect(session.handlers.has('onBeforeRequest')).toBe(true);
      expect(session.isSpellCheckerEnabled).toBe(false);
    }
  });
});

describe('downloads', () => {
  it.each([
    ['blob:app://scribe/0e1a', false],
    ['blob:https://evil.example/0e1a', true],
    ['https://example.org/x.exe', true],
    ['data:application/octet-stream,x', true],
  ])('%s → prevented: %s', async (url, expected) => {
    const event = preventable({});
    (await closed()).emit('will-download', event, { getURL: () => url });
    expect(event.wasPrevented()).toBe(expected);
  });
});

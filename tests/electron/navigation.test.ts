import { describe, expect, it } from 'vitest';
import type { WebContents } from '../../src/main/shell/electron/electronApi.ts';
import { guardNavigation } from '../../src/main/shell/electron/navigation.ts';
import { isOwnAddress } from '../../src/main/shell/electron/pageOrigin.ts';
import { FakeContents, preventable } from '../support/fakeElectron.ts';
import { HOSTILE_ADDRESSES } from '../support/hostileAddresses.ts';

function guarded(): FakeContents {
  const contents = new FakeContents();
  guardNavigation(contents as unknown as WebContents);
  return contents;
}

describe.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s', (event) => {
  it.each(HOSTILE_ADDRESSES)('is prevented for %j', (url) => {
    const details = preventable({ url });
    guarded().emit(event, details);
    expect(details.wasPrevented()).toBe(true);
  });

  it.each(['app://scribe/', 'app://scribe/index.html', 'app://scribe/?x=1#part'])('is let through for %s', (url) => {
    const details = preventable({ url });
    guarded().emit(event, details);
    expect(details.wasPrevented()).toBe(false);
  });
});

describe('a page', () => {
  it.each([...HOSTILE_ADDRESSES, 'app://scribe/'])('opens no second window, whatever the address: %j', (url) => {
    expect(guarded().windowOpenHandler?.({ url })).toEqual({ action: 'deny' });
  });

  it('embeds no browser of its own', () => {
    const event = preventable({});
    guarded().emit('will-attach-webview', event, {}, {});
    expect(event.wasPrevented()).toBe(true);
  });

  it('does not tell addresses of this machine by WebRTC', () => {
    expect(guarded().webRtcPolicy).toBe('disable_non_proxied_udp');
  });
});

it('an address is ours by scheme and host alone, without user, password or port', () => {
  expect(HOSTILE_ADDRESSES.filter(isOwnAddress)).toEqual([]);
  expect(isOwnAddress('app://scribe/anything')).toBe(true);
});

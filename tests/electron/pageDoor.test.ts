import { describe, expect, it } from 'vitest';
import type { MessagePortMain } from '../../src/main/shell/electron/electronApi.ts';
import { openPageDoor } from '../../src/main/shell/electron/pageDoor.ts';
import { createFakeElectron } from '../support/fakeElectron.ts';
import { HOSTILE_ADDRESSES } from '../support/hostileAddresses.ts';

function door(isReady = true) {
  const fake = createFakeElectron();
  const handed: MessagePortMain[] = [];
  let ready = isReady;
  const opened = openPageDoor({
    ipcMain: fake.electron.ipcMain,
    MessageChannelMain: fake.electron.MessageChannelMain,
    core: {
      connect: (port) => {
        if (ready) handed.push(port);
        return ready;
      },
    },
  });
  return {
    ...opened,
    fake,
    handed,
    becomeReady: () => {
      ready = true;
      opened.coreIsReady();
    },
    knock(frame: { readonly url: string; readonly parent: object | null; readonly isGone?: boolean } | null) {
      const received: { channel: string; ports: readonly unknown[] }[] = [];
      const postMessage = (channel: string, _message: unknown, ports: readonly unknown[]) => {
        received.push({ channel, ports });
      };
      fake.ipcMain.emit('scribe:connect', {
        senderFrame: frame === null ? null : { ...frame, postMessage, isDestroyed: () => frame.isGone === true },
      });
      return received;
    },
  };
}

describe('a page that knocks', () => {
  it('gets one port when it is the top frame of our own origin', () => {
    const { knock, handed } = door();
    const received = knock({ url: 'app://scribe/', parent: null });
    expect(received).toHaveLength(1);
    expect(received[0]!.channel).toBe('scribe:port');
    expect(received[0]!.ports).toHaveLength(1);
    expect(handed).toHaveLength(1);
  });

  it.each(HOSTILE_ADDRESSES)('gets nothing from %j', (url) => {
    const { knock, handed } = door();
    expect(knock({ url, parent: null })).toEqual([]);
    expect(handed).toEqual([]);
  });

  it('gets nothing from inside another frame', () => {
    const { knock, handed } = door();
    expect(knock({ url: 'app://scribe/', parent: {} })).toEqual([]);
    expect(handed).toEqual([]);
  });

  it('gets nothing when its frame is gone already', () => {
    expect(door().knock(null)).toEqual([]);
    expect(door().knock({ url: 'app://scribe/', parent: null, isGone: true })).toEqual([]);
  });

  it('is let in later when the core was not ready yet', () => {
    const { knock, becomeReady, handed } = door(false);
    const received = knock({ url: 'app://scribe/', parent: null });
    expect(received).toEqual([]);
    becomeReady();
    expect(received).toHaveLength(1);
    expect(handed).toHaveLength(1);
  });
});

it('no other channel of the main process listens', () => {
  expect(door().fake.ipcMain.eventNames()).toEqual(['scribe:connect']);
});

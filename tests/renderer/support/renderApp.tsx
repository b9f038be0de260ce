/** The whole app in jsdom over a core in memory, with what jsdom lacks: sound, scrolling, object addresses. */
import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import { App } from '../../../src/renderer/app/App.tsx';
import type { Client } from '../../../src/renderer/transport/client.ts';
import type { ChannelState } from '../../../src/renderer/transport/frameChannel.ts';
import type { FakeCore } from './fakeCore.ts';

class SilentAudio {
  currentTime = 0;
  onended: (() => void) | null = null;
  onerror: (() => void) | null = null;
  play(): Promise<void> {
    return Promise.resolve();
  }
  pause(): void {}
  load(): void {}
  removeAttribute(): void {}
}

// The whole app in jsdom beside other work: looking for a button alone may take a second.
configure({ asyncUtilTimeout: 10_000 });
vi.stubGlobal('Audio', SilentAudio);
vi.stubGlobal('CSS', { escape: (text: string) => text });
Element.prototype.scrollIntoView = () => undefined;
URL.createObjectURL = () => 'blob:test';
URL.revokeObjectURL = () => undefined;
afterEach(() => {
  cleanup();
  // A new tab: no place to come back to.
  window.history.replaceState(null, '');
});

export interface FakeConnection extends Client {
  become(state: ChannelState): void;
}

export function connectionTo(core: FakeCore): FakeConnection {
  let state: ChannelState = 'open';
  const listeners = new Set<(state: ChannelState) => void>();
  return {
    call: (name, body) => core.call(name, body),
    onEvent: core.onEvent,
    state: () => state,
    onState: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reconnect: vi.fn(),
    become: (next) => {
      state = next;
      for (const listener of listeners) listener(next);
    },
  };
}

export function renderApp(core: FakeCore): FakeConnection {
  const connection = connectionTo(core);
  render(<App client={connection} />);
  return connection;
}

export const button = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole('button', { name });

/** Waits until the button can be pressed, as a person would. */
export async function press(name: string | RegExp): Promise<void> {
  const target = await waitFor(() => {
    const found = screen.getByRole('button', { name });
    if (found.hasAttribute('disabled')) throw new Error(`The button ${name} is disabled`);
    return found;
  });
  fireEvent.click(target);
}

export async function type(label: string | RegExp, value: string): Promise<void> {
  fireEvent.change(await screen.findByLabelText(label), { target: { value } });
}

export function key(name: string, more: KeyboardEventInit = {}): void {
  fireEvent.keyDown(document.body, { key: name, ...more });
}

/** The bodies of the calls of one name, in order. */
export function asked(core: FakeCore, name: string): readonly unknown[] {
  return core.asked.filter((call) => call.name === name).map((call) => call.body);
}

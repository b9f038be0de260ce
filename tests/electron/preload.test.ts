import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPreload } from '../../scripts/builders/buildPreload.ts';

interface Bridge {
  call(name: string, body: unknown): Promise<unknown>;
  onEvent(listener: (event: unknown) => void): () => void;
}

class PagePort {
  readonly sent: { readonly id: number; readonly name: string; readonly body: unknown }[] = [];
  onmessage: ((message: { data: unknown }) => void) | null = null;
  closeListener: (() => void) | null = null;
  postMessage(message: never): void {
    this.sent.push(message);
  }
  addEventListener(name: string, listener: () => void): void {
    if (name === 'close') this.closeListener = listener;
  }
}

let folder: string;
let code: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ot-scribe-preload-'));
  await buildPreload(resolve(import.meta.dirname, '../..'), folder);
  code = readFileSync(join(folder, 'preload.cjs'), 'utf8');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the built file as the sandbox does: with a require that knows Electron alone. */
function run() {
  const exposed: { name: string; bridge: Bridge }[] = [];
  const ipcRenderer = new EventEmitter();
  const sent: unknown[][] = [];
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, bridge: Bridge) => void exposed.push({ name, bridge }) },
    ipcRenderer: { on: ipcRenderer.on.bind(ipcRenderer), send: (...words: unknown[]) => void sent.push(words) },
  };
  const require = (name: string): unknown => {
    if (name !== 'electron') throw new Error(`a sandboxed preload cannot load ${name}`);
    return electron;
  };
  new Function('require', 'module', 'exports', code)(require, { exports: {} }, {});
  return {
    exposed,
    sent,
    bridge: exposed[0]!.bridge,
    handPort() {
      const port = new PagePort();
      ipcRenderer.emit('scribe:port', { ports: [port] }, null);
      return port;
    },
    channels: () => ipcRenderer.eventNames(),
  };
}

describe('the preload script', () => {
  it('is one small CommonJS file that asks for nothing but Electron', () => {
    expect(code.length).toBeLessThan(10_000);
    expect([...code.matchAll(/require\(([^)]*)\)/g)].map((match) => match[1])).toEqual(['"electron"']);
    expect(code).not.toMatch(/^\s*(?:import|export)\b/m);
  });

  it('shows the page exactly one frozen object with two functions', () => {
    const { exposed } = run();
    expect(code.match(/exposeInMainWorld\(/g)).toHaveLength(1);
    expect(exposed.map(({ name }) => name)).toEqual(['scribe']);
    expect(Object.isFrozen(exposed[0]!.bridge)).toBe(true);
    expect(Object.keys(exposed[0]!.bridge)).toEqual(['call', 'onEvent']);
  });

  it('sends the main process one message without content and listens on one channel', () => {
    const { bridge, sent, channels, handPort } = run();
    void bridge.call('scribe:connect', { channel: 'other' });
    handPort();
    expect(sent).toEqual([['scribe:connect']]);
    expect(channels()).toEqual(['scribe:port']);
  });

  it('matches answers to calls, also out of order, and keeps early calls until the port is there', async () => {
    const { bridge, handPort } = run();
    const first = bridge.call('app.status', {});
    const port = handPort();
    const second = bridge.call('patients.list', { a: 1 });
    expect(port.sent).toEqual([
      { v: 1, id: 1, name: 'app.status', body: {} },
      { v: 1, id: 2, name: 'patients.list', body: { a: 1 } },
    ]);
    port.onmessage?.({ data: { v: 1, id: 2, ok: false, error: { code: 'locked', message: 'Locked.' } } });
    port.onmessage?.({ data: { v: 1, id: 1, ok: true, body: { phase: 'locked' } } });
    port.onmessage?.({ data: { v: 1, id: 99, ok: true, body: null } });
    expect(await first).toEqual({ ok: true, value: { phase: 'locked' } });
    expect(await second).toEqual({ ok: false, error: { code: 'locked', message: 'Locked.' } });
  });

  it('passes events on until the page stops listening', () => {
    const { bridge, handPort } = run();
    const heard: unknown[] = [];
    const stop = bridge.onEvent((event) => void heard.push(event));
    const port = handPort();
    port.onmessage?.({ data: { v: 1, event: { kind: 'changed', what: 'patients', id: null } } });
    stop();
    port.onmessage?.({ data: { v: 1, event: { kind: 'changed', what: 'review', id: null } } });
    expect(heard).toEqual([{ kind: 'changed', what: 'patients', id: null }]);
  });

  it('says that a call was lost when the core ends before it answered', async () => {
    const { bridge, handPort } = run();
    const port = handPort();
    const call = bridge.call('app.status', {});
    port.closeListener?.();
    expect(await call).toMatchObject({ ok: false, error: { code: 'internal', retryable: true } });
  });
});

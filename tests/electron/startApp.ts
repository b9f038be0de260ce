/** Starts the Electron shell on the stand-in module, for tests. */
import { main } from '../../src/main/shell/electron/main.ts';
import { createFakeElectron, type FakeElectron, type FakeElectronOptions, settle } from '../support/fakeElectron.ts';

export interface StartOptions extends FakeElectronOptions {
  readonly words?: readonly string[];
  readonly platform?: NodeJS.Platform;
  readonly pages: string;
  readonly altered?: readonly string[];
}

export interface StartedApp extends FakeElectron {
  readonly complaints: readonly string[];
  /** The core says what the core's process would say. */
  coreSays(message: object): void;
}

export const PRELOAD = '/app/main/preload.cjs';
export const WORKERS = '/app/main/workers';

export async function startApp(options: StartOptions): Promise<StartedApp> {
  const fake = createFakeElectron(options);
  const complaints: string[] = [];
  await main(fake.electron, {
    words: options.words ?? [],
    platform: options.platform ?? 'linux',
    files: { preload: PRELOAD, workers: WORKERS, pages: options.pages },
    dataFolder: null,
    installation: { root: '/app', models: '/app/models', resources: '/app/resources' },
    alteredNatives: () => options.altered ?? [],
    complain: (message) => complaints.push(message),
  });
  await settle();
  return { ...fake, complaints, coreSays: (message) => void fake.children.at(-1)?.emit('message', message) };
}

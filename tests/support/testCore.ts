/** A core in a folder of its own under the system's temporary folder, with stand-ins for the parts round it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Core, type CoreDeps, createCore } from '../../src/main/core/createCore.ts';
import { FLOOR_COST } from '../../src/main/core/security/passphrase.ts';
import type { AppEvent, CallInput, CallName, CallOutput } from '../../src/shared/contract.ts';
import {
  type FakeMicrophone,
  fakeClinical,
  fakeDocuments,
  fakeHearAgain,
  fakeMicrophone,
  fakePipeline,
  fakeRecognisers,
  sealedSounds,
} from './fakeParts.ts';
import { REPORTS } from './realReports.ts';
import { INTEGRATION, WORDS } from './realWords.ts';

export const PASSPHRASE = 'correct horse battery staple';

export const PERSON = {
  name: 'Dana Example',
  credentials: 'OTR/L',
  licence: 'OT-123',
  passphrase: PASSPHRASE,
} as const;

export interface TestCore {
  readonly core: Core;
  readonly folder: string;
  readonly microphone: FakeMicrophone;
  readonly events: AppEvent[];
  /** The value, or a test failure that says which call failed and why. */
  must<N extends CallName>(name: N, body: CallInput<N>): Promise<CallOutput<N>>;
  /** The error code, or a test failure when the call succeeds. */
  refused<N extends CallName>(name: N, body: unknown): Promise<string>;
  until(kind: AppEvent['kind']): Promise<AppEvent>;
  advance(ms: number): void;
  close(): Promise<void>;
  remove(): Promise<void>;
}

/** The real core with stand-ins for the parts round it. */
export function testCoreDeps(now: () => Date): Omit<CoreDeps, 'dataFolder'> {
  return {
    resourcesFolder: resolve(import.meta.dirname, '../../resources'),
    version: '0.0.0',
    shell: 'test',
    sound: sealedSounds,
    capture: fakeMicrophone(),
    pipeline: fakePipeline(),
    hearAgain: fakeHearAgain([]),
    recognisers: fakeRecognisers,
    clinical: fakeClinical,
    documents: fakeDocuments,
    reports: REPORTS,
    words: WORDS,
    integration: INTEGRATION,
    now,
    timeZone: () => 'America/Chicago',
    passphraseCost: FLOOR_COST,
  };
}

export function startTestCore(
  more: Partial<CoreDeps> = {},
  folder = mkdtempSync(join(tmpdir(), 'ot-scribe-core-')),
): TestCore {
  let clock = Date.parse('2026-03-02T14:00:00Z');
  const microphone = fakeMicrophone();
  const now = () => new Date(clock++);
  const made = createCore({ ...testCoreDeps(now), dataFolder: folder, capture: microphone, ...more });
  if (!made.ok) throw new Error(made.error.message);
  const core = made.value;
  const events: AppEvent[] = [];
  core.onEvent((event) => void events.push(event));
  return {
    core,
    folder,
    microphone,
    events,
    async must(name, body) {
      const result = await core.call(name, body);
      if (!result.ok) throw new Error(`${name}: ${result.error.code}: ${result.error.message}`);
      return result.value;
    },
    async refused(name, body) {
      const result = await core.call(name, body);
      if (result.ok) throw new Error(`${name} was expected to be refused`);
      return result.error.code;
    },
    until(kind) {
      const known = events.find((event) => event.kind === kind);
      if (known !== undefined) return Promise.resolve(known);
      return new Promise((resolve) => {
        const stop = core.onEvent((event) => {
          if (event.kind !== kind) return;
          stop();
          resolve(event);
        });
      });
    },
    advance: (ms) => {
      clock += ms;
    },
    close: () => core.close(),
    async remove() {
      await core.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

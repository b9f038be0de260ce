/** The recognisers of the core in memory: what is called "large" is too slow. */
import type { RecogniserTime, RecogniserView } from '../../../src/shared/contract.ts';
import { ok } from '../../../src/shared/result.ts';

export const BUNDLED_RECOGNISER: RecogniserView = {
  ...{ name: 'whisper-base', origin: 'bundled', isChosen: true, state: 'good', message: null, isOffered: true },
  time: null,
};

export function fakeRecognisers(world: { recognisers: RecogniserView[] }) {
  const change = (more: (each: RecogniserView) => Partial<RecogniserView>): void => {
    world.recognisers = world.recognisers.map((each) => ({ ...each, ...more(each) }));
  };
  return {
    'recognisers.list': () => ok(world.recognisers),
    'recognisers.time': ({ name }: { readonly name: string }) => {
      const slow = name.includes('large');
      const time: RecogniserTime = {
        ...{ realTimeFactor: slow ? 0.9 : 0.2, loadMs: 900, threads: 1, processor: 'test' },
        measuredAt: '2026-03-02T15:05:00Z',
      };
      change((each) => (each.name === name ? { time, isOffered: each.origin === 'bundled' || !slow } : {}));
      return ok(time);
    },
    'recognisers.choose': ({ name }: { readonly name: string }) => {
      change((each) => ({ isChosen: each.name === name }));
      return ok(null);
    },
  };
}

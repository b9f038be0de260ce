/** A patient's year and plan in the core in memory: amounts and events are kept, clocks and threshold are given. */
import type { CallInput, CallName, EpisodeView } from '../../../src/shared/contract.ts';
import { ok, type Result } from '../../../src/shared/result.ts';
import { NOW, type World } from './fakeWorld.ts';

type EpisodeCall = Exclude<
  Extract<CallName, `episode.${string}` | 'billingTables.import'>,
  'episode.progress' | 'episode.reviewer'
>;
type Handlers = { [N in EpisodeCall]: (body: CallInput<N>) => Result<unknown> };

const why = { ruleId: 'clock/progress-report', source: 'Benefit Policy Manual ch. 15', inputs: [], text: 'test' };

export const EMPTY_EPISODE: EpisodeView = {
  clocks: [
    {
      ...{ id: 'progressReport', label: 'Progress report', status: 'warning', due: null },
      message: '8 treatment days since the start of care; a report is due at 10. Plan it.',
      why,
    },
  ],
  threshold: {
    ...{ year: 2026, discipline: 'OT', status: 'near', thresholdCents: 248000, reviewCents: 300000 },
    ...{ beforeCents: 200000, todayCents: null, remainingCents: 48000, isReviewPossible: false, forecast: null },
    ...{ needsModifier: false, decision: null, remarks: [] },
    why: { ...why, ruleId: 'threshold/near', text: 'OT 2026: $2,000.00 of $2,480.00.' },
  },
  thresholdFault: null,
  amounts: [],
  events: [],
};

export function episodeHandlers(world: World): Handlers {
  const BY = { by: 'u1', at: NOW } as const;
  return {
    'episode.get': () => ok(world.episode),
    'episode.addAmount': ({ patientId: _patient, ...given }) => {
      const id = `a${world.episode.amounts.length}`;
      world.episode = { ...world.episode, amounts: [...world.episode.amounts, { ...given, ...BY, id }] };
      return ok(world.episode);
    },
    'episode.settleAmount': () => ok(world.episode),
    'episode.addEvent': ({ patientId: _patient, ...given }) => {
      const id = `e${world.episode.events.length}`;
      world.episode = { ...world.episode, events: [...world.episode.events, { ...given, ...BY, id }] };
      return ok(world.episode);
    },
    'billingTables.import': () => ok({ rows: 1, source: 'test' }),
  };
}

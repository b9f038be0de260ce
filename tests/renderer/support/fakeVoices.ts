/** Voices and places of the core in memory: kept, measured part by part, deleted. */
import type { CalibrationPartName, CallInput } from '../../../src/shared/contract.ts';
import { fail, ok } from '../../../src/shared/result.ts';
import { NOW, type World } from './fakeWorld.ts';

const PARTS: readonly CalibrationPartName[] = ['room', 'still', 'turned', 'walking'];

export function fakeVoices(world: World) {
  return {
    'calibration.record': async ({ part, ...of }: CallInput<'calibration.record'>) => {
      await new Promise((resolve) => setTimeout(resolve, world.enrolmentMs));
      const { place, deviceId, channels, arrayId = null } = of;
      const at = world.calibrations.findIndex((one) => one.place === place && one.deviceId === deviceId);
      const before = world.calibrations[at]?.missing ?? PARTS;
      if (!world.enrolmentAccepted) {
        const message = 'Too little speech: 21 s were heard, 72 are needed. Keep talking, then repeat.';
        return ok({ accepted: false, message, missing: before });
      }
      const missing = before.filter((each) => each !== part);
      const known = { place, measuredAt: NOW, deviceId, arrayId, channels, missing };
      const noiseDb = missing.includes('room') ? null : -52;
      world.calibrations.splice(Math.max(0, at), at < 0 ? 0 : 1, { ...known, noiseDb, turnedDropDb: null });
      return ok({ accepted: true, message: part === 'room' ? 'The room: done.' : 'Done.', missing });
    },
    'calibration.list': () => ok([...world.calibrations]),
    'voice.list': () => ok(world.voices),
    'voice.keep': () => ok({ id: 'v1', createdAt: NOW, channels: 4, deviceId: 'array', arrayId: null }),
    'voice.use': () => ok(null),
    'voice.delete': ({ voiceId }: CallInput<'voice.delete'>) => {
      const kept = world.voices.filter(({ id }) => id !== voiceId);
      if (kept.length === world.voices.length) return fail('not_found', 'This voice is not kept any more.');
      world.voices = kept;
      return ok(null);
    },
    'voice.forget': () => {
      const deleted = world.voices.length + world.calibrations.length;
      world.voices = [];
      world.calibrations.length = 0;
      return ok({ deleted });
    },
  };
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tone } from '../support/fakeParts.ts';
import { PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const RATE = 16_000;
const WHERE = { deviceId: 'array', channels: 2, place: 'Gym' } as const;

let app: TestCore;
beforeEach(async () => {
  app = startTestCore();
  await app.must('security.setUp', PERSON);
});
afterEach(() => app.remove());

/** Speech-like: two seconds of voice, one of pause. */
function voice(seconds: number, gain: number): Float32Array {
  return tone(seconds).map((value, i) => gain * (i % (3 * RATE) < 2 * RATE ? value : value * 0.003));
}

const room = (seconds: number, gain = 0.01) =>
  Float32Array.from({ length: seconds * RATE }, (_, i) => gain * Math.sin(i * i));

const mixed = (a: Float32Array, b: Float32Array) => a.map((value, i) => value + b[i]!);

async function record(part: 'room' | 'still' | 'turned' | 'walking', sound: Float32Array) {
  app.microphone.setTake([sound, sound]);
  return app.must('calibration.record', { ...WHERE, part });
}

async function calibrated(): Promise<void> {
  await record('room', room(60));
  await record('still', voice(180, 1));
  await record('turned', voice(180, 0.5));
  await record('walking', voice(180, 0.8));
}

async function enrolment() {
  const { id: patientId } = await app.must('patients.save', {
    ...{ id: null, name: 'Pat Example', birthDate: null, recordNumber: null, diagnosis: null, affectedSide: null },
    ...{ precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
    ...{ certificationStart: null, certificationEnd: null },
  });
  const { id: sessionId } = await app.must('sessions.create', { patientId });
  await app.must('sessions.consent', { sessionId, given: true, by: 'patient', method: 'verbal' });
  return app.must('enrolment.record', { sessionId, deviceId: 'array', channels: 2 });
}

describe('the calibration in the gym', () => {
  it('says after each part what is still missing, and then what is known', async () => {
    expect(await record('room', room(60))).toEqual({
      accepted: true,
      message: 'The room: done.',
      missing: ['still', 'turned', 'walking'],
    });
    await record('still', voice(180, 1));
    await record('turned', voice(180, 0.5));
    expect(await record('walking', voice(180, 0.8))).toMatchObject({ accepted: true, missing: [] });
    const [known] = await app.must('calibration.list', {});
    expect(known).toMatchObject({ place: 'Gym', deviceId: 'array', arrayId: null, channels: 2, missing: [] });
    expect(known!.turnedDropDb).toBeCloseTo(6, 0);
    expect(known!.noiseDb).toBeCloseTo(-43, 0);
  });

  it('says plainly what to do with a part that is of no use, and keeps the earlier one', async () => {
    await calibrated();
    const before = await app.must('calibration.list', {});
    expect(await record('room', room(60, 0))).toMatchObject({
      accepted: false,
      message: expect.stringMatching(/Check the/),
    });
    const talk = mixed(room(60), voice(60, 1));
    expect(await record('room', talk)).toMatchObject({
      accepted: false,
      message: expect.stringMatching(/Stay silent/),
    });
    expect(await record('still', room(180))).toMatchObject({
      accepted: false,
      message: expect.stringMatching(/Too noisy/),
    });
    const short = voice(180, 1).map((value, i) => (i < 30 * RATE ? value : value * 0.003));
    expect(await record('walking', short)).toMatchObject({
      accepted: false,
      message: expect.stringMatching(/Too little speech: \d+ s were heard, 72 are needed/),
    });
    expect(
      await record(
        'turned',
        voice(180, 4).map((value) => Math.max(-1, Math.min(1, value))),
      ),
    ).toMatchObject({
      accepted: false,
      message: expect.stringMatching(/Too loud/),
    });
    expect(await app.must('calibration.list', {})).toEqual(before);
  });

  it('tells at the next voice sample when the room is louder than usual, and not when it is as usual', async () => {
    await calibrated();
    const noisy = (gain: number) => mixed(voice(10, 1), room(10, gain));
    app.microphone.setTake([noisy(0.01), noisy(0.01)]);
    expect((await enrolment()).message).toBe('Your voice is known for this session.');
    app.microphone.setTake([noisy(0.04), noisy(0.04)]);
    expect((await enrolment()).message).toMatch(/It is 1[12] dB louder than usual in Gym/);
  });

  it('knows nothing of other microphones or other places', async () => {
    await calibrated();
    app.microphone.setTake([room(60), room(60)]);
    const other = await app.must('calibration.record', { ...WHERE, place: 'Ward', part: 'room' });
    expect(other.missing).toEqual(['still', 'turned', 'walking']);
    const [ward, gym] = await app.must('calibration.list', {});
    expect([ward!.place, gym!.place]).toEqual(['Ward', 'Gym']);
  });

  it('is deleted with the voice, everywhere', async () => {
    await calibrated();
    expect(await app.must('voice.forget', { confirm: 'DELETE' })).toEqual({ deleted: 1 });
    expect(await app.must('calibration.list', {})).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { createKnownReadings } from '../../src/main/core/reading/knownReadings.ts';
import type { ReadableWords } from '../../src/nlp/read/reading.ts';
import { fail, failure, ok } from '../../src/shared/result.ts';

const words = (text: string): ReadableWords => ({ utterances: [{ id: 'u0', speaker: 'therapist', text }] });
const NOTHING = { spans: [], utterances: [] };

describe('readings at hand', () => {
  it('begin the work again once its words are read, and keep what was read', async () => {
    const asked: string[] = [];
    const readings = createKnownReadings({
      read: async ({ utterances }) => {
        asked.push(utterances[0]!.text);
        return NOTHING;
      },
    });
    let begun = 0;
    const work = () => {
      begun++;
      readings.of(words('one'));
      readings.of(words('two'));
      return ok(begun);
    };
    expect(await readings.whenRead(work)).toEqual(ok(3));
    expect(asked).toEqual(['one', 'two']);
    expect(await readings.whenRead(work)).toEqual(ok(4));
    expect(asked).toEqual(['one', 'two']);
  });

  it('hand on what stops the reading, in its own words', async () => {
    const readings = createKnownReadings({
      read: async () => {
        throw failure('model_missing', 'A model file is missing.');
      },
    });
    expect(await readings.whenRead(() => ok(readings.of(words('one'))))).toMatchObject({
      ok: false,
      error: { code: 'model_missing' },
    });
  });

  it('let other failures and bugs of the work pass', async () => {
    const readings = createKnownReadings({ read: async () => NOTHING });
    expect(await readings.whenRead(() => fail('conflict', 'No.'))).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    await expect(
      readings.whenRead(() => {
        throw new Error('a bug');
      }),
    ).rejects.toThrow('a bug');
  });

  it('say nothing where nobody reads', () => {
    expect(createKnownReadings(null).of(words('one'))).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { createCaptureClock, systemClock } from '../../../src/audio/capture/captureClock.ts';

function machine() {
  let awake = 5000;
  let withSleep = 900_000;
  return {
    clock: createCaptureClock({ awakeMs: () => awake, withSleepMs: () => withSleep }),
    run: (ms: number, drift = 0) => {
      awake += ms;
      withSleep += ms + drift;
    },
    sleep: (ms: number) => {
      withSleep += ms;
    },
  };
}

describe('the clock of a recording', () => {
  it('goes on while the machine sleeps, each time', () => {
    const { clock, run, sleep } = machine();
    const start = clock.nowMs();
    run(1000);
    expect(clock.nowMs() - start).toBe(1000);
    sleep(600_000);
    expect(clock.nowMs() - start).toBe(601_000);
    run(500);
    sleep(3000);
    expect(clock.nowMs() - start).toBe(604_500);
  });

  it('never goes back and takes no coarse tick for a sleep', () => {
    const { clock, run } = machine();
    let last = clock.nowMs();
    for (let step = 0; step < 1000; step++) {
      run(7, step % 2 === 0 ? 9 : -9);
      expect(clock.nowMs() - last).toBe(7);
      last = clock.nowMs();
    }
  });

  it('does not ask the wall clock: an hour forward or back changes nothing', () => {
    const wall = Date.now;
    try {
      const before = systemClock.nowMs();
      for (const hours of [1, -1]) {
        Date.now = () => wall() + hours * 3_600_000;
        expect(Math.abs(systemClock.nowMs() - before)).toBeLessThan(900);
      }
    } finally {
      Date.now = wall;
    }
  });
});

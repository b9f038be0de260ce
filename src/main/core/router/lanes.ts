/**
 * Calls that change something run one after another. Capturing has a lane of its own, so that ten seconds of
 * enrolment hold up neither the book nor the lock.
 */
export interface Lanes<Name extends string> {
  run<T>(lane: Name, work: () => Promise<T>): Promise<T>;
}

export function createLanes<Name extends string>(): Lanes<Name> {
  const tails = new Map<Name, Promise<unknown>>();
  return {
    run: (lane, work) => {
      const before = tails.get(lane) ?? Promise.resolve();
      const mine = before.then(work, work);
      tails.set(lane, mine);
      return mine;
    },
  };
}

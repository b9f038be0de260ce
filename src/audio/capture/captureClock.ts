/** Time as the capture session needs it: monotonic, so that a changed wall clock neither starts nor hides an alarm. */
export interface CaptureClock {
  nowMs(): number;
  wait(ms: number): Promise<void>;
  /** @returns what stops it */
  every(ms: number, action: () => void): () => void;
}

export const systemClock: CaptureClock = {
  nowMs: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  every: (ms, action) => {
    const timer = setInterval(action, ms);
    return () => clearInterval(timer);
  },
};

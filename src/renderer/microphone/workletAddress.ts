/** Where the build puts captureWorklet.ts (vite.config.ts): a file of our own origin, as the content policy wants it. */
export const CAPTURE_WORKLET = './assets/captureWorklet.js';

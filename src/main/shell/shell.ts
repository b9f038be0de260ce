/** A way to show the pages: Electron's windows, or a browser on the loopback address. */
export interface Shell {
  readonly kind: 'electron' | 'browser';
  /** Opens or brings to the front. */
  show(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Times from a key or a click to what it leads to, taken inside the page by the browser's own clock: from the event's
 * time stamp to the frame that shows the awaited element. The test driver's own delays are not in it.
 */
import type { Page } from 'playwright-core';

interface Probe {
  arm(selector: string, text: string): void;
  result(): Promise<number>;
}

declare global {
  interface Window {
    probe: Probe;
  }
}

const LONGEST_MS = 20_000;

/** To be run before the app's own code. */
export function installProbe(): void {
  let startedAt = 0;
  let done: Promise<number> = Promise.resolve(0);
  const note = (event: Event): void => {
    startedAt = event.timeStamp;
  };
  for (const name of ['keydown', 'pointerdown']) window.addEventListener(name, note, { capture: true });
  // A sound that begins shows as a text of the page, so that it is awaited like everything else.
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function started(this: HTMLMediaElement): Promise<void> {
    this.addEventListener('playing', () => document.documentElement.setAttribute('data-sounding', ''), { once: true });
    return play.call(this);
  };
  window.probe = {
    arm(selector, text) {
      startedAt = 0;
      document.documentElement.removeAttribute('data-sounding');
      const isThere = (): boolean =>
        [...document.querySelectorAll(selector)].some((found) => {
          const shown = found instanceof HTMLInputElement ? found.value : (found.textContent ?? '');
          return shown.includes(text);
        });
      done = new Promise((resolve) => {
        const look = (): void => {
          if (startedAt > 0 && isThere()) {
            // The frame after the one that holds the change: by then it has been drawn.
            requestAnimationFrame(() => resolve(performance.now() - startedAt));
            return;
          }
          requestAnimationFrame(look);
        };
        look();
      });
    },
    result: () => done,
  };
}

/** Milliseconds from the act to the frame in which an element of the selector holds the text. */
export async function timed(page: Page, act: () => Promise<void>, selector: string, text = ''): Promise<number> {
  await page.evaluate(([wanted, shown]) => window.probe.arm(wanted ?? '', shown ?? ''), [selector, text]);
  await act();
  const late = new Promise<number>((_, reject) => {
    setTimeout(() => reject(new Error(`"${text}" in ${selector} did not show`)), LONGEST_MS).unref();
  });
  return Promise.race([page.evaluate(() => window.probe.result()), late]);
}

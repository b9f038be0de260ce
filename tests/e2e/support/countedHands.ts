/**
 * Hands that count: each click and each key is one act. A text typed into a field that has the focus is counted by
 * fields and letters of its own, since a name and a passphrase are as long as they are.
 */
import type { Locator, Page } from 'playwright-core';

export interface Counted {
  readonly clicks: number;
  readonly keys: number;
  readonly texts: number;
  readonly letters: number;
}

export interface Hands {
  click(target: Locator): Promise<void>;
  key(name: string): Promise<void>;
  /** Into the field that has the focus. */
  type(text: string): Promise<void>;
  counted(): Counted;
}

export function countedHands(page: Page): Hands {
  let [clicks, keys, texts, letters] = [0, 0, 0, 0];
  return {
    click: async (target) => {
      await target.click();
      clicks++;
    },
    key: async (name) => {
      await page.keyboard.press(name);
      keys++;
    },
    type: async (text) => {
      const isField = await page.evaluate(() => document.activeElement instanceof HTMLInputElement);
      if (!isField) throw new Error('Typed where no field has the focus');
      await page.keyboard.type(text);
      texts++;
      letters += text.length;
    },
    counted: () => ({ clicks, keys, texts, letters }),
  };
}

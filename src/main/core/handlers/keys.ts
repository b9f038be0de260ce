/** Keys that work while another program is in front. */
import { fail } from '../../../shared/result.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import type { App } from './app.ts';

export function keyHandlers(app: App): SomeHandlers<'keys.set'> {
  return {
    'keys.set': whenUnlocked(({ action, accelerator }, { store }) => {
      if (app.globalKeys.state(store) === null) {
        return fail('conflict', 'Keys for every program need the desktop window: a browser cannot take them.');
      }
      const set = app.globalKeys.set(store, action, accelerator);
      if (set.ok) app.announce();
      return set;
    }),
  };
}

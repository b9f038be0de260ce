/** Every export form tried on an invented session. */
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import type { App } from './app.ts';

export function integrationHandlers(app: App): SomeHandlers<'integration.check'> {
  return {
    'integration.check': whenUnlocked(() => app.integration.check(app.now().toISOString())),
  };
}

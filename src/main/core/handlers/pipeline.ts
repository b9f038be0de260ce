/** From a stopped recording to a draft. */
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import type { App } from './app.ts';

export function pipelineHandlers({ processing }: App): SomeHandlers<'pipeline.run' | 'pipeline.cancel'> {
  return {
    'pipeline.run': whenUnlocked(({ sessionId }, unlocked) => processing.start(sessionId, unlocked)),
    'pipeline.cancel': whenUnlocked(({ sessionId }) => processing.cancel(sessionId)),
  };
}

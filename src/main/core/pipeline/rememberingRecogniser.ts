/** A recogniser that answers for a sound it has heard before: the same sound gives the same words, so nothing changes but the time. */
import { createHash } from 'node:crypto';
import type { Recogniser, Recognition } from '../../../audio/transcribe/recogniser.ts';

export interface RememberingRecogniser extends Recogniser {
  forget(): void;
}

export function rememberingRecogniser(recogniser: Recogniser): RememberingRecogniser {
  const known = new Map<string, Recognition>();
  return {
    async recognise(request, signal) {
      const { samples, lane, promptText = '', ownTerms = [], care } = request;
      const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
      const key = createHash('sha256')
        .update(`${lane} ${care}\n${JSON.stringify([promptText, ...ownTerms])}\n`)
        .update(bytes)
        .digest('hex');
      const answer = known.get(key) ?? (await recogniser.recognise(request, signal));
      known.set(key, answer);
      return answer;
    },
    forget: () => known.clear(),
  };
}

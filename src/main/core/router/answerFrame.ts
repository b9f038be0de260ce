/** One frame of a page → one frame back, the same over every transport. A frame that is none gets an answer too. */
import { type ReplyFrame, requestFrame } from '../../../shared/contract.ts';
import { fail } from '../../../shared/result.ts';
import type { Core } from '../createCore.ts';

export async function answerFrame(core: Pick<Core, 'call'>, frame: unknown): Promise<ReplyFrame> {
  const parsed = requestFrame.safeParse(frame);
  if (!parsed.success) {
    const { error } = fail('invalid_input', 'This is not a request the app knows.');
    return { v: 1, id: idOf(frame), ok: false, error };
  }
  const { id, name, body } = parsed.data;
  const result = await core.call(name, body);
  return result.ok ? { v: 1, id, ok: true, body: result.value } : { v: 1, id, ok: false, error: result.error };
}

function idOf(frame: unknown): number {
  const id = typeof frame === 'object' && frame !== null ? (frame as { id?: unknown }).id : null;
  return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 ? id : -1;
}

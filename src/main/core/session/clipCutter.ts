/** Cuts stretches out of a session's sealed sound; null for a session that has none, or none any more. */
import type { SessionRecord } from '../../../shared/domain/record.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Span } from '../../../shared/time.ts';
import type { App } from '../handlers/app.ts';
import { cutClip } from './cutClip.ts';
import type { Unlocked } from './vault.ts';

export type ClipCutter = (span: Span) => Promise<Result<Uint8Array>>;

export async function clipCutter(
  { sounds }: Pick<App, 'sounds'>,
  unlocked: Unlocked,
  { session, frontEnd }: Pick<SessionRecord, 'session' | 'frontEnd'>,
): Promise<Result<ClipCutter | null>> {
  const trackId = sounds.newest(unlocked, session.id, 'session');
  if (trackId === null || unlocked.store.deletions.ofSound(session.id) !== null) return ok(null);
  const source = await sounds.reader(unlocked, session.id, trackId);
  if (!source.ok) return source;
  const good = (frontEnd?.health ?? []).filter(({ verdict }) => verdict === 'good').map(({ channel }) => channel);
  return ok((span) => cutClip(source.value, span, good));
}

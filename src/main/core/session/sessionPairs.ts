/** Which recordings of a day could be one visit, and what stands in the way. */
import type { SessionPair } from '../../../shared/contractMerge.ts';
import type { Gap, SessionHeader, SessionPart, Track } from '../../../shared/domain/record.ts';
import type { Store } from '../store/createStore.ts';

type Begun = SessionHeader & { readonly startedAt: string };
const MERGEABLE: readonly SessionHeader['state'][] = ['stopped', 'failed', 'review'];

/** Neighbours in time, of one day, neither signed nor in use. */
export function sessionPairs(store: Store, patientId: string): readonly SessionPair[] {
  const open = store.sessions
    .ofPatient(patientId)
    .filter((session): session is Begun => session.startedAt !== null && MERGEABLE.includes(session.state))
    .toSorted((a, b) => a.startedAt.localeCompare(b.startedAt));
  return open.slice(1).flatMap((second, at): SessionPair[] => {
    const first = open[at]!;
    if (first.dateOfService !== second.dateOfService) return [];
    return [
      {
        ...{ firstId: first.id, secondId: second.id, dateOfService: first.dateOfService },
        ...{ firstAt: first.startedAt, secondAt: second.startedAt },
        ...{ firstMs: first.durationMs, secondMs: second.durationMs },
        betweenMs: betweenMs(store, first, second),
        refusal: refusalOf(store, first, second),
      },
    ];
  });
}

/** The parts of a session on its own clock; one that was recorded in one go is its only part. */
export function partsOf(store: Store, session: SessionHeader): readonly SessionPart[] {
  const parts = store.sessionParts.of(session.id);
  if (parts.length > 0 || session.startedAt === null) return parts;
  return [{ startMs: 0, durationMs: session.durationMs, startedAt: session.startedAt }];
}

function betweenMs(store: Store, first: Begun, second: Begun): number {
  const last = partsOf(store, first).at(-1)!;
  const gaps = soundOf(store, first)?.gaps ?? [];
  const lostMs = gaps.filter(({ startMs }) => startMs > last.startMs).reduce((sum, gap) => sum + tookNoSound(gap), 0);
  const endMs = Date.parse(last.startedAt) + last.durationMs + lostMs;
  return Math.max(0, Math.round(Date.parse(second.startedAt) - endMs));
}

/** Damaged sound takes up its time; every other gap lies between two samples. */
function tookNoSound({ reason, lengthMs }: Gap): number {
  return reason === 'damaged' ? 0 : (lengthMs ?? 0);
}

function soundOf(store: Store, { id }: SessionHeader): Track | undefined {
  return store.tracks.ofSession(id, 'session').at(-1);
}

function refusalOf(store: Store, first: Begun, second: Begun): string | null {
  if (store.holds.isOn(first.patientId)) return 'This patient is on legal hold: sessions stay as they are.';
  if (store.sessions.userId(first.id) !== store.sessions.userId(second.id)) {
    return 'Two people gave them, and the minutes of each stay theirs: each signs a note of their own.';
  }
  for (const session of [first, second]) {
    if (store.sessions.wrappedKey(session.id) === null) return 'The sound of one of them was deleted.';
    if (store.edits.done(session.id).length > 0 || store.unfinishedTexts.of(session.id).length > 0) {
      return 'One of the notes was changed by hand, and a note from both is written anew. Undo the changes, or sign both.';
    }
    if (store.contributions.newest(session.id) !== null) {
      return 'One of the notes is signed by an assistant. Sign both instead.';
    }
  }
  const [one, other] = [soundOf(store, first), soundOf(store, second)];
  if (one === undefined || other === undefined) return 'One of them has no sound.';
  const isSame =
    one.channelCount === other.channelCount && JSON.stringify(one.geometry) === JSON.stringify(other.geometry);
  return isSame ? null : 'They were recorded with different microphones, so each needs a note of its own.';
}

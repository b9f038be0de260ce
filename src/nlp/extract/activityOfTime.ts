/**
 * Pairs a spoken time with the activity it belongs to: the service named right after it, the activity it is joined to by
 * "of" or "on", else the one named before it.
 */
import type { Sentence } from './document.ts';
import { chunkIndexAt } from './document.ts';
import { type Activity, FORWARD, type SpokenTime } from './timeTalk.ts';

/** Which activity a time belongs to; null when the sentence names none for it. */
export function activityFor(
  sentence: Sentence,
  time: SpokenTime,
  times: readonly SpokenTime[],
  activities: readonly Activity[],
): Activity | null {
  const free = activities.filter((each) => each.to <= time.from || each.from >= time.to);
  const next = times.find((other) => other.from > time.from);
  const previous = times.findLast((other) => other.from < time.from);
  const after = free.filter((each) => each.from >= time.to && (!next || each.from < next.from));
  const before = free.filter((each) => each.to <= time.from && (!previous || each.from >= previous.to));
  const service = serviceAfter(sentence, time, after, next);
  if (service !== null) return named(service, before, after);
  const word = sentence.tokens[time.to]?.text ?? '';
  const adjacent =
    time.unitSaid &&
    after[0]?.from === time.to &&
    !before.some((each) => chunkIndexAt(sentence, each.from) === chunkIndexAt(sentence, time.from));
  if (adjacent) return after[0]!;
  const forward = FORWARD.has(word) && after[0] !== undefined && after[0].from - time.to <= 5;
  if (forward && !isVagueObject(sentence, time)) return after[0]!;
  if (before.length > 0) return specific(sentence, before);
  const called = after.find((each) => chunkIndexAt(sentence, each.from) - chunkIndexAt(sentence, time.from) <= 1);
  if (called && (!next || isVagueObject(sentence, time) || after.length > 0)) return called;
  return null;
}

/** "Car transfers twelve, ther act": the name of the service right after the time decides the code. */
function serviceAfter(
  sentence: Sentence,
  time: SpokenTime,
  after: readonly Activity[],
  next: SpokenTime | undefined,
): Activity | null {
  const chunk = chunkIndexAt(sentence, time.from);
  const found = after.find((each) => each.service && chunkIndexAt(sentence, each.from) - chunk <= 2);
  if (found === undefined || FORWARD.has(sentence.tokens[found.from - 1]?.text ?? '')) return null;
  const own = chunkIndexAt(sentence, found.from) > chunk;
  const beforeNext = next === undefined || chunkIndexAt(sentence, next.from) > chunkIndexAt(sentence, found.from);
  return own && beforeNext ? found : null;
}

function named(service: Activity, before: readonly Activity[], after: readonly Activity[]): Activity {
  const what = before.at(-1) ?? after.find((each) => each !== service && !each.service);
  return { ...service, label: what?.label ?? service.label, alternatives: [] };
}

/** "on that", "for it": the activity is named elsewhere. */
function isVagueObject(sentence: Sentence, time: SpokenTime): boolean {
  return ['that', 'it', 'this', 'those', 'all'].includes(sentence.tokens[time.to + 1]?.text ?? '');
}

/** Of "balance in standing at the sink" the first name is the activity; a device or place comes later. */
function specific(sentence: Sentence, activities: readonly Activity[]): Activity {
  const lastChunk = chunkIndexAt(sentence, activities.at(-1)!.from);
  const near = activities.filter((each) => lastChunk - chunkIndexAt(sentence, each.from) <= 1);
  return near[0] ?? activities[0]!;
}

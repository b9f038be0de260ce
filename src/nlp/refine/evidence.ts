/** Evidence lists without repeats, in the order first given. */
import type { SpokenEvidence } from '../../shared/domain/evidence.ts';
import type { NonEmpty } from '../../shared/nonEmpty.ts';

export function dedupeEvidence(list: NonEmpty<SpokenEvidence>): NonEmpty<SpokenEvidence> {
  const key = (each: SpokenEvidence) => `${each.utteranceId}:${each.from}:${each.to}`;
  const seen = new Set<string>([key(list[0])]);
  const rest = list.slice(1).filter((each) => {
    if (seen.has(key(each))) return false;
    seen.add(key(each));
    return true;
  });
  return [list[0], ...rest];
}

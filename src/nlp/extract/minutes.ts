/**
 * Minutes of treatment per activity and code, as told: "twelve minutes of transfers", "grooming, eleven", clock times
 * ("two fifteen to two thirty-eight"), ranges, additions, and time taken off. Rests, performance times and totals are
 * no treatment. Codes come from the activity table of the lexicon or from the therapist's own words.
 */
import type { ActiveTask } from './activeTask.ts';
import { activityFor } from './activityOfTime.ts';
import type { Document, Sentence } from './document.ts';
import { hitsOf } from './document.ts';
import type { Draft, DraftOf } from './draft.ts';
import { common, evidenceOf, isDoubtful } from './draft.ts';
import { hasContext, isAboutAnotherPerson, isQuestion, namesInTalk, standingAt } from './standing.ts';
import type { Activity } from './timeTalk.ts';
import { activitiesIn, readTimes, type SpokenTime } from './timeTalk.ts';

type MinutesDraft = DraftOf<'minutes'>;

export function extractMinutes(document: Document, active: readonly (ActiveTask | null)[]): Draft[] {
  const names = namesInTalk(document);
  const found: MinutesDraft[] = [];
  let listing = -2;
  let lastActivity: Activity | null = null;
  for (const sentence of document.sentences) {
    if (sentence.speaker !== 'therapist') continue;
    if (isQuestion(sentence) || isAboutAnotherPerson(sentence, names.patient, names.all)) continue;
    const inList = isListHeader(sentence) || listing === sentence.utteranceIndex;
    if (isListHeader(sentence)) listing = sentence.utteranceIndex;
    const times = readTimes(sentence, inList).filter((time) => standingAt(sentence, time.from).kind === 'asserted');
    if (times.length > 0) listing = sentence.utteranceIndex;
    const activities = activitiesIn(sentence);
    for (const time of times) {
      if (correctsLast(sentence, time, activities, found)) continue;
      const activity =
        activityFor(sentence, time, times, activities) ??
        fallback(sentence, time, lastActivity, active[sentence.index] ?? null);
      if (activity === null) continue;
      if (time.adds && addToLast(found, activity, time, sentence)) continue;
      record(found, sentence, activity, time);
    }
    lastActivity = activities.at(-1) ?? (hitsOf(sentence, 'tasks').length > 0 ? null : lastActivity);
  }
  return found;
}

/** "Minutes.", "Times.", "Time:" open a list in which bare numbers are minutes. */
function isListHeader(sentence: Sentence): boolean {
  const first = sentence.tokens.find((token) => token.kind === 'word')?.text ?? '';
  const lead = sentence.tokens.slice(0, 4).map((token) => token.text);
  return (
    ['minutes', 'times', 'timing', 'billing'].includes(first) ||
    (lead.includes('minutes') && (lead.includes(':') || lead.includes('.'))) ||
    (first === 'time' && lead[1] !== 'for') ||
    hasContext(sentence, 'recap', 0)
  );
}

function fallback(
  sentence: Sentence,
  time: SpokenTime,
  last: Activity | null,
  task: ActiveTask | null,
): Activity | null {
  if (!time.unitSaid || hasContext(sentence, 'recap')) return null;
  if (task === null) return last;
  return {
    label: task.label,
    cpt: task.cpt,
    alternatives: ['97535', '97530'].filter((code) => code !== task.cpt),
    timed: true,
    service: false,
    from: -1,
    to: -1,
  };
}

function record(found: MinutesDraft[], sentence: Sentence, activity: Activity, time: SpokenTime): void {
  const cpt = time.code ?? activity.cpt;
  const place = {
    sentence,
    from: Math.min(time.from, activity.from >= 0 ? activity.from : time.from),
    to: Math.max(time.to, activity.to),
  };
  const same = found.findIndex(
    (each) =>
      (each.cpt === cpt || each.cptAlternatives.includes(cpt)) &&
      each.minutes === time.minutes &&
      isRestatement(each, activity, sentence),
  );
  if (same >= 0) {
    const known = found[same]!;
    found[same] = { ...known, evidence: [...known.evidence, ...evidenceOf(place)] };
    return;
  }
  if (hasContext(sentence, 'recap') && found.some((each) => each.cpt === cpt)) return;
  found.push({
    kind: 'minutes',
    cpt,
    cptAlternatives: time.code === null ? activity.alternatives : [],
    minutes: time.minutes,
    ...(time.range ? { range: time.range } : {}),
    approximate: time.approximate,
    derived: time.derived,
    timed: activity.timed,
    task: activity.label,
    ...(isDoubtful(sentence, time.from, time.to) ? { unsure: true } : {}),
    ...common(`minutes/${time.rule}`, 'therapist', { certainty: time.derived ? 'inferred' : 'stated' }),
    evidence: evidenceOf(place),
  });
}

/** The same figure for the same code said again: a recap, or the same words again. */
function isRestatement(known: MinutesDraft, activity: Activity, sentence: Sentence): boolean {
  const sameSentence = known.evidence.some((each) => each.utteranceId === sentence.utterance.id);
  return hasContext(sentence, 'recap') || known.task === activity.label || (sameSentence && activity.from < 0);
}

/** "And another two on top": joins the entry before. */
function addToLast(found: MinutesDraft[], activity: Activity, time: SpokenTime, sentence: Sentence): boolean {
  const at = activity.from >= 0 ? found.findLastIndex((each) => each.cpt === activity.cpt) : found.length - 1;
  const known = found[at];
  if (!known) return false;
  found[at] = {
    ...known,
    minutes: known.minutes + time.minutes,
    derived: true,
    certainty: 'inferred',
    evidence: [...known.evidence, ...evidenceOf({ sentence, from: time.from, to: time.to })],
  };
  return true;
}

/** "Actually, make that fourteen" in a turn of its own replaces the last figure. */
function correctsLast(
  sentence: Sentence,
  time: SpokenTime,
  activities: readonly Activity[],
  found: MinutesDraft[],
): boolean {
  if (!sentence.opensWithRepair || activities.length > 0) return false;
  const last = found.at(-1);
  if (!last) return false;
  found[found.length - 1] = {
    ...last,
    minutes: time.minutes,
    rule: 'minutes/corrected',
    evidence: [...evidenceOf({ sentence, from: time.from, to: time.to }), ...last.evidence],
  };
  return true;
}

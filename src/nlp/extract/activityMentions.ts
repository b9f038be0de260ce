/** The activities a sentence names: services and activities of the time lexicon, and the tasks of the task lexicon. */
import type { Hit } from '../lexicon/match.ts';
import type { Sentence } from './document.ts';
import { hitsOf } from './document.ts';

export interface Activity {
  readonly label: string;
  readonly cpt: string;
  readonly alternatives: readonly string[];
  readonly timed: boolean;
  /** The name of a billed service: it decides the code of what was timed beside it. */
  readonly service: boolean;
  readonly from: number;
  readonly to: number;
  /** The lexicon does not know it: called by the words that stand where an activity would. */
  readonly unknown?: true;
}

/** A sentence is asked many times what it names; the answer depends on nothing else. */
const known = new WeakMap<Sentence, readonly Activity[]>();

export function activitiesIn(sentence: Sentence): readonly Activity[] {
  const found = known.get(sentence) ?? readActivities(sentence);
  known.set(sentence, found);
  return found;
}

function readActivities(sentence: Sentence): Activity[] {
  const named = hitsOf(sentence, 'activities').filter((hit) => !isBillingVerb(sentence, hit));
  const tasks = hitsOf(sentence, 'tasks').filter(
    (task) => !named.some((hit) => overlaps(hit, task) && !isLonger(task, hit)),
  );
  const kept = named.filter((hit) => !tasks.some((task) => overlaps(hit, task)));
  return [
    ...kept.map(({ entry, from, to }) => ({
      label: entry.label,
      cpt: entry.cpt,
      alternatives: entry.alternatives,
      timed: entry.timed,
      service: entry.service,
      from,
      to,
    })),
    ...tasks.map(({ entry, from, to }) => ({
      label: entry.label,
      cpt: entry.cpt,
      alternatives: [],
      timed: true,
      service: false,
      from,
      to,
    })),
  ].sort((a, b) => a.from - b.from);
}

const overlaps = (a: Hit, b: Hit) => a.from < b.to && b.from < a.to;

/** A task phrase that says more than the activity inside it ("walk to the sink" beside "walk"). */
const isLonger = (task: Hit<'tasks'>, hit: Hit<'activities'>) => task.to - task.from > hit.to - hit.from;

/** "I'll bill fifteen": what the therapist does with the figure, no bill to be paid. */
function isBillingVerb({ tokens }: Sentence, { from, to }: Hit<'activities'>): boolean {
  return (
    to - from === 1 &&
    tokens[from]?.text === 'bill' &&
    ['i', 'we', "'ll", 'will', 'to', "'d"].includes(tokens[from - 1]?.text ?? '')
  );
}

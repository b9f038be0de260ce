/** What the talk was about when a time names no activity ("that took fifteen minutes"), and where a word was used. */
import type { ActiveTask } from './activeTask.ts';
import type { Activity } from './activityMentions.ts';
import { activitiesIn } from './activityMentions.ts';
import type { Document, Sentence } from './document.ts';
import { standingAt } from './standing.ts';

const MOST_UTTERANCES_BACK = 12;
const FEWEST_LETTERS = 4;
const DEFAULT_CPT = '97530';

export class Topics {
  readonly #document: Document;
  readonly #active: readonly (ActiveTask | null)[];
  #last: { readonly activity: Activity; readonly utterance: number } | null = null;

  constructor(document: Document, active: readonly (ActiveTask | null)[]) {
    this.#document = document;
    this.#active = active;
  }

  hear(sentence: Sentence, activities: readonly Activity[]): void {
    const told = activities.filter((each) => standingAt(sentence, each.from).kind === 'asserted');
    const main = told.find((each) => !each.service) ?? told[0];
    if (main) this.#last = { activity: main, utterance: sentence.utteranceIndex };
  }

  /** The service a code stands for. */
  ofCode(cpt: string): Activity | null {
    const entry = this.#document.lexicon.entries.activities.find((each) => each.cpt === cpt);
    return entry === undefined
      ? null
      : { label: entry.label, cpt, alternatives: [], timed: entry.timed, service: true, from: -1, to: -1 };
  }

  /** What the sentence before named. */
  before(sentence: Sentence): Activity | null {
    const earlier = this.#document.sentences[sentence.index - 1];
    const [activity] = earlier === undefined ? [] : activitiesIn(earlier);
    return activity === undefined ? null : { ...activity, from: -1, to: -1 };
  }

  /** The task being worked on, else the activity named last. */
  at(sentence: Sentence): Activity | null {
    const task = this.#active[sentence.index] ?? null;
    const last = this.#last;
    const near = last !== null && sentence.utteranceIndex - last.utterance <= MOST_UTTERANCES_BACK;
    const taskUtterance = task === null ? -1 : (this.#document.sentences[task.sentence]?.utteranceIndex ?? -1);
    if (near && last.utterance > taskUtterance) return { ...last.activity, from: -1, to: -1 };
    if (task === null) return near ? { ...last.activity, from: -1, to: -1 } : null;
    const alternatives = ['97535', '97530'].filter((code) => code !== task.cpt);
    return { label: task.label, cpt: task.cpt, alternatives, timed: true, service: false, from: -1, to: -1 };
  }

  /** An activity the lexicon does not know takes the code of the talk in which its words were used before. */
  unknown(sentence: Sentence, from: number, to: number): Activity {
    const words = sentence.tokens.slice(from, to).map((token) => token.text);
    const label = words.join(' ');
    const telling = words.filter((word) => word.length >= FEWEST_LETTERS);
    for (const earlier of this.#document.sentences.slice(0, sentence.index).reverse()) {
      if (earlier.speaker !== 'therapist') continue;
      if (!earlier.tokens.some((token) => telling.includes(token.text))) continue;
      const activity = activitiesIn(earlier)[0];
      const cpt = activity?.cpt ?? this.#active[earlier.index]?.cpt;
      if (cpt !== undefined)
        return {
          label,
          cpt,
          alternatives: [DEFAULT_CPT, '97535'].filter((code) => code !== cpt),
          timed: activity?.timed ?? true,
          service: false,
          from,
          to,
          unknown: true,
        };
    }
    const topic = this.at(sentence);
    if (topic !== null)
      return {
        ...topic,
        label,
        alternatives: [DEFAULT_CPT, '97535'].filter((code) => code !== topic.cpt),
        from,
        to,
        unknown: true,
      };
    return { label, cpt: DEFAULT_CPT, alternatives: ['97535'], timed: true, service: false, from, to, unknown: true };
  }
}

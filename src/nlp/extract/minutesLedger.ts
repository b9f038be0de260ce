/** The entries of the minutes ledger while the talk is read: recorded, corrected, added to, restated, renamed. */
import type { Activity } from './activityMentions.ts';
import { activitiesIn } from './activityMentions.ts';
import type { Pairing } from './activityOfTime.ts';
import type { Sentence } from './document.ts';
import { hitsOf } from './document.ts';
import type { DraftOf } from './draft.ts';
import { common, evidenceAt, evidenceOf, isDoubtful } from './draft.ts';
import { isElsewhere, isRecap, isRunningTotal, opensWithFigure, refersBack, repairs, withdraws } from './ledgerTalk.ts';
import type { SpokenTime, TimeTalk } from './spokenTime.ts';
import { isIdlePart, readDeduction } from './timeTakenOff.ts';
import type { Topics } from './topics.ts';

type MinutesDraft = DraftOf<'minutes'>;

interface Entry {
  readonly draft: MinutesDraft;
  readonly utterance: number;
  readonly sentence: number;
  readonly service: boolean;
  /** The activity as it was called; empty where only the talk around says it. */
  readonly words: string;
}

const MOST_UTTERANCES_TO_CORRECTION = 4;
const MOST_UTTERANCES_TO_PARTS = 3;
const MOST_UTTERANCES_TO_DEDUCTION = 2;
const LEAST_SHARE_OF_PARTS = 0.6;

export class MinutesLedger {
  readonly #topics: Topics;
  readonly #list: Entry[] = [];
  #lastUtterance = -1;

  constructor(topics: Topics) {
    this.#topics = topics;
  }

  /** The utterance in which a time was last told; −1 before any. */
  get lastUtterance(): number {
    return this.#lastUtterance;
  }

  entries(): MinutesDraft[] {
    return this.#list.filter((entry) => !this.#isWhole(entry)).map((entry) => entry.draft);
  }

  /** A stretch of no named activity ("in at nine twenty, left at nine fifty-eight") whose parts are told right after. */
  #isWhole(entry: Entry): boolean {
    if (entry.words !== '') return false;
    const parts = this.#list.filter(
      (other) =>
        other !== entry &&
        Math.abs(other.utterance - entry.utterance) <= MOST_UTTERANCES_TO_PARTS &&
        other.words !== '',
    );
    const sum = parts.reduce((total, { draft }) => total + draft.minutes, 0);
    const { minutes } = entry.draft;
    return parts.length > 1 && sum <= minutes && sum >= minutes * LEAST_SHARE_OF_PARTS;
  }

  /** The utterances that tell a time in so many words. */
  get toldIn(): ReadonlySet<number> {
    return new Set(this.#list.map((entry) => entry.utterance));
  }

  get sum(): number {
    return this.#list.reduce((total, { draft }) => total + (draft.timed ? draft.minutes : 0), 0);
  }

  /** A stretch told right before without its activity, taken out again: the whole that "the rest" is reckoned from. */
  takeUnnamed(sentence: Sentence): number | null {
    const at = this.#list.findLastIndex(
      (entry) => entry.words === '' && sentence.utteranceIndex - entry.utterance <= 1,
    );
    const [entry] = at < 0 ? [] : this.#list.splice(at, 1);
    return entry?.draft.minutes ?? null;
  }

  /** Whether the figure only adds up what stands in the ledger: all of it, or all of one code. */
  isSum(minutes: number): boolean {
    const sum = (list: readonly Entry[]) => list.reduce((total, { draft }) => total + draft.minutes, 0);
    const last = this.#list.at(-1);
    if (last === undefined) return false;
    const sameCode = this.#list.filter((entry) => entry.draft.cpt === last.draft.cpt);
    return [this.#list, sameCode].some((list) => list.length > 1 && sum(list) === minutes);
  }

  /** False when the figure is no entry: nothing says what it was spent on. */
  enter(sentence: Sentence, pairing: Pairing): boolean {
    const { time } = pairing;
    const opensItem = pairing.activity?.from === time.to + 1 && sentence.tokens[time.to]?.kind === 'punctuation';
    if (time.from <= 1 && !opensItem && this.#corrects(sentence, time, pairing.cpt)) return true;
    const named = pairing.activity ?? (pairing.unknown ? this.#unknown(sentence, pairing) : null);
    if (named === null && this.#corrects(sentence, time)) return true;
    if (time.adds && named === null && this.#adds(sentence, time, null, '')) return true;
    const activity =
      named ?? (pairing.cpt === null ? this.#pointedAt(sentence, time) : this.#ofCode(sentence, pairing.cpt));
    if (activity === null) return false;
    const cpt = pairing.cpt ?? (pairing.sameCode ? this.#list.at(-1)?.draft.cpt : null) ?? activity.cpt;
    if (time.adds && this.#adds(sentence, time, named, cpt)) return true;
    if (named !== null && this.#correctsNamed(sentence, time, activity, cpt)) return true;
    if (isRunningTotal(sentence, time) && this.#runsOn(sentence, time, named, cpt)) return true;
    this.#record(sentence, time, activity, cpt, pairing.cpt !== null || pairing.sameCode);
    return true;
  }

  /** A stretch between two calls of the clock. */
  enterSpan(from: Sentence, at: number, to: Sentence, end: number, minutes: number, about: Activity | null): void {
    const activity = about ?? this.#topics.at(to);
    if (activity === null) return;
    const draft = draftOf(activity, activity.cpt, { minutes, approximate: false, derived: true, rule: 'clock' }, false);
    const evidence = evidenceOf({ sentence: from, from: at, to: at + 1 }, { sentence: to, from: end, to: end + 1 });
    this.#push({ ...draft, evidence }, to, activity.service);
  }

  /** "Call it self-care." after a time names the code of the last entry. */
  renames(sentence: Sentence, talk: TimeTalk): boolean {
    const last = this.#list.at(-1);
    if (
      last === undefined ||
      sentence.utteranceIndex - this.#lastUtterance > 1 ||
      sentence.tokens.length > LONGEST_NAMING
    )
      return false;
    const cpt = talk.codes[0]?.cpt ?? talk.activities.find((each) => each.service)?.cpt;
    const names =
      hitsOf(sentence, 'billingTalk').length > 0 ||
      NAMING.has(sentence.tokens[0]?.text ?? '') ||
      sentence.tokens.some((token) => token.text === 'code') ||
      sentence.tokens.length <= 4;
    if (cpt === undefined || !names) return false;
    const evidence = [...last.draft.evidence, evidenceAt(sentence)] as const;
    this.#list[this.#list.length - 1] = {
      ...last,
      draft: { ...last.draft, cpt, cptAlternatives: [], evidence: [last.draft.evidence[0], ...evidence.slice(1)] },
    };
    return true;
  }

  /** "Dressing twelve minutes. Transfers the same." */
  sameAgain(sentence: Sentence, activities: readonly Activity[]): boolean {
    const last = this.#list.at(-1);
    const activity = activities[0];
    const words = sentence.tokens.filter((token) => token.kind === 'word');
    if (last?.utterance !== sentence.utteranceIndex || activity === undefined || words.length > LONGEST_SAME)
      return false;
    const end = words.at(-1)?.text ?? '';
    if (end !== 'same' && end !== 'likewise' && end !== 'ditto') return false;
    const { minutes, range, approximate } = last.draft;
    const time = { minutes, ...(range ? { range } : {}), approximate, derived: false, rule: 'said' as const };
    this.#push(
      {
        ...draftOf(activity, activity.cpt, time, false),
        evidence: evidenceOf({ sentence, from: 0, to: sentence.tokens.length }),
      },
      sentence,
      activity.service,
    );
    return true;
  }

  #pointedAt(sentence: Sentence, time: SpokenTime): Activity | null {
    return refersBack(sentence, time) && !isElsewhere(sentence, time) ? this.#topics.at(sentence) : null;
  }

  /** "97530, seventeen minutes": the code alone says what kind of treatment it was. */
  #ofCode(sentence: Sentence, cpt: string): Activity | null {
    return this.#topics.at(sentence) ?? this.#topics.ofCode(cpt);
  }

  /** "Hang on, that had the phone call inside, minus three, thirteen.": what is left of the last figure. */
  takesOff(sentence: Sentence, times: readonly SpokenTime[]): boolean {
    const last = this.#list.at(-1);
    if (last === undefined || last.sentence === sentence.index) return false;
    const away = sentence.utteranceIndex - last.utterance;
    const named = activitiesIn(sentence).length > 0;
    const off =
      away <= MOST_UTTERANCES_TO_DEDUCTION && !named ? readDeduction(sentence, last.draft.minutes, times) : null;
    if (off !== null) {
      this.#replace(this.#list.length - 1, sentence, off);
      return true;
    }
    if (away > 0) return false;
    const left = times.at(-1);
    if (left !== undefined && times.length === 1 && isIdlePart(sentence, left) && left.minutes < last.draft.minutes) {
      this.#replace(this.#list.length - 1, sentence, {
        ...left,
        minutes: last.draft.minutes - left.minutes,
        derived: true,
      });
      return true;
    }
    if (left === undefined || left.minutes >= last.draft.minutes) return false;
    const difference = last.draft.minutes - left.minutes;
    const explained = sentence.tokens.slice(0, left.from).some((token) => token.value === difference);
    if (!explained) return false;
    this.#replace(this.#list.length - 1, sentence, left);
    return true;
  }

  #unknown(sentence: Sentence, { unknown, time }: Pairing): Activity | null {
    if (
      unknown === null ||
      isElsewhere(sentence, time) ||
      (!time.unitSaid && this.#lastUtterance < 0 && time.rule !== 'list')
    )
      return null;
    return this.#topics.unknown(sentence, unknown.from, unknown.to);
  }

  /** "No, make that fourteen" in a turn of its own replaces the last figure. */
  #corrects(sentence: Sentence, time: SpokenTime, cpt: string | null = null): boolean {
    const last = this.#list.at(-1);
    if (last === undefined || sentence.utteranceIndex - last.utterance > MOST_UTTERANCES_TO_CORRECTION) return false;
    const concludes =
      sentence.tokens[0]?.text === 'so' &&
      time.from === 1 &&
      last.utterance === sentence.utteranceIndex &&
      time.minutes < last.draft.minutes;
    if (
      !repairs(sentence) &&
      !opensWithFigure(sentence, time, { minutes: last.draft.minutes, sentence: last.sentence }) &&
      !concludes
    )
      return false;
    this.#replace(this.#list.length - 1, sentence, time, cpt);
    return true;
  }

  /** "Actually the dressing was fourteen, not twelve." */
  #correctsNamed(sentence: Sentence, time: SpokenTime, activity: Activity, cpt: string): boolean {
    if (
      !repairs(sentence) &&
      !withdraws(
        sentence,
        this.#list.map(({ draft }) => draft.minutes),
      )
    )
      return false;
    const at = this.#list.findLastIndex(
      (entry) =>
        entry.draft.cpt === cpt &&
        (entry.draft.task === activity.label || entry.service) &&
        entry.sentence !== sentence.index,
    );
    if (at < 0 || this.#list[at]!.draft.minutes === time.minutes) return false;
    this.#replace(at, sentence, time);
    return true;
  }

  /** "That brings transfers to twenty-one": the figure told before grows to this one. */
  #runsOn(sentence: Sentence, time: SpokenTime, named: Activity | null, cpt: string): boolean {
    const at = named === null ? this.#list.length - 1 : this.#list.findLastIndex((entry) => entry.draft.cpt === cpt);
    const known = this.#list[at];
    if (known === undefined || known.sentence === sentence.index || known.draft.minutes >= time.minutes) return false;
    this.#replace(at, sentence, time);
    return true;
  }

  #replace(at: number, sentence: Sentence, time: SpokenTime, cpt: string | null = null): void {
    const { draft, ...entry } = this.#list[at]!;
    const { range: _withdrawn, ...kept } = draft;
    this.#list[at] = {
      ...entry,
      draft: {
        ...kept,
        ...(cpt === null ? {} : { cpt, cptAlternatives: [] }),
        minutes: time.minutes,
        ...(time.range ? { range: time.range } : {}),
        approximate: time.approximate,
        rule: 'minutes/corrected',
        evidence: [...evidenceOf({ sentence, from: time.from, to: time.to }), ...draft.evidence],
      },
    };
    this.#lastUtterance = sentence.utteranceIndex;
  }

  /** "And another two on top": joins the entry before. */
  #adds(sentence: Sentence, time: SpokenTime, named: Activity | null, cpt: string): boolean {
    const before = this.#list.at(-1);
    const here = before?.sentence === sentence.index && (named === null || before.draft.cpt === cpt);
    const at =
      named === null || here ? this.#list.length - 1 : this.#list.findLastIndex((entry) => entry.draft.cpt === cpt);
    const known = this.#list[at];
    if (known === undefined) return false;
    const { draft } = known;
    if (!here && named !== null && !named.service && !known.service && !isSameName(known, wordsOf(sentence, named)))
      return false;
    this.#list[at] = {
      ...known,
      draft: {
        ...draft,
        minutes: draft.minutes + time.minutes,
        derived: true,
        certainty: 'inferred',
        evidence: [...draft.evidence, ...evidenceOf({ sentence, from: time.from, to: time.to })],
      },
    };
    this.#lastUtterance = sentence.utteranceIndex;
    return true;
  }

  #record(sentence: Sentence, time: SpokenTime, activity: Activity, cpt: string, decided: boolean): void {
    const evidence = evidenceOf({
      sentence,
      from: Math.min(time.from, activity.from >= 0 ? activity.from : time.from),
      to: Math.max(time.to, activity.to),
    });
    this.#lastUtterance = sentence.utteranceIndex;
    const same = this.#list.findIndex((entry) => this.#restates(entry, sentence, time, activity, cpt));
    if (same >= 0) {
      const known = this.#list[same]!;
      this.#list[same] = { ...known, draft: { ...known.draft, evidence: [...known.draft.evidence, ...evidence] } };
      return;
    }
    if (isRecap(sentence) && this.#list.some((entry) => entry.draft.cpt === cpt)) return;
    const draft = draftOf(activity, cpt, time, decided);
    const unsure = isDoubtful(sentence, time.from, time.to) ? { unsure: true } : {};
    const called = activity.unknown && time.rule === 'clock' ? '' : wordsOf(sentence, activity);
    const words = decided || time.rule === 'lessBreak' ? called || cpt : called;
    this.#push({ ...draft, ...unsure, evidence }, sentence, activity.service, words);
  }

  /** The same figure for the same code told again, elsewhere in the talk, under the same name or that of the service. */
  #restates(entry: Entry, sentence: Sentence, time: SpokenTime, activity: Activity, cpt: string): boolean {
    const { draft } = entry;
    const sameCode = draft.cpt === cpt || draft.cptAlternatives.includes(cpt);
    if (!sameCode || draft.minutes !== time.minutes) return false;
    if (time.rule === 'clock' && draft.rule === 'minutes/clock' && !isRecap(sentence)) return false;
    if (entry.sentence === sentence.index) return activity.from < 0;
    return isRecap(sentence) || draft.task === activity.label || entry.service || activity.service || activity.from < 0;
  }

  #push(draft: MinutesDraft, sentence: Sentence, service: boolean, words = ''): void {
    this.#list.push({ draft, utterance: sentence.utteranceIndex, sentence: sentence.index, service, words });
    this.#lastUtterance = sentence.utteranceIndex;
  }
}

/** The words of an activity in its sentence. */
const wordsOf = ({ tokens }: Sentence, { from, to }: Activity) =>
  tokens
    .slice(Math.max(from, 0), Math.max(to, 0))
    .map((token) => token.text)
    .join(' ');

/** Told under one name, or one of the two under none: "another two of putty" after "putty and glides ten". */
function isSameName({ words }: Entry, other: string): boolean {
  if (words === '' || other === '') return true;
  const known = words.split(' ');
  return other.split(' ').some((word) => known.includes(word));
}

const LONGEST_NAMING = 9;
const LONGEST_SAME = 5;
const NAMING = new Set(['call', 'that', 'bill', 'under', 'code', 'put', 'so', 'it', 'all', 'same', 'those']);

function draftOf(
  activity: Activity,
  cpt: string,
  time: Pick<SpokenTime, 'minutes' | 'range' | 'approximate' | 'derived' | 'rule'>,
  decided: boolean,
): Omit<MinutesDraft, 'evidence'> {
  return {
    kind: 'minutes',
    cpt,
    cptAlternatives: decided ? [] : activity.alternatives,
    minutes: time.minutes,
    ...(time.range ? { range: time.range } : {}),
    approximate: time.approximate,
    derived: time.derived,
    timed: activity.timed || (cpt !== activity.cpt && !UNTIMED.has(cpt)),
    task: activity.label,
    ...common(`minutes/${time.rule}`, 'therapist', { certainty: time.derived ? 'inferred' : 'stated' }),
  };
}

/** Service-based codes of the activity table. */
const UNTIMED = new Set(['97010', 'G0283', '97016', '97018', '97022', '97150']);

/** Whether a segment goes on about the open episode, or begins another one. */
import { hitsOf } from './document.ts';
import type { Episode } from './episodes.ts';
import { isDecisive } from './levels/evidence.ts';
import type { NamedTask, Segment } from './segments.ts';

/** A trial word that always means another trial than the one before. */
const FURTHER_TRIALS = new Set(['repeat', 'next', 'back']);

export function joins(open: Episode, segment: Segment): boolean {
  const sameSentence = open.sentences.has(segment.sentence.index);
  if (open.prior !== segment.prior && (segment.evidence.length > 0 || open.evidence.length > 0)) return false;
  if (segment.sentence.opensWithRepair && segment.evidence.length > 0 && !sameSentence) return false;
  if (open.evidence.length === 0) {
    if (!sameUtterance(open, segment) && namesOther(open, segment)) return false;
    return !isOtherTask(open, segment) || open.tasks.length === 0 || isHeadline(open, segment);
  }
  if (isOtherTrial(open, segment) || isOtherTask(open, segment) || isOtherPart(open, segment)) return false;
  if (!sameSentence && namesAgain(segment)) return false;
  if (namesAnotherPart(open, segment)) return false;
  return sameUtterance(open, segment) ? agreesWithin(open, segment) : addsTo(open, segment);
}

/** A whole task, or a part that cannot belong to the open one. */
function namesOther(open: Episode, { tasks }: Segment): boolean {
  const items = open.tasks.map((task) => task.fimItem);
  const isTransfer = (item: NamedTask['fimItem']) => item?.startsWith('transfer') ?? false;
  const fits = (item: NamedTask['fimItem']) =>
    item === null || items.includes(item) || (isTransfer(item) && items.some(isTransfer));
  return tasks.some((task) => !task.part || (open.tasks.length > 0 && !fits(task.fimItem)));
}

/** "Plain sock she did from start to end.": a sentence that opens with its task and rates it stands for itself. */
function namesAgain({ sentence, tasks, evidence }: Segment): boolean {
  const rated = evidence.some((each) => isDecisive(each) || each.form === 'alone');
  return (
    rated &&
    tasks.some((task) => !task.part && task.from <= MOST_WORDS_BEFORE_TASK && task.from >= 0) &&
    sentence.index > 0
  );
}

/** "Rolling left he did alone, rolling right I pushed": a clause that opens with another name for the task and rates it. */
function namesAnotherPart(open: Episode, { sentence, from, tasks, evidence }: Segment): boolean {
  const rated =
    evidence.some((each) => each.form !== 'rest' && each.form !== 'cueOnly') &&
    open.evidence.some((each) => each.form !== 'setup');
  const opens = (at: number) =>
    sentence.tokens.slice(from, at).every((token) => BEFORE_TASK.has(token.text)) && at >= from;
  return (
    rated &&
    tasks.some(
      (task) =>
        !task.part &&
        opens(task.from) &&
        !open.tasks.some((known) => known.text.toLowerCase() === task.text.toLowerCase()),
    )
  );
}

const BEFORE_TASK = new Set(['and', 'then', 'but', 'the', 'his', 'her', 'for', 'with', 'so', 'on', 'now']);

const MOST_WORDS_BEFORE_TASK = 2;

function sameUtterance(open: Episode, segment: Segment): boolean {
  return open.places.at(-1)?.sentence.utteranceIndex === segment.sentence.utteranceIndex;
}

function isOtherTrial(open: Episode, { trial, same }: Segment): boolean {
  if (trial === null) return same !== null;
  return trial !== open.trial || FURTHER_TRIALS.has(trial);
}

/** In one utterance a second named level is another rating, unless it repairs the first. */
function agreesWithin(open: Episode, segment: Segment): boolean {
  const rated = open.evidence.filter((each) => each.form === 'named').at(-1);
  const rates = segment.evidence.filter((each) => each.form === 'named');
  if (rated === undefined || rates.length === 0) return true;
  return rates.every((rate) => rate.level === rated.level) || settles(segment) || repairsWithin(open, segment);
}

/** "Mod, hm. I'd go max of two there.": the verdict counts. */
function settles(segment: Segment): boolean {
  return (
    segment.tasks.length === 0 &&
    segment.trial === null &&
    hitsOf(segment.sentence, 'context').some(
      (hit) => hit.entry.kind === 'settle' && hit.from >= segment.from && hit.from < segment.to,
    )
  );
}

function repairsWithin(open: Episode, segment: Segment): boolean {
  if (!open.sentences.has(segment.sentence.index)) return false;
  const rated = open.evidence.findLast((each) => each.form === 'named');
  const from = rated?.sentence === segment.sentence ? rated.to : 0;
  return hitsOf(segment.sentence, 'context').some(
    (hit) => hit.entry.kind === 'repair' && hit.from >= from && hit.from < segment.to,
  );
}

/** In a later utterance: a level that was still missing, or a detail; not a second level of equal weight. */
function addsTo(open: Episode, segment: Segment): boolean {
  if (segment.tasks.length > 0) return false;
  if (segment.evidence.length === 0) return true;
  const rated = open.evidence.filter(isDecisive);
  const rates = segment.evidence.filter(isDecisive);
  if (rates.length === 0) return true;
  if (rated.length === 0) return true;
  return rates.every((rate) => rate.level === rated.at(-1)?.level);
}

/** "Grooming: face and teeth" – in one sentence the first name is the task, the rest are its parts. */
function isHeadline(open: Episode, segment: Segment): boolean {
  return open.sentences.has(segment.sentence.index) && segment.tasks.every((task) => task.part);
}

function isOtherTask(open: Episode, segment: Segment): boolean {
  const strong = segment.tasks.filter((task) => !task.part);
  if (strong.length === 0 || open.tasks.length === 0) return false;
  const near = sameUtterance(open, segment);
  return !strong.some((task) =>
    open.tasks.some(
      (known) => isSameTask(known, task, near) || isItsClothing(known, task, near) || isItsTechnique(open, known, task),
    ),
  );
}

function isSameTask(known: NamedTask, task: NamedTask, near: boolean): boolean {
  if (known.label === task.label) return true;
  return near && known.fimItem !== null && known.fimItem === task.fimItem;
}

const TECHNIQUE =
  /^(?:(?:stand|squat|slide|sliding|transfer|lateral|low|scoot|sit|stand and) )*(?:pivot|pivots|board|scoot|popover)$/i;

/** "Wheelchair to toilet, stand pivot with the bar": how a transfer named just before was done. */
function isItsTechnique(open: Episode, known: NamedTask, task: NamedTask): boolean {
  const transfers = known.fimItem?.startsWith('transfer') ?? false;
  return transfers && open.evidence.length === 0 && TECHNIQUE.test(task.text);
}

/** "Pants down she did, pants up I helped": clothing at the toilet belongs to toileting. */
function isItsClothing(known: NamedTask, task: NamedTask, near: boolean): boolean {
  return near && known.fimItem === 'toileting' && task.fimItem === 'dressingLower';
}

/** "left sleeve was max, head and right sleeve …", "head through alone, arms I did most of": parts rated apart. */
function isOtherPart(open: Episode, segment: Segment): boolean {
  if (segment.evidence.length === 0 || segment.tasks.length === 0) return false;
  if (open.evidence.some((each) => each.sentence === segment.sentence && each.to > segment.from)) return false;
  const known = new Set(open.tasks.map((task) => task.text));
  const decides = segment.evidence.some(isDecisive);
  const own = open.evidence.some((each) => isDecisive(each) || (decides && each.form === 'alone'));
  const rates = decides || segment.evidence.some((each) => each.form === 'alone');
  return own && segment.tasks.every((task) => (task.part || rates) && !known.has(task.text));
}

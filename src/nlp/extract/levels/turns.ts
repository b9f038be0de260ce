/**
 * Who did which part, where a sentence tells it clause by clause: "he got one leg in, I got the other" is half each,
 * "she washed her face, I had all the rest" is most of it done for her, "I put them on" with no deed of the patient is
 * all of it. The verb may be any verb of doing; what counts is whose it is and how much of the task it takes.
 */
import type { Document, Sentence } from '../document.ts';
import { chunkIndexAt, hitsOf } from '../document.ts';
import type { Deed } from './deeds.ts';
import { deedsIn, isNoWork } from './deeds.ts';
import type { LevelEvidence } from './evidence.ts';

export function turns(document: Document, sentence: Sentence): LevelEvidence[] {
  const deeds = deedsIn(document, sentence);
  const helper = deeds.filter((deed) => deed.agent === 'helper');
  const did = deeds.filter((deed) => deed.agent === 'patient');
  const patient = did.filter((deed) => !isNoWork(deed.verb));
  const finished = patient.filter((deed) => deed.scope === 'rest');
  const others: LevelEvidence[] = finished.map((deed) => ({ form: 'rest', level: 'MinA', ...placeOf(sentence, deed) }));
  return [...others, ...helper.flatMap((deed) => levelOf(sentence, deed, patient, did))];
}

const placeOf = (sentence: Sentence, { from, to }: Deed) => ({ sentence, from, to, doubtful: false });

/** `patient`: the patient's deeds that are work; `did`: all of them, "held the tube" too. */
function levelOf(sentence: Sentence, deed: Deed, patient: readonly Deed[], did: readonly Deed[]): LevelEvidence[] {
  const place = placeOf(sentence, deed);
  const before = patient.some((other) => other.from < deed.from);
  if (deed.scope === 'rest' && tellsShare(sentence)) return [];
  if (deed.scope === 'rest')
    return did.some((other) => other.from < deed.from) ? [{ form: 'share', level: 'MaxA', ...place }] : [];
  if (deed.scope === 'other') return before ? [{ form: 'share', level: 'ModA', ...place }] : [];
  if (isNoWork(deed.verb) && deed.verb !== 'had') return [];
  const finished = patient.some((other) => other.scope === 'rest');
  if (deed.attributed) return ofPortion(sentence, deed, patient, finished);
  if (deed.scope === 'part' && finished && isHelping(deed)) return [{ form: 'hands', level: 'MinA', ...place }];
  if (deed.scope === 'part' && isHelping(deed) && isFollowed(sentence, deed, patient)) {
    return [{ form: 'hands', level: 'MinA', ...place }];
  }
  if (deed.scope === 'part' && isHelping(deed) && actsOnThing(sentence, deed)) {
    return [{ form: 'hands', level: 'MinA', ...place }];
  }
  if (deed.scope === 'part' && movesBody(sentence, deed)) return [{ form: 'hands', level: 'MinA', ...place }];
  if (deed.scope === 'part' && isForThem(sentence, deed)) return [{ form: 'hands', level: 'MinA', ...place }];
  if (deed.scope === 'none' && patient.length === 0 && isFronted(sentence, deed)) {
    return [{ form: 'hands', level: 'TotalA', ...place }];
  }
  if (deed.scope === 'whole' && patient.length === 0) return [{ form: 'hands', level: 'TotalA', ...place }];
  if (deed.verb === 'did' && deed.scope === 'part' && patient.some((other) => isCounterpart(sentence, other, deed)))
    return [{ form: 'share', level: 'ModA', ...place }];
  return [];
}

/** "he got three quarters himself, I loaded the rest": the share itself was told. */
function tellsShare(sentence: Sentence): boolean {
  return hitsOf(sentence, 'quantities').some((hit) => hit.entry.percent !== 100);
}

/** "Threading was me, pulling up was him" is half each; a portion that left the rest to the patient is a small one. */
function ofPortion(sentence: Sentence, deed: Deed, patient: readonly Deed[], finished: boolean): LevelEvidence[] {
  const place = placeOf(sentence, deed);
  if (hitsOf(sentence, 'quantities').some((hit) => hit.from >= deed.from && hit.to <= deed.to)) return [];
  if (finished) return [{ form: 'hands', level: 'MinA', ...place }];
  if (patient.some((other) => other.attributed)) return [{ form: 'share', level: 'ModA', ...place }];
  if (patient.length > 0) return [{ form: 'hands', level: 'MinA', ...place }];
  if (!hitsOf(sentence, 'tasks').some((task) => task.from >= deed.from && task.to <= deed.to)) return [];
  const words = sentence.tokens.slice(deed.from, deed.to).map((token) => token.text);
  return [{ form: 'hands', level: words.some((word) => NEARLY.has(word)) ? 'MaxA' : 'TotalA', ...place }];
}

/** "was pretty much me": nearly all of it. */
const NEARLY = new Set([
  'pretty',
  'mostly',
  'mainly',
  'largely',
  'basically',
  'nearly',
  'almost',
  'practically',
  'primarily',
]);

/** What is done to a body as treatment, or to look at it, is no help with the task. */
const TREATING = new Set(
  'taped iced massaged stretched measured wrapped ranged checked examined inspected felt palpated mobilised mobilized released rubbed bandaged taught saw looked photographed hurt positioned propped elevated splinted unwrapped laid layed'.split(
    ' ',
  ),
);
const OWNED = new Set(['his', 'her']);

/** "I gave her hips a bit of a start": a plain deed on the patient's body, whatever the verb. */
function movesBody(sentence: Sentence, deed: Deed): boolean {
  if (isNoWork(deed.verb) || TREATING.has(deed.verb) || READYING.has(deed.verb)) return false;
  const verb = sentence.tokens.findIndex((token, at) => at > deed.from && token.text === deed.verb);
  if (!OWNED.has(sentence.tokens[verb + 1]?.text ?? '')) return false;
  return hitsOf(sentence, 'handled').some(
    (hit) => hit.entry.touched && hit.from === verb + 1 && hit.to > hit.from + 1 && hit.to <= deed.to,
  );
}

const MOST_WORDS_TO_THING = 5;
const OWNING = new Set(['it', 'them', 'his', 'her', 'the', 'him']);

/** What the patient got to before the helper's hands came in. */
const ATTEMPT = new Set(
  'could not stuck struggled struggles tried tries started starts began got gets halfway managed couple fumbled fumbles attempted caught almost nearly dove dived'.split(
    ' ',
  ),
);

/** "She could start the zip, but I had to run it up": a plain deed on what the task is about, whatever the verb. */
function actsOnThing(sentence: Sentence, deed: Deed): boolean {
  const verb = sentence.tokens.findIndex((token, at) => at > deed.from && token.text === deed.verb);
  if (!sentence.tokens.slice(0, deed.from).some((token) => ATTEMPT.has(token.text))) return false;
  if (!OWNING.has(sentence.tokens[verb + 1]?.text ?? '')) return false;
  return hitsOf(sentence, 'handled').some(
    (hit) => !hit.entry.tool && hit.from > verb && hit.from <= verb + MOST_WORDS_TO_THING && hit.to <= deed.to,
  );
}

/** "I flattened the corners for her on two of them": a part done for the patient, whatever the verb. */
function isForThem({ tokens }: Sentence, { verb, from, to }: Deed): boolean {
  if ((isNoWork(verb) && verb !== 'held') || READYING.has(verb)) return false;
  return tokens.slice(from, to).some((token, at, all) => {
    const next = all[at + 1]?.text;
    return (
      token.text === 'for' && at > 1 && (next === 'him' || next === 'her') && !/^[a-z]/.test(all[at + 2]?.text ?? '.')
    );
  });
}

/** Things put ready, and words. */
const READYING = new Set(
  'opened handed passed poured fetched brought laid placed filled set got put made left ordered wrote read answered ran adjusted fitted printed timed'.split(
    ' ',
  ),
);

/** "Nails I cut.": the whole task stands before the deed. */
function isFronted(sentence: Sentence, { verb, from }: Deed): boolean {
  if (isNoWork(verb)) return false;
  const start = sentence.chunks[chunkIndexAt(sentence, from)]?.from ?? from;
  return hitsOf(sentence, 'tasks').some((task) => !task.entry.part && task.from >= start && task.to === from);
}

const JOINING = new Set(['and', ',', 'then', 'so']);

/** "I made the loops and he pulled them through": the patient goes on at once. */
function isFollowed({ tokens }: Sentence, deed: Deed, patient: readonly Deed[]): boolean {
  return patient.some(
    (other) => other.from >= deed.to && tokens.slice(deed.to, other.from).every((token) => JOINING.has(token.text)),
  );
}

const isHelping = ({ verb }: Deed) => !isNoWork(verb) && !READYING.has(verb) && verb !== 'did' && verb !== 'had';

const HALVES = new Set('legs trunk top bottom left right front upper lower arms half side body'.split(' '));

/** "she did the legs, I did the trunk": the same verb, each with a part. */
function isCounterpart(sentence: Sentence, patient: Deed, helper: Deed): boolean {
  const apart = Math.abs(chunkIndexAt(sentence, patient.from) - chunkIndexAt(sentence, helper.from));
  const isHalf = ({ from, to }: Deed) => sentence.tokens.slice(from, to).some((token) => HALVES.has(token.text));
  return patient.verb === helper.verb && patient.scope === 'part' && apart <= 1 && isHalf(patient) && isHalf(helper);
}

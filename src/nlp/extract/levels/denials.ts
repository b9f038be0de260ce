/**
 * That the helper did nothing, read from the shape of the clause instead of a list of phrases: the helper as subject of
 * a denied verb ("I never so much as touched her"), or as the denied source of help ("not a word out of me", "no me").
 * A denied touch leaves room for watching and cues; any other denied help means the patient was alone with it.
 */
import type { Document, Sentence } from '../document.ts';
import { chunkIndexAt } from '../document.ts';
import { isDirecting } from './agents.ts';
import type { LevelEvidence } from './evidence.ts';

const HELPERS = new Set(['i', 'we']);
const SOURCES = new Set(['me', 'us', 'mine', 'ours', 'anyone', 'anybody', 'staff']);
const NEGATIONS = new Set([
  'not',
  'never',
  'no',
  'nothing',
  'without',
  'zero',
  'none',
  'hardly',
  'barely',
  'nil',
  'neither',
  'minus',
]);
const SOURCE_MARKS = new Set(['from', 'by', 'of', 'off']);
const TOUCHES = new Set(
  'touch touched touching hold held holding steady steadied guard guarded grab grabbed catch caught reach reached lay laid guide guided support supported contact'.split(
    ' ',
  ),
);
const HELPS = new Set(
  'help helped helping lift lifted move moved pull pulled push pushed assist assisted intervene intervened budge budged stir stirred contribute contributed boost boosted interfere interfered'.split(
    ' ',
  ),
);
const STEPS = new Set([
  'do',
  'done',
  'step',
  'stepped',
  'jump',
  'jumped',
  'get',
  'got',
  'put',
  'give',
  'gave',
  'lend',
  'lent',
]);
const AFTER_STEP = new Set(['in', 'involved', 'up', 'a', 'much', 'him', 'her', 'any', 'anything', 'hands', 'my']);
/** "I did not have to", "I never so much as" */
const FILLING = new Set(
  'have had to once even so much as need needed ever once actually really then at all did do'.split(' '),
);
/** Nothing of help: what was said, thought or measured. */
const OTHER_TALK = new Set(
  'pain complaint complaints question news surprise charge bill minutes note score rating level idea answer problem'.split(
    ' ',
  ),
);
const MOST_WORDS_TO_VERB = 6;
const MOST_WORDS_TO_SOURCE = 6;

export function denials(_document: Document, sentence: Sentence): LevelEvidence[] {
  const { tokens } = sentence;
  return tokens.flatMap((token, at): LevelEvidence[] => {
    const found = HELPERS.has(token.text) ? deniedDeed(sentence, at) : deniedSource(sentence, at);
    if (found === null || isDirecting(sentence, at, found.to)) return [];
    const { weak, to } = found;
    return [
      {
        form: weak ? 'noHands' : 'alone',
        level: weak ? 'Supervision' : 'I',
        sentence,
        from: at,
        to,
        doubtful: false,
      },
    ];
  });
}

interface Denied {
  readonly weak: boolean;
  readonly to: number;
}

/** "I did not have to lift a thing", "I never touched him" */
function deniedDeed({ tokens }: Sentence, at: number): Denied | null {
  let negated = false;
  for (let i = at + 1; i <= at + MOST_WORDS_TO_VERB; i += 1) {
    const text = tokens[i]?.text ?? '.';
    if (NEGATIONS.has(text) && text !== 'no' && text !== 'nothing') negated = true;
    else if (negated && TOUCHES.has(text)) return { weak: true, to: i + 1 };
    else if (negated && HELPS.has(text)) return { weak: false, to: i + 1 };
    else if (negated && STEPS.has(text)) {
      return AFTER_STEP.has(tokens[i + 1]?.text ?? '') ? { weak: false, to: i + 2 } : null;
    } else if (!FILLING.has(text)) return null;
  }
  return null;
}

/** "not so much as a nudge from me", "no me", "without any of us" */
function deniedSource(sentence: Sentence, at: number): Denied | null {
  const { tokens } = sentence;
  if (!NEGATIONS.has(tokens[at]!.text)) return null;
  const chunk = sentence.chunks[chunkIndexAt(sentence, at)];
  const limit = Math.min(at + MOST_WORDS_TO_SOURCE, chunk?.to ?? at);
  for (let i = at + 1; i < limit; i += 1) {
    const text = tokens[i]!.text;
    if (HELPERS.has(text) || OTHER_TALK.has(text)) return null;
    if (!SOURCES.has(text)) continue;
    const direct = i === at + 1 && ['no', 'without', 'minus'].includes(tokens[at]!.text);
    const marked = SOURCE_MARKS.has(tokens[i - 1]!.text);
    if (!direct && !marked) return null;
    const ends = tokens[i + 1] === undefined || tokens[i + 1]!.kind !== 'word' || CLOSING.has(tokens[i + 1]!.text);
    if (!ends) return null;
    const weak = tokens.slice(at, i).some((token) => TOUCHES.has(token.text) || /^hands?$|^fingers?$/.test(token.text));
    return { weak, to: i + 1 };
  }
  return null;
}

const CLOSING = new Set(
  'and but so then while at on in with for today this the whole all throughout either except'.split(' '),
);

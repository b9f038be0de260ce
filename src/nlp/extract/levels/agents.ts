/**
 * Who does what in a sentence of the therapist's: the patient (he, she, the patient's name, "you" in a telling), or
 * the helping side (I, we, a helper called by name).
 */
import type { Document, Sentence } from '../document.ts';

export type Agent = 'patient' | 'helper';

const PATIENT = new Set(['he', 'she', 'they', 'patient', 'pt', 'client']);
const HELPER = new Set(['i', 'we']);
const PATIENT_OWNS = new Set(['patient', 'pt', 'hers', 'himself', 'herself', 'yours', 'yourself']);
const PATIENT_OBJECT = new Set(['him', 'her', 'his']);
const HELPER_OBJECT = new Set(['me', 'mine', 'myself', 'ours', 'us']);
/** A caregiver in training, by the name the family uses. */
const FAMILY = new Set(['dad', 'mom', 'mum', 'daddy', 'mommy', 'mama', 'papa', 'grandma', 'nana']);
const SECOND_PERSON = new Set(['you', 'your', 'yourself', 'yours']);
const TELLING = new Set(
  'did was were had needed got gave managed made kept held lifted pulled used stayed put took went finished started washed stood only just basically'.split(
    ' ',
  ),
);
/** "You're", "you'll", "you can": said to the patient while it happens. */
const DIRECTING = new Set(["'re", "'ll", 'will', 'can', 'could', 'need', 'want', 'have', "'ve", 'are', 'do', 'should']);

/** "she let me guide her arm" */
const LETTING = new Set(['let', 'lets', 'letting']);

/** The agent as the subject of a verb. */
export function subjectAt(document: Document, sentence: Sentence, at: number): Agent | null {
  const token = sentence.tokens[at];
  if (token === undefined) return null;
  if (PATIENT.has(token.text)) return 'patient';
  if (HELPER.has(token.text)) return 'helper';
  if (
    token.text === 'me' &&
    (sentence.tokens[at + 1]?.text === 'to' || LETTING.has(sentence.tokens[at - 1]?.text ?? ''))
  )
    return 'helper';
  if (token.text === 'you' && tellsYou(sentence)) return 'patient';
  return named(document, sentence, at);
}

function named(document: Document, sentence: Sentence, at: number): Agent | null {
  const token = sentence.tokens[at]!;
  if (FAMILY.has(token.text)) return 'helper';
  if (!token.capital) return null;
  if (token.text === document.names.patient) return 'patient';
  return document.names.helpers.has(token.text) ? 'helper' : null;
}

/** The agent as owner or object: "sixty percent him", "the rest was hers", "mostly me". */
export function ownerAt(document: Document, sentence: Sentence, at: number): Agent | null {
  const token = sentence.tokens[at];
  if (token === undefined) return null;
  if (token.text === 'yours' && sentence.tokens[at + 1]?.text === 'truly') return 'helper';
  if (PATIENT_OWNS.has(token.text)) return 'patient';
  if (HELPER_OBJECT.has(token.text)) return 'helper';
  if (PATIENT_OBJECT.has(token.text)) return ownsWhatFollows(sentence, at) ? null : 'patient';
  if (token.text === 'you' && tellsYou(sentence)) return 'patient';
  if (HELPER.has(token.text)) return null;
  return named(document, sentence, at) ?? (token.capital && at > 0 ? 'patient' : null);
}

const CLOSING = new Set(
  'and so but then with on for over when because today overall this tops easily at too in doing own anyway really except favour favor side by if'.split(
    ' ',
  ),
);

/** "half of her weight": the pronoun belongs to the next word, it names nobody's share. */
function ownsWhatFollows(sentence: Sentence, at: number): boolean {
  const next = sentence.tokens[at + 1];
  return next !== undefined && next.kind !== 'punctuation' && !CLOSING.has(next.text);
}

/** "You did most of that": past talk to the patient tells what happened; "you're doing it" directs. */
export function tellsYou(sentence: Sentence): boolean {
  const { tokens } = sentence;
  return tokens.some((token, at) => {
    const next = tokens[at + 1]?.text ?? '';
    return (token.text === 'you' || token.text === 'i') && TELLING.has(next);
  });
}

export function isDirecting(sentence: Sentence, from: number, to: number): boolean {
  const { tokens } = sentence;
  for (let at = from; at < to; at += 1) {
    const text = tokens[at]!.text;
    if (text === "let's" || (text === 'let' && tokens[at + 1]?.text === "'s")) return true;
    if (!SECOND_PERSON.has(text)) continue;
    if (!tellsYou(sentence) || (text === 'you' && DIRECTING.has(tokens[at + 1]?.text ?? ''))) return true;
  }
  return false;
}

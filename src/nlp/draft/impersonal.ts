/**
 * The therapist's spoken words in the voice of a note: "I guided his hips" → "therapist guided patient's hips". A note
 * must not state a gender nobody entered, so pronouns become "patient" and nothing is ever made of them. What cannot be
 * turned without bending the grammar ("I'd like", "he's walked off", "for you") is better quoted than bent.
 */
const NOT_A_NOUN = new Set(
  'to at on in up down through over with and while for as back into onto from off out around by when then so but or a bit along across toward towards no not if that because though until again once twice before after throughout'.split(
    ' ',
  ),
);
const REPLACED: Readonly<Record<string, string>> = {
  i: 'therapist',
  me: 'therapist',
  my: "therapist's",
  he: 'patient',
  she: 'patient',
  him: 'patient',
  his: "patient's",
  hers: "patient's",
  their: "patient's",
  himself: 'self',
  herself: 'self',
  themselves: 'self',
  myself: 'therapist',
};

const TURNS_BADLY = /\b(?:(?:i|he|she|they|we|you)['’](?:d|m|s|ve|re|ll)|we|us|our|you|your|yours)\b/i;
const FIRST_PERSON = /\b(?:i|me|my|mine)\b/i;

/** True when swapping the pronouns leaves a sentence: a told past always does, a wish or plan only without its "I". */
export function canBeImpersonal(text: string, isTold: boolean): boolean {
  return !TURNS_BADLY.test(text) && (isTold || !FIRST_PERSON.test(text));
}

export function impersonal(text: string): string {
  const words = trimmed(text)
    .replace(LOOSE_END, '')
    .split(/\s+/)
    .filter((word, i, all) => !isEmphatic(word, all[i - 1]));
  return words
    .map((word, i) => {
      const core = word.replace(/[.,;:!?]+$/, '').replace(/’/g, "'");
      const tail = word.slice(core.length);
      const key = core.toLowerCase();
      const replacement = key === 'her' ? herReading(words[i + 1], tail, words[i + 2]) : REPLACED[key];
      return replacement === undefined ? word : replacement + tail;
    })
    .join(' ');
}

const LOOSE_END = /\s+(?:and|or|but|so|because|while|then)$/i;
const TAKES_SELF = /(?:ed|ing)$|^(?:caught|found|hurt|held|set|let|pull|by|on|to|for|at|around|behind|of)$/i;

/** "powered it herself" says it twice over; in "caught herself" it is what was caught. */
function isEmphatic(word: string, before: string | undefined): boolean {
  return /^(?:him|her|them)sel(?:f|ves)\W*$/i.test(word) && before !== undefined && !TAKES_SELF.test(before);
}

const BACK_TO_WHERE: ReadonlySet<string> = new Set(['to', 'up', 'down', 'into', 'onto', 'in', 'from', 'over']);

/** "her hips" and "her back pocket" are whose, "steadied her at the rail" and "helped her back to bed" are whom. */
function herReading(next: string | undefined, tail: string, afterNext: string | undefined): string {
  const plain = next?.toLowerCase().replace(/[.,;:!?]+$/, '');
  const isBack = plain === 'back' && !BACK_TO_WHERE.has(afterNext?.toLowerCase() ?? '');
  const isWhom = plain === undefined || tail !== '' || (NOT_A_NOUN.has(plain) && !isBack);
  return isWhom ? 'patient' : "patient's";
}

/** Without the outer white space and closing punctuation that a sentence brings itself. */
export function trimmed(text: string): string {
  return text.trim().replace(/[\s.,;:]+$/, '');
}

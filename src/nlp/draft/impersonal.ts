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
  const words = trimmed(text).split(/\s+/);
  return words
    .map((word, i) => {
      const core = word.replace(/[.,;:!?]+$/, '').replace(/’/g, "'");
      const tail = word.slice(core.length);
      const key = core.toLowerCase();
      const replacement = key === 'her' ? herReading(words[i + 1], tail) : REPLACED[key];
      return replacement === undefined ? word : replacement + tail;
    })
    .join(' ');
}

/** "her hips" is whose, "steadied her at the rail" is whom. */
function herReading(next: string | undefined, tail: string): string {
  const isWhom = next === undefined || tail !== '' || NOT_A_NOUN.has(next.toLowerCase().replace(/[.,;:!?]+$/, ''));
  return isWhom ? 'patient' : "patient's";
}

/** Without the outer white space and closing punctuation that a sentence brings itself. */
export function trimmed(text: string): string {
  return text.trim().replace(/[\s.,;:]+$/, '');
}

/** What each stage of the pipeline does, in words for the therapist. An unknown stage shows its own name. */
const WORDS: Readonly<Record<string, string>> = {
  hear: 'Telling your voice and the patient’s apart from the room',
  transcribe: 'Writing down the words',
  extract: 'Picking out levels, cues, minutes and safety',
  'count minutes': 'Adding up the minutes',
  'reckon units': 'Counting the units',
  draft: 'Drafting the note',
  check: 'Checking every number against the sound',
};

export function stageWords(stage: string): string {
  const known = WORDS[stage];
  if (known !== undefined) return known;
  const spaced = stage.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[-_.]/g, ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1).toLowerCase();
}

/** All stages as a picture of the way, in order; those that were seen when the pipeline has others than known here. */
export function stagesToShow(current: string | null, seen: readonly string[]): readonly string[] {
  return current === null || current in WORDS ? Object.keys(WORDS) : seen;
}

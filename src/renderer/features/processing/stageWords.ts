/** What each stage of the pipeline does, in words for the therapist. An unknown stage shows its own name. */
const WORDS: Readonly<Record<string, string>> = {
  read: 'Opening the sound',
  load: 'Opening the sound',
  source: 'Opening the sound',
  health: 'Checking the microphones',
  frontEnd: 'Telling your voice and the patient’s apart from the room',
  vad: 'Finding speech',
  diarise: 'Finding who speaks',
  transcribe: 'Writing down the words',
  extract: 'Picking out levels, cues, minutes and safety',
  reckon: 'Adding up minutes and units',
  ledger: 'Adding up minutes',
  charges: 'Counting units',
  draft: 'Drafting the note',
  check: 'Checking every number against the sound',
};

export function stageWords(stage: string): string {
  const known = WORDS[stage];
  if (known !== undefined) return known;
  const spaced = stage.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[-_.]/g, ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1).toLowerCase();
}

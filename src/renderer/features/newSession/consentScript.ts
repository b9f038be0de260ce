/** What is read aloud before the first second is recorded. Plain words; a clinic's own text can take its place later. */
export const CONSENT_SCRIPT: readonly string[] = [
  'I would like to record our session today, so that I can write your therapy note from it.',
  'The recording stays on this computer. Nothing is sent anywhere, and I check every word of the note myself.',
  'You can say no, and you can ask me to stop at any time. Your therapy is the same either way.',
  'Is it all right with you if I record?',
];

/** Read aloud for the voice sample: everyday words with many different sounds. */
export const VOICE_SAMPLE_TEXT =
  'Good morning. Today we will work on getting dressed and on moving safely from the bed to the chair. Take your time, and tell me if anything hurts.';

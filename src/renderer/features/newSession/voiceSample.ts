/** Read aloud for the voice sample: everyday words with many different sounds. */
export const VOICE_SAMPLE_TEXT =
  'Good morning. Today we will work on getting dressed and on moving safely from the bed to the chair. Take your time, and tell me if anything hurts.';

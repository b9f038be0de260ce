/**
 * Whether a voice sample is good enough to know the therapist by. The figures are engineering choices: six seconds
 * give a steady voice embedding, and a clipped or drowned voice gives a wrong one.
 */
import type { EnrolmentResult } from '../../../shared/contract.ts';
import type { VoiceLevels } from './measureVoice.ts';

export const ENROLMENT_SECONDS = 10;
const MIN_SPEECH_MS = 6000;
const MAX_CLIPPED_SHARE = 0.001;
const MIN_SPEECH_TO_NOISE_DB = 10;

export function judgeEnrolment(levels: VoiceLevels): EnrolmentResult {
  const { speechMs } = levels;
  const retry = (message: string): EnrolmentResult => ({ accepted: false, message, speechMs });
  if (levels.clippedShare > MAX_CLIPPED_SHARE) {
    return retry(
      'Too loud: the sound was cut off at the peaks. Lower the input level or speak more softly, then repeat.',
    );
  }
  if (speechMs < MIN_SPEECH_MS) {
    const seconds = Math.floor(speechMs / 1000);
    return retry(`Too short: ${seconds} s of speech were heard, 6 are needed. Read without long pauses, then repeat.`);
  }
  if (levels.speechToNoiseDb < MIN_SPEECH_TO_NOISE_DB) {
    return retry('Too noisy: your voice hardly stands out. Step away from the noise for ten seconds, then repeat.');
  }
  return { accepted: true, message: 'Your voice is known for this session.', speechMs };
}

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
/** Above this, too little speech means that the noise covers it. */
const LOUD_NOISE_DB = -35;

export function judgeEnrolment(levels: VoiceLevels): EnrolmentResult {
  const { speechMs } = levels;
  const retry = (message: string): EnrolmentResult => ({ accepted: false, message, speechMs });
  if (levels.clippedShare > MAX_CLIPPED_SHARE) {
    return retry(
      'Too loud: the sound was cut off at the peaks. Lower the input level or speak more softly, then repeat.',
    );
  }
  const isShort = speechMs < MIN_SPEECH_MS;
  if (isShort ? levels.noiseDb > LOUD_NOISE_DB : levels.speechToNoiseDb < MIN_SPEECH_TO_NOISE_DB) {
    return retry('Too noisy: your voice hardly stands out. Step away from the noise for ten seconds, then repeat.');
  }
  if (isShort) {
    const seconds = Math.floor(speechMs / 1000);
    return retry(`Too short: ${seconds} s of speech were heard, 6 are needed. Read without long pauses, then repeat.`);
  }
  return { accepted: true, message: 'Your voice is known for this session.', speechMs };
}

/** Plain sentences for the therapist: what the front end could not do, and what follows from it. */
import type { ChannelHealth, ChannelVerdict } from '../../shared/domain/audio.ts';

export const NOTICES = {
  emptyEnrolment:
    'No speech was found in the voice sample, so the therapist was recognised without it: record it again.',
  foreignGeometry:
    'The array description does not have as many microphones as the recording, so directions were not used.',
  noGeometry:
    'The positions of the microphones are not known, so speakers were told apart by loudness and voice instead of by direction.',
  barAcross:
    'These microphones stand in a row across the chest and cannot tell the wearer’s mouth from somebody in front, so speakers were told apart by loudness and voice: wear the row upright.',
  singleMicrophone:
    'Only one microphone could be used: speakers were told apart by loudness and voice, which is less certain. Check who said what.',
  pair: 'Two microphones cannot tell directions apart, so one of them was used: speakers were told apart by loudness and voice, which is less certain. Check who said what.',
  noEnrolment: 'There is no voice sample of the therapist, so who is who was judged by loudness and share of speech.',
  oneVoice: 'Only one voice could be made out, so all speech is shown as the therapist’s. Check who said what.',
} as const;

const FAULTS: Readonly<Record<Exclude<ChannelVerdict, 'good'>, string>> = {
  dead: 'gave no sound',
  clipping: 'was overloaded',
  odd: 'heard something else than the others',
};

/** One sentence per microphone that was left out. */
export function healthNotices(health: readonly ChannelHealth[]): string[] {
  const bad = health.filter((entry) => entry.verdict !== 'good');
  if (bad.length === health.length) return ['No microphone worked properly: expect gaps and check every sentence.'];
  return bad.map(({ channel, verdict }) => {
    const fault = FAULTS[verdict as Exclude<ChannelVerdict, 'good'>];
    return `Microphone ${channel + 1} ${fault} and was left out.`;
  });
}

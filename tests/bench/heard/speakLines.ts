/**
 * The lines of a dialogue as speech of flite's voices, one WAV (16 kHz, mono) a line. Flite is a small old synthesiser that
 * every Linux distribution has; its voices are harder to understand than people. Each of at most four speakers has a voice.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { openWav } from '../../../src/audio/wav/openWav.ts';
import type { Dialogue } from '../facts/dialogueForm.ts';
import type { SpeechClip } from '../gymSim/material.ts';

type Speaker = Dialogue['utterances'][number]['speaker'];

/** The pair has the clear voices, in turn the one or the other way round. */
const CASTS: readonly Readonly<Record<Speaker, string>>[] = [
  { therapist: 'slt', patient: 'rms', caregiver: 'awb', other: 'kal16' },
  { therapist: 'rms', patient: 'slt', caregiver: 'awb', other: 'kal16' },
];
/** For the voice sample: nothing of a session. */
const NEUTRAL = [
  'The morning bus was late again, so I walked along the river instead.',
  'Somebody had painted the old bridge a bright shade of green.',
  'On the far side two dogs were chasing a paper bag in the wind.',
  'By noon the sun came out and the whole street smelled of fresh bread.',
];

export interface SpokenDialogue {
  /** One for each line. */
  readonly lines: readonly SpeechClip[];
  readonly enrolment: readonly SpeechClip[];
}

/** @throws when flite is not installed or fails */
export async function speakDialogue(dialogue: Dialogue, folder: string, seed: number): Promise<SpokenDialogue> {
  const cast = CASTS[seed % CASTS.length]!;
  const inside = path.join(folder, `${dialogue.id}-${cast.therapist}`);
  mkdirSync(inside, { recursive: true });
  const lines: SpeechClip[] = [];
  for (const [index, { speaker, text }] of dialogue.utterances.entries())
    lines.push(await speak(text, cast[speaker], path.join(inside, `${index}.wav`), 'talk'));
  const enrolment: SpeechClip[] = [];
  for (const [index, text] of NEUTRAL.entries())
    enrolment.push(await speak(text, cast.therapist, path.join(inside, `enrol-${index}.wav`), 'enrol'));
  return { lines, enrolment };
}

async function speak(text: string, voice: string, file: string, kind: SpeechClip['kind']): Promise<SpeechClip> {
  if (!existsSync(file)) execFileSync('flite', ['-voice', voice, '-t', text, '-o', file]);
  const wav = await openWav(file);
  if (!wav.ok) throw new Error(wav.error.message);
  const seconds = wav.value.frameCount / 16000;
  await wav.value.close();
  return { file, voice, kind, text, seconds };
}

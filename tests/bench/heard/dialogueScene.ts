/** A spoken dialogue in a room: who stands where, when each line starts, what else sounds. Seeded. */
import type { Dialogue } from '../facts/dialogueForm.ts';
import { drawEnrolment, drawNoises, type SceneType } from '../gymSim/composeScene.ts';
import type { Material } from '../gymSim/material.ts';
import { type ArrayKind, drawArray, drawPoses, drawRoom, type RoomKind } from '../gymSim/places.ts';
import type { SceneDefinition, SceneSource, SpokenEvent } from '../gymSim/sceneDefinition.ts';
import { SeededNumbers } from '../gymSim/seededNumbers.ts';
import type { SpokenDialogue } from './speakLines.ts';

export interface Condition {
  readonly type: SceneType;
  readonly snrDb: number;
  readonly array: ArrayKind;
  readonly room: RoomKind;
}

/** Quiet and mild noise, in turn. */
export const CONDITIONS: readonly Condition[] = [
  { type: 'quiet', snrDb: 25, array: 'square4', room: 'treatment' },
  { type: 'machine', snrDb: 10, array: 'circle8', room: 'gym' },
  { type: 'music', snrDb: 10, array: 'square4', room: 'ward' },
  { type: 'quiet', snrDb: 25, array: 'circle6', room: 'gym' },
  { type: 'bike', snrDb: 10, array: 'square4', room: 'gym' },
  { type: 'impacts', snrDb: 10, array: 'circle8', room: 'treatment' },
];

/** A longer silence of the dialogue becomes one of so many seconds. */
const LONG_PAUSE_S = [4, 8] as const;
const POSES = 3;

export function dialogueScene(
  dialogue: Dialogue,
  speech: SpokenDialogue,
  condition: Condition,
  noises: Material,
  seed: number,
): SceneDefinition {
  const numbers = new SeededNumbers(seed);
  const { events, starts, endS } = placeLines(dialogue, speech, numbers);
  const durationS = Math.round((endS + numbers.between(1, 2)) * 100) / 100;
  const room = drawRoom(condition.room, numbers);
  const sounds = drawNoises(condition, noises, durationS, numbers);
  const level = condition.snrDb === 25 ? '' : String(condition.snrDb).padStart(2, '0');
  return {
    id: `${condition.type}${level}-${dialogue.id}-${condition.room}-${condition.array}`,
    dialogue: dialogue.id,
    type: condition.type,
    snrDb: condition.snrDb,
    seed,
    durationS,
    room,
    arrayName: condition.array,
    microphones: drawArray(condition.array, numbers),
    poses: drawPoses(
      room,
      {
        fromS: Array.from({ length: POSES }, (_, k) =>
          k === 0 ? 0 : starts[Math.floor((k * starts.length) / POSES)]!,
        ),
        widestDeg: 45,
        bystanders: ['other'],
        noises: sounds.map(({ id }) => id),
      },
      numbers,
    ),
    sources: [...sourcesOf(events), ...sounds],
    enrolment: drawEnrolment(speech.enrolment),
  };
}

type Role = SceneSource['role'];

function placeLines(dialogue: Dialogue, speech: SpokenDialogue, numbers: SeededNumbers) {
  const events: Record<Role, SpokenEvent[]> = { therapist: [], patient: [], caregiver: [], other: [] };
  const starts: number[] = [];
  let endS = 0.5;
  dialogue.utterances.forEach((line, index) => {
    const { file, seconds, text } = speech.lines[index]!;
    const pauseS = line.t0 - (dialogue.utterances[index - 1]?.t1 ?? line.t0);
    const startS = endS + (pauseS > LONG_PAUSE_S[1] ? numbers.between(...LONG_PAUSE_S) : numbers.between(0.3, 1.2));
    events[line.speaker].push({ file, startS, seconds, text, gainDb: numbers.between(-1, 1) });
    starts.push(startS - 0.05);
    endS = startS + seconds;
  });
  return { events, starts, endS };
}

function sourcesOf(events: Readonly<Record<Role, readonly SpokenEvent[]>>): SceneSource[] {
  const roles = (['therapist', 'patient', 'caregiver', 'other'] as const).filter((role) => events[role].length > 0);
  return roles.map((role) => ({
    id: role,
    kind: role === 'caregiver' || role === 'other' ? 'companion' : 'pair',
    role,
    events: events[role],
    loop: null,
    relDb: 0,
  }));
}

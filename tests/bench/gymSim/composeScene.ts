/**
 * From a recipe (type, level, array, room, seed) and a material to a scene definition: who talks, when, what else
 * sounds, where everybody is. Therapist and patient come from different dialogues, so the pair's voices are mixed anew;
 * each bystander has a voice of his own, and half of them talk about their own treatment.
 */
import type { Material, SpeechClip } from './material.ts';
import { type ArrayKind, drawArray, drawPoses, drawRoom, type RoomKind } from './places.ts';
import type { SceneDefinition, SceneSource, SpokenEvent } from './sceneDefinition.ts';
import { SeededNumbers } from './seededNumbers.ts';

export type SceneType =
  | 'quiet'
  | 'bike'
  | 'music'
  | 'machine'
  | 'impacts'
  | 'babble'
  | 'all'
  | 'talkover'
  | 'free-babble'
  | 'free-noise';

export interface Recipe {
  readonly type: SceneType;
  readonly snrDb: number | null;
  readonly array: ArrayKind;
  readonly room: RoomKind;
  readonly seed: number;
  readonly turns?: number;
  readonly enrolled?: boolean;
  readonly caregiver?: boolean;
  /** A real reader in the patient's place. */
  readonly reader?: boolean;
  readonly widestDeg?: number;
}

const FREE_S = 30;
const ENROLMENT_SENTENCES = 4;
/** A recogniser writes a sentence that is said twice in a row only once, so nobody has fewer than this to say. */
const MIN_SENTENCES = 4;
const MAX_PATIENT_S = 4.5;
const POSE_COUNT = 3;

export function composeScene(recipe: Recipe, material: Material): SceneDefinition {
  const numbers = new SeededNumbers(recipe.seed);
  const free = recipe.type.startsWith('free');
  const pair = free ? null : drawPair(recipe, material, numbers);
  const turns = pair ? drawTurns(recipe, pair, numbers) : null;
  const durationS = Math.round((turns ? turns.endS + numbers.between(1, 3) : FREE_S) * 100) / 100;
  const taken = new Set(pair ? [pair.therapist[0]!.voice, pair.patient[0]!.voice, pair.companion?.[0]?.voice] : []);
  const bystanders = drawBystanders(recipe, material, taken, durationS, numbers);
  const noises = drawNoises(recipe, material, durationS, numbers);
  const starts = turns ? turns.poseStarts : [0, durationS / 2];
  const room = drawRoom(recipe.room, numbers);
  return {
    id: sceneName(recipe),
    type: free ? 'free' : recipe.type,
    snrDb: recipe.snrDb,
    seed: recipe.seed,
    durationS,
    room,
    arrayName: recipe.array,
    microphones: drawArray(recipe.array, numbers),
    poses: drawPoses(
      room,
      {
        fromS: starts,
        widestDeg: recipe.widestDeg ?? 45,
        bystanders: bystanders.map(({ id }) => id),
        noises: noises.map(({ id }) => id),
      },
      numbers,
    ),
    sources: [...(turns?.sources ?? []), ...bystanders, ...noises],
    enrolment: pair && recipe.enrolled !== false ? drawEnrolment(pair.enrolment) : null,
  };
}

export function sceneName({ type, snrDb, array, room, seed, ...more }: Recipe): string {
  const level =
    snrDb === null ? '' : snrDb < 0 ? `m${String(-snrDb).padStart(2, '0')}` : String(snrDb).padStart(2, '0');
  const marks = [
    more.enrolled === false && 'unenrolled',
    more.caregiver && 'caregiver',
    more.reader && 'reader',
    (more.widestDeg ?? 0) > 60 && 'wide',
  ].filter(Boolean);
  return [`${type}${level}`, room, array, ...marks, String(seed)].join('-');
}

interface Pair {
  readonly therapist: readonly SpeechClip[];
  readonly patient: readonly SpeechClip[];
  readonly companion: readonly SpeechClip[] | null;
  readonly enrolment: readonly SpeechClip[];
}

function drawPair(recipe: Recipe, material: Material, numbers: SeededNumbers): Pair {
  const talk = material.speech.filter(({ kind, text }) => kind === 'talk' && text !== null);
  const enrol = material.speech.filter(({ kind }) => kind === 'enrol');
  const leads = [...new Set(enrol.map(({ voice }) => voice))].filter((voice) =>
    talk.some((clip) => clip.voice === voice),
  );
  const lead = numbers.pick(leads);
  const patients = recipe.reader
    ? material.speech.filter(({ kind, text, seconds }) => kind === 'read' && text !== null && seconds < MAX_PATIENT_S)
    : talk.filter(({ seconds }) => seconds < MAX_PATIENT_S);
  const voices = [...new Set(patients.map(({ voice }) => voice))].filter((voice) => voice !== lead);
  const enough = voices.filter((voice) => patients.filter((clip) => clip.voice === voice).length >= MIN_SENTENCES);
  const partner = numbers.pick(enough);
  const third = numbers.pick(voices.filter((voice) => voice !== partner));
  const of = (clips: readonly SpeechClip[], voice: string) =>
    numbers.shuffled(clips.filter((clip) => clip.voice === voice));
  return {
    therapist: of(talk, lead),
    patient: of(patients, partner),
    companion: recipe.caregiver ? of(patients, third) : null,
    enrolment: of(enrol, lead),
  };
}

function drawTurns(recipe: Recipe, pair: Pair, numbers: SeededNumbers) {
  const turns = recipe.turns ?? 6;
  const events = { therapist: [] as SpokenEvent[], patient: [] as SpokenEvent[], caregiver: [] as SpokenEvent[] };
  const patientDb = numbers.between(-2, 2);
  let at = numbers.between(0.4, 1.2);
  let longest = 0;
  const poseStarts = [0];
  const say = (who: keyof typeof events, clip: SpeechClip | undefined, gainDb: number) => {
    if (!clip) return;
    events[who].push({ file: clip.file, startS: round(at), seconds: clip.seconds, text: clip.text, gainDb });
    longest = Math.max(longest, at + clip.seconds);
    at += clip.seconds;
  };
  for (let turn = 0; turn < turns; turn++) {
    say('therapist', pair.therapist[turn % pair.therapist.length], numbers.between(-1, 1));
    at += gapS(recipe, numbers);
    say('patient', pair.patient[turn % pair.patient.length], patientDb + numbers.between(-1, 1));
    at += gapS(recipe, numbers);
    if (pair.companion && turn % 2 === 1) {
      say('caregiver', pair.companion[(turn >> 1) % pair.companion.length], numbers.between(-1, 1));
      at += numbers.between(0.4, 1);
    }
    at = Math.max(at, longest - 0.3);
    if (turn === turns >> 1 || turn === turns - 1) at += numbers.between(3, 6);
    if (poseStarts.length < POSE_COUNT && turn > 0 && turn % Math.ceil(turns / POSE_COUNT) === 0)
      poseStarts.push(round(at - 0.05));
  }
  const sources = (['therapist', 'patient', 'caregiver'] as const)
    .filter((role) => events[role].length > 0)
    .map(
      (role): SceneSource => ({
        id: role,
        kind: role === 'caregiver' ? 'companion' : 'pair',
        role,
        events: events[role],
        loop: null,
        relDb: 0,
      }),
    );
  return { sources, poseStarts, endS: longest };
}

/** Mostly a short pause, sometimes an overlap; talking over each other at half of the turns where that is the type. */
function gapS(recipe: Recipe, numbers: SeededNumbers): number {
  const overlaps = numbers.uniform() < (recipe.type === 'talkover' ? 0.5 : 0.1);
  return overlaps ? -numbers.between(0.1, recipe.type === 'talkover' ? 0.9 : 0.3) : numbers.between(0.3, 1.2);
}

function drawBystanders(
  recipe: Recipe,
  material: Material,
  taken: ReadonlySet<string | undefined>,
  durationS: number,
  numbers: SeededNumbers,
): SceneSource[] {
  const counts: Partial<Record<SceneType, number>> = { babble: 3, all: 2, talkover: 1, 'free-babble': 3 };
  const wanted = counts[recipe.type] ?? 0;
  const free = material.speech.filter(({ kind, voice }) => kind !== 'enrol' && !taken.has(voice));
  const used = new Set<string>();
  return Array.from({ length: wanted }, (_, i): SceneSource => {
    const kind = i % 2 === 0 ? 'talk' : 'read';
    const voices = [...new Set(free.filter((clip) => clip.kind === kind).map(({ voice }) => voice))];
    const voice = numbers.pick(voices.filter((one) => !used.has(one)));
    used.add(voice);
    const clips = numbers.shuffled(free.filter((clip) => clip.voice === voice && clip.kind === kind));
    const events: SpokenEvent[] = [];
    let at = numbers.between(0.2, 3);
    for (let k = 0; at < durationS - 1; k++) {
      const clip = clips[k % clips.length]!;
      events.push({
        file: clip.file,
        startS: round(at),
        seconds: clip.seconds,
        text: clip.text,
        gainDb: numbers.between(-2, 2),
      });
      at += clip.seconds + numbers.between(0.5, 3);
    }
    const id = `bystander ${i + 1}`;
    return { id, kind: 'bystander', role: 'other', events, loop: null, relDb: -numbers.between(0, 4) };
  });
}

export function drawNoises(
  recipe: Pick<Recipe, 'type'>,
  material: Material,
  durationS: number,
  numbers: SeededNumbers,
): SceneSource[] {
  const clips = (kind: string) => material.noises.filter((noise) => noise.kind === kind);
  const loop = (id: string, kind: string, relDb: number): SceneSource => ({
    id,
    kind: 'noise',
    role: 'other',
    events: [],
    loop: numbers.pick(clips(kind)).file,
    relDb,
  });
  const bangs = (relDb: number): SceneSource => ({
    id: 'impacts',
    kind: 'noise',
    role: 'other',
    events: drawBangs(
      clips('impact').map(({ file }) => file),
      durationS,
      numbers,
    ),
    loop: null,
    relDb,
  });
  const tone: SceneSource = { id: 'room tone', kind: 'noise', role: 'other', events: [], loop: 'pink', relDb: -18 };
  switch (recipe.type) {
    case 'quiet':
      return [{ ...tone, relDb: 0 }];
    case 'bike':
    case 'machine':
      return [loop('machine', 'machine', 0), tone];
    case 'talkover':
      return [loop('machine', 'machine', 0), tone];
    case 'music':
      return [loop('music', 'music', 0), tone];
    case 'impacts':
      return [bangs(0), { ...tone, relDb: -8 }];
    case 'all':
      return [loop('machine', 'machine', 0), loop('music', 'music', -3), loop('crowd', 'crowd', -4), bangs(0), tone];
    case 'free-noise':
      return [loop('machine', 'machine', 0), loop('voice', 'voice', 0), loop('crowd', 'crowd', -2), bangs(0), tone];
    default:
      return [tone];
  }
}

function drawBangs(files: readonly string[], durationS: number, numbers: SeededNumbers): SpokenEvent[] {
  const events: SpokenEvent[] = [];
  for (let at = numbers.between(0.5, 2); at < durationS - 0.5; at += numbers.between(0.8, 4)) {
    events.push({
      file: numbers.pick(files),
      startS: round(at),
      seconds: 1,
      text: null,
      gainDb: numbers.between(-8, 4),
    });
  }
  return events;
}

export function drawEnrolment(clips: readonly SpeechClip[]): NonNullable<SceneDefinition['enrolment']> {
  const events: SpokenEvent[] = [];
  let at = 0.5;
  for (const { file, seconds, text } of clips.slice(0, ENROLMENT_SENTENCES)) {
    events.push({ file, startS: round(at), seconds, text, gainDb: 0 });
    at += seconds + 0.6;
  }
  return { seconds: round(at + 0.5), events };
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

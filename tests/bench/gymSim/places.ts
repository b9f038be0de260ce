/** Rooms, arrays and places of people, drawn by a seed within what a clinic offers. */
import type { Position } from '../../../src/shared/domain/audio.ts';
import type { Room, Wearer } from './roomResponse.ts';
import type { ScenePose } from './sceneDefinition.ts';
import type { SeededNumbers } from './seededNumbers.ts';

export type RoomKind = 'gym' | 'treatment' | 'ward';
export type ArrayKind = 'square4' | 'circle6' | 'circle8' | 'random4' | 'random5' | 'random6' | 'line4' | 'shoulders2';

const ROOMS = {
  gym: { x: [9, 15], y: [7, 12], z: [3, 4.2], t60: [0.6, 1.1] },
  treatment: { x: [3.4, 5], y: [3.2, 4.6], z: [2.4, 2.9], t60: [0.3, 0.5] },
  ward: { x: [6, 10], y: [5, 7.5], z: [2.6, 3.2], t60: [0.45, 0.75] },
} as const;
const WALL_M = 0.4;

export function drawRoom(kind: RoomKind, numbers: SeededNumbers): Room {
  const range = ROOMS[kind];
  const of = ([from, to]: readonly [number, number]) => numbers.between(from, to);
  return { sizeM: { x: of(range.x), y: of(range.y), z: of(range.z) }, t60S: of(range.t60) };
}

export function drawArray(kind: ArrayKind, numbers: SeededNumbers): Position[] {
  const circle = (count: number, radiusM: number) =>
    Array.from({ length: count }, (_, k) => ({
      x: radiusM * Math.sin((2 * Math.PI * k) / count),
      y: 0,
      z: radiusM * Math.cos((2 * Math.PI * k) / count),
    }));
  switch (kind) {
    case 'square4': {
      const h = numbers.between(0.016, 0.035);
      return [
        { x: -h, y: 0, z: h },
        { x: h, y: 0, z: h },
        { x: h, y: 0, z: -h },
        { x: -h, y: 0, z: -h },
      ];
    }
    case 'circle6':
      return circle(6, numbers.between(0.035, 0.06));
    case 'circle8':
      return circle(8, numbers.between(0.04, 0.06));
    case 'line4': {
      const step = numbers.between(0.03, 0.045);
      return [-1.5, -0.5, 0.5, 1.5].map((k) => ({ x: k * step, y: 0, z: 0 }));
    }
    case 'shoulders2': {
      const half = numbers.between(0.07, 0.11);
      return [
        { x: -half, y: 0, z: 0 },
        { x: half, y: 0, z: 0 },
      ];
    }
    default:
      return scattered(Number(kind.slice(-1)), numbers);
  }
}

/** Microphones anywhere on a badge of 11 x 11 cm that bulges by a centimetre, at least 2 cm apart. */
function scattered(count: number, numbers: SeededNumbers): Position[] {
  const out: Position[] = [];
  while (out.length < count) {
    const one = { x: numbers.between(-0.055, 0.055), y: numbers.between(0, 0.01), z: numbers.between(-0.055, 0.055) };
    if (out.every((other) => Math.hypot(one.x - other.x, one.z - other.z) > 0.02)) out.push(one);
  }
  return out;
}

export interface PoseWish {
  readonly fromS: readonly number[];
  /** Largest angle between the wearer's front and the patient. */
  readonly widestDeg: number;
  readonly bystanders: readonly string[];
  readonly noises: readonly string[];
}

/** One pose per start time: the wearer turns and steps, the patient with him, everybody else stays where he is. */
export function drawPoses(room: Room, wish: PoseWish, numbers: SeededNumbers): ScenePose[] {
  const inside = (at: Position): Position => ({
    x: clamp(at.x, WALL_M, room.sizeM.x - WALL_M),
    y: clamp(at.y, WALL_M, room.sizeM.y - WALL_M),
    z: clamp(at.z, 0.2, room.sizeM.z - 0.2),
  });
  const base = {
    x: room.sizeM.x * numbers.between(0.35, 0.6),
    y: room.sizeM.y * numbers.between(0.3, 0.5),
    z: numbers.between(1.1, 1.35),
  };
  const fixed: Record<string, Position> = {};
  for (const id of wish.bystanders)
    fixed[id] = inside(around(base, numbers.between(0, 360), numbers.between(2.2, 4.5), 1.5));
  for (const id of wish.noises) {
    fixed[id] = inside(around(base, numbers.between(0, 360), numbers.between(2.5, 6), numbers.between(0.3, 2.2)));
  }
  const turned = numbers.between(0, 360);
  return wish.fromS.map((fromS): ScenePose => {
    const yawDeg = turned + numbers.between(-40, 40);
    const centre = inside({
      x: base.x + numbers.between(-0.5, 0.5),
      y: base.y + numbers.between(-0.5, 0.5),
      z: base.z + numbers.between(-0.05, 0.05),
    });
    const wearer: Wearer = { centre, yawDeg, pitchDeg: numbers.between(-8, 8) };
    const azimuthDeg = numbers.between(-wish.widestDeg, wish.widestDeg);
    const patient = inside(around(centre, yawDeg - azimuthDeg, numbers.between(0.6, 1.8), numbers.between(1.0, 1.55)));
    const aside = azimuthDeg > 0 ? azimuthDeg - numbers.between(60, 110) : azimuthDeg + numbers.between(60, 110);
    const companion = inside(around(centre, yawDeg - aside, numbers.between(1.1, 1.8), 1.5));
    const mouth = { x: numbers.between(-0.03, 0.03), y: numbers.between(0.04, 0.09), z: numbers.between(0.21, 0.28) };
    return { fromS, wearer, mouth, places: { ...fixed, patient, caregiver: companion, 'other patient': companion } };
  });
}

/** @param directionDeg counter-clockwise from the room's +y */
function around(centre: Position, directionDeg: number, distanceM: number, heightM: number): Position {
  const angle = (directionDeg * Math.PI) / 180;
  return { x: centre.x - distanceM * Math.sin(angle), y: centre.y + distanceM * Math.cos(angle), z: heightM };
}

function clamp(value: number, from: number, to: number): number {
  return Math.min(to, Math.max(from, value));
}

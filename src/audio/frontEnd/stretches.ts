/**
 * Stretches of talk. Pieces of one person that touch are one again; where one microphone hears everybody alike, so are
 * pieces of several people with no more than a breath between: cut at every change of speaker, words at the seams would
 * be heard twice or by halves. Who speaks when inside a stretch is kept as turns.
 */
import type { Role, SpeechSegment } from '../../shared/domain/audio.ts';
import type { SpeechPiece } from '../diarise/speechPiece.ts';
import { BLOCK_MS } from './blockTrack.ts';
import type { PlannedPiece } from './segmentPlan.ts';

export interface RoledPiece {
  readonly piece: SpeechPiece;
  readonly role: Role;
}

/**
 * @param roled in the order of time
 * @param joinBlocks longest pause inside a stretch
 * @param acrossRoles whether people share a stretch
 */
export function stretchesOf(roled: readonly RoledPiece[], joinBlocks: number, acrossRoles: boolean): SpeechPiece[] {
  const beamed = roled.map(({ piece, role }): RoledPiece => {
    const beamRole = role === 'therapist' ? 'therapist' : 'patient';
    return { role, piece: { ...piece, role: beamRole } };
  });
  const goesOn = (last: RoledPiece, next: RoledPiece): boolean =>
    (acrossRoles || last.role === next.role) && next.piece.start - last.piece.end <= joinBlocks;
  return joinedWhere(beamed, goesOn).map(({ piece }) => piece);
}

/** Whoever speaks longest in a stretch. */
export function mainRole(stretch: SpeechPiece, roled: readonly RoledPiece[]): Role {
  const blocks = new Map<Role, number>();
  for (const { piece, role } of within(stretch, roled)) {
    blocks.set(role, (blocks.get(role) ?? 0) + piece.end - piece.start);
  }
  const [longest] = [...blocks].sort((a, b) => b[1] - a[1]);
  if (!longest) throw new Error('A stretch holds no piece.');
  return longest[0];
}

/** The turns of a planned stretch, side by side: each begins in the middle of the pause before it. */
export function turnsOf(
  { piece: stretch, startMs, endMs }: PlannedPiece,
  roled: readonly RoledPiece[],
  beam: SpeechSegment['beam'],
  firstIndex: number,
): SpeechSegment[] {
  const parts = joinedWhere(within(stretch, roled), (last, next) => last.role === next.role);
  const seams = parts.slice(1).map(({ piece }, i) => ((parts[i]!.piece.end + piece.start) / 2) * BLOCK_MS);
  return parts.map(({ piece, role }, i) => ({
    id: `turn-${String(firstIndex + i + 1).padStart(4, '0')}`,
    startMs: seams[i - 1] ?? startMs,
    endMs: seams[i] ?? endMs,
    role,
    roleP: Math.round(piece.roleP * 1000) / 1000,
    beam,
  }));
}

/** A piece that goes on from the one before lengthens it. */
function joinedWhere(
  roled: readonly RoledPiece[],
  goesOn: (last: RoledPiece, next: RoledPiece) => boolean,
): RoledPiece[] {
  const out: RoledPiece[] = [];
  for (const next of roled) {
    const last = out.at(-1);
    if (last && goesOn(last, next)) {
      out[out.length - 1] = { role: next.role, piece: { ...last.piece, end: next.piece.end } };
    } else out.push(next);
  }
  return out;
}

/** The pieces of a stretch, cut to it. */
function within(stretch: SpeechPiece, roled: readonly RoledPiece[]): RoledPiece[] {
  return roled
    .filter(({ piece }) => piece.start < stretch.end && piece.end > stretch.start)
    .map(({ piece, role }) => ({
      role,
      piece: { ...piece, start: Math.max(piece.start, stretch.start), end: Math.min(piece.end, stretch.end) },
    }));
}

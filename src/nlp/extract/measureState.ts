/** What the talk has said about the measuring so far: carried from clause to clause and from turn to turn. */
import type { Side } from '../../shared/domain/facts.ts';
import type { Hit } from '../lexicon/match.ts';

export type MeasureEntry = Hit<'measures'>['entry'];

export interface MeasureState {
  readonly measure: MeasureEntry | null;
  readonly movement: 'AROM' | 'AAROM' | 'PROM' | null;
  readonly motion: Hit<'motions'>['entry'] | null;
  readonly part: string | null;
  readonly digit: string | null;
  readonly side: Side | null;
}

export const NOTHING_MEASURED: MeasureState = {
  measure: null,
  movement: null,
  motion: null,
  part: null,
  digit: null,
  side: null,
};

const JOINTS_OF_DIGITS = new Set(['PIP', 'DIP', 'MCP', 'IP']);
const DIGITS = new Set(['thumb', 'index finger', 'middle finger', 'ring finger', 'small finger', 'finger']);
/** A muscle group names its motion itself. */
const MUSCLES = /(?:ors|deltoid|quadriceps|hamstrings|cuff|muscles|intrinsics)$/;
const FLEXION: Hit<'motions'>['entry'] = { motion: 'flexion', bodyPart: undefined, max: 180, phrases: [] };

export function withAttribute(state: MeasureState, hit: Hit): MeasureState {
  if (hit.group === 'measures') return withMeasure(state, hit.entry as MeasureEntry);
  if (hit.group === 'movementTypes') {
    const { measure } = hit.entry as Hit<'movementTypes'>['entry'];
    return { ...state, measure: null, movement: measure };
  }
  if (hit.group === 'motions') {
    const motion = hit.entry as Hit<'motions'>['entry'];
    return { ...withoutMeasure(state), motion, part: motion.bodyPart ?? state.part };
  }
  if (hit.group === 'bodyParts') return withPart(state, (hit.entry as Hit<'bodyParts'>['entry']).part);
  if (hit.group === 'sides') {
    const { side } = hit.entry as Hit<'sides'>['entry'];
    return { ...state, side: side === 'other' ? opposite(state.side) : side };
  }
  return state;
}

function withMeasure(state: MeasureState, entry: MeasureEntry): MeasureState {
  if (state.measure?.measure === entry.measure) return state;
  const motion = entry.form === 'grade' ? state.motion : null;
  return { ...state, measure: entry, movement: null, motion, part: entry.bodyPart ?? state.part };
}

/** A motion ends what was measured before it, unless muscles are being graded. */
function withoutMeasure(state: MeasureState): MeasureState {
  return state.measure?.form === 'grade' ? state : { ...state, measure: null };
}

/** A joint of a finger continues the motion; another part begins anew what is not yet said. */
function withPart(state: MeasureState, part: string): MeasureState {
  const digit = DIGITS.has(part) ? part : state.digit;
  const graded = state.measure === null || state.measure.form === 'grade';
  if (graded && MUSCLES.test(part)) return { ...state, digit, part, motion: null };
  if (!JOINTS_OF_DIGITS.has(part)) return { ...state, digit, part };
  const named = digit === null ? part : `${digit} ${part}`;
  return { ...state, digit, part: named, motion: graded && state.motion === null ? FLEXION : state.motion };
}

const opposite = (side: Side | null): Side | null => (side === 'left' ? 'right' : side === 'right' ? 'left' : null);

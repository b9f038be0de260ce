/** Lists of gym scenes: each entry is a condition, its seed draws the rest. */
import type { Recipe } from './gymSim/composeScene.ts';

type Wish = Omit<Recipe, 'seed'>;

/** Conditions that differ from one another in noise, level, array, room, pair and what goes wrong. */
const CONDITIONS: readonly Wish[] = [
  { type: 'bike', snrDb: 5, array: 'square4', room: 'gym' },
  { type: 'bike', snrDb: 0, array: 'random6', room: 'gym' },
  { type: 'machine', snrDb: 10, array: 'circle6', room: 'ward', reader: true },
  { type: 'machine', snrDb: 0, array: 'circle8', room: 'gym' },
  { type: 'machine', snrDb: 5, array: 'random4', room: 'treatment', widestDeg: 70 },
  { type: 'music', snrDb: 5, array: 'random5', room: 'ward' },
  { type: 'music', snrDb: 0, array: 'circle8', room: 'gym', reader: true },
  { type: 'impacts', snrDb: 5, array: 'square4', room: 'treatment' },
  { type: 'babble', snrDb: 10, array: 'square4', room: 'ward' },
  { type: 'babble', snrDb: 5, array: 'circle8', room: 'gym' },
  { type: 'babble', snrDb: 5, array: 'random5', room: 'gym', reader: true, enrolled: false },
  { type: 'babble', snrDb: 0, array: 'circle6', room: 'gym', widestDeg: 70 },
  { type: 'all', snrDb: 10, array: 'random4', room: 'ward', caregiver: true },
  { type: 'all', snrDb: 5, array: 'circle8', room: 'gym', caregiver: true },
  { type: 'all', snrDb: 5, array: 'square4', room: 'gym', enrolled: false },
  { type: 'all', snrDb: 0, array: 'random6', room: 'gym' },
  { type: 'talkover', snrDb: 5, array: 'square4', room: 'gym' },
  { type: 'talkover', snrDb: 10, array: 'circle8', room: 'ward' },
  { type: 'quiet', snrDb: 25, array: 'line4', room: 'treatment' },
  { type: 'all', snrDb: -5, array: 'circle8', room: 'gym' },
  { type: 'bike', snrDb: -5, array: 'square4', room: 'ward' },
  { type: 'babble', snrDb: 5, array: 'shoulders2', room: 'ward' },
  { type: 'machine', snrDb: 5, array: 'shoulders2', room: 'gym' },
  { type: 'all', snrDb: 10, array: 'shoulders2', room: 'gym' },
  { type: 'free-babble', snrDb: null, array: 'square4', room: 'gym' },
  { type: 'free-babble', snrDb: null, array: 'circle8', room: 'ward' },
  { type: 'free-babble', snrDb: null, array: 'shoulders2', room: 'gym' },
  { type: 'free-noise', snrDb: null, array: 'circle6', room: 'treatment' },
  { type: 'free-noise', snrDb: null, array: 'random4', room: 'gym' },
];

/** @param seed another number draws other voices, rooms, arrays and places under the same conditions */
export function recipesOf(seed: number): Recipe[] {
  return CONDITIONS.map((wish, i) => ({ ...wish, seed: seed * 1000 + i }));
}

/** The part of the conditions that the shipped sounds can serve: no readers, one scene per kind. */
const COMPACT: readonly Wish[] = [
  { type: 'quiet', snrDb: 25, array: 'square4', room: 'treatment', turns: 4 },
  { type: 'bike', snrDb: 5, array: 'square4', room: 'gym', turns: 4 },
  { type: 'bike', snrDb: 0, array: 'circle8', room: 'gym', turns: 4 },
  { type: 'machine', snrDb: 10, array: 'random5', room: 'ward', turns: 4 },
  { type: 'music', snrDb: 5, array: 'circle6', room: 'gym', turns: 4 },
  { type: 'impacts', snrDb: 5, array: 'random4', room: 'treatment', turns: 4 },
  { type: 'babble', snrDb: 10, array: 'square4', room: 'ward', turns: 4 },
  { type: 'babble', snrDb: 5, array: 'circle8', room: 'gym', turns: 4 },
  { type: 'all', snrDb: 5, array: 'circle8', room: 'gym', turns: 4, caregiver: true },
  { type: 'all', snrDb: 0, array: 'random6', room: 'gym', turns: 4 },
  { type: 'talkover', snrDb: 5, array: 'square4', room: 'ward', turns: 4 },
  { type: 'all', snrDb: -5, array: 'circle8', room: 'gym', turns: 4 },
  { type: 'babble', snrDb: 5, array: 'shoulders2', room: 'ward', turns: 4 },
  { type: 'machine', snrDb: 5, array: 'shoulders2', room: 'gym', turns: 4 },
  { type: 'free-babble', snrDb: null, array: 'square4', room: 'gym' },
  { type: 'free-noise', snrDb: null, array: 'circle8', room: 'treatment' },
];

export function compactRecipes(seed: number): Recipe[] {
  return COMPACT.map((wish, i) => ({ ...wish, seed: seed * 1000 + i }));
}

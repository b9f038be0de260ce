/**
 * What the units of a day may be, worked out apart from the product: the printed table as a list and every way to give
 * the left-over units out, the best of them kept. For checking, not for billing.
 * Source: Medicare Claims Processing Manual ch. 5 §20.2 C (8 minutes to 22 is one unit, 23 to 37 two, and so on).
 */
import type { MinutesByCode } from '../../../src/nlp/reckon/reckonUnits.ts';
import type { CatalogueCode, CodeCatalogue } from '../../../src/shared/domain/rules.ts';

const BLOCK = 15;
/** Least minutes of 1, 2, 3, … units. */
const LEAST_MINUTES = [8, 23, 38, 53, 68, 83, 98, 113, 128];

/** By the table: how many of its lines the minutes reach; past its end the last line goes on in blocks. */
export function tableUnits(minutes: number): number {
  const last = LEAST_MINUTES.at(-1)!;
  const inTable = LEAST_MINUTES.filter((least) => minutes >= least).length;
  let units = inTable;
  for (let least = last + BLOCK; least <= minutes; least += BLOCK) units += 1;
  return units;
}

export interface TimedService {
  /** The code that names the service; add-on codes are part of the service they add to. */
  readonly code: string;
  readonly codes: readonly string[];
  readonly minutes: number;
}

export function timedServices(minutes: MinutesByCode, catalogue: CodeCatalogue): TimedService[] {
  const entryOf = new Map(catalogue.codes.map((entry) => [entry.code, entry]));
  const services = new Map<string, { codes: Set<string>; minutes: number }>();
  for (const [code, count] of Object.entries(minutes)) {
    const entry = entryOf.get(code)!;
    if (entry.counting !== 'timed15') continue;
    const name = entry.addOnTo ?? entry.code;
    const service = services.get(name) ?? { codes: codesOf(entryOf.get(name)!, catalogue), minutes: 0 };
    service.minutes += count;
    services.set(name, service);
  }
  return [...services].map(([code, service]) => ({ code, codes: [...service.codes], minutes: service.minutes }));
}

function codesOf(entry: CatalogueCode, catalogue: CodeCatalogue): Set<string> {
  const addOns = catalogue.codes.filter(({ addOnTo }) => addOnTo === entry.code).map(({ code }) => code);
  return new Set([entry.code, ...addOns, ...(entry.restTo ? [entry.restTo] : [])]);
}

/**
 * All right answers under the total-time rule, as units by position: whole blocks, and the units left over to the
 * services whose left-over minutes sum up to the most. More than one answer is a tie.
 */
export function rightAnswers(services: readonly TimedService[]): number[][] {
  const blocks = services.map(({ minutes }) => Math.floor(minutes / BLOCK));
  const rests = services.map(({ minutes }) => minutes % BLOCK);
  const total = services.reduce((sum, { minutes }) => sum + minutes, 0);
  const left = tableUnits(total) - blocks.reduce((sum, count) => sum + count, 0);
  const choices = subsets(services.length, left);
  const worth = (choice: readonly number[]) => choice.reduce((sum, position) => sum + rests[position]!, 0);
  const best = Math.max(...choices.map(worth));
  return choices
    .filter((choice) => worth(choice) === best)
    .map((choice) => blocks.map((count, position) => count + (choice.includes(position) ? 1 : 0)));
}

function subsets(size: number, count: number, from = 0): number[][] {
  if (count === 0) return [[]];
  const found: number[][] = [];
  for (let first = from; first <= size - count; first++)
    for (const rest of subsets(size, count - 1, first + 1)) found.push([first, ...rest]);
  return found;
}

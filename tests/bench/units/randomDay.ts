/**
 * Random treatment days, seeded: one to eight codes of the catalogue with minutes where the rules turn (around 8, whole
 * blocks, equal remainders) as often as anywhere else.
 */
import type { MinutesByCode } from '../../../src/nlp/reckon/reckonUnits.ts';
import type { CodeCatalogue } from '../../../src/shared/domain/rules.ts';
import { mulberry32 } from '../random.ts';

export interface RandomDay {
  readonly minutes: MinutesByCode;
  /** A permutation of the positions of the codes. */
  readonly order: readonly number[];
}

const MOST_CODES = 8;

export function* randomDays(count: number, seed: number, catalogue: CodeCatalogue): Generator<RandomDay> {
  const random = mulberry32(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const codes = catalogue.codes.filter(({ counting }) => counting !== 'other').map(({ code }) => code);
  for (let day = 0; day < count; day++) {
    const chosen = shuffled(codes, below).slice(0, 1 + below(MOST_CODES));
    const shared = below(30);
    const minutes = chosen.map((code): [string, number] => [code, minutesLike(below(6), shared, below)]);
    const order = shuffled(
      chosen.map((_, position) => position),
      below,
    );
    yield { minutes: Object.fromEntries(minutes), order };
  }
}

function minutesLike(kind: number, shared: number, below: (limit: number) => number): number {
  if (kind === 0) return below(121);
  if (kind === 1) return below(16);
  if (kind === 2) return shared;
  if (kind === 3) return shared + 15 * below(3);
  if (kind === 4) return 15 * below(5) + [0, 1, 7, 8, 14][below(5)]!;
  return below(3) === 0 ? 0 : 6 + below(35);
}

function shuffled<T>(items: readonly T[], below: (limit: number) => number): T[] {
  const list = [...items];
  for (let last = list.length - 1; last > 0; last--) {
    const other = below(last + 1);
    [list[last], list[other]] = [list[other]!, list[last]!];
  }
  return list;
}

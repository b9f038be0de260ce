/**
 * Minutes by code → units by code for one patient and day. A service billed under two codes (first block, each further
 * block) is pooled as one and split afterwards. Untimed codes are one unit a day and stay out of the timed total.
 */
import type { UnitLine, UnitsResult } from '../../shared/domain/billing.ts';
import type { CodeCatalogue, UnitRuleDefinition } from '../../shared/domain/rules.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type Allocation, allocate } from './allocate.ts';
import { type CodeMinutes, readMinutes } from './readMinutes.ts';

export type MinutesByCode = Readonly<Record<string, number>>;

export function reckonUnits(
  minutesByCode: MinutesByCode,
  rule: UnitRuleDefinition,
  catalogue: CodeCatalogue,
): Result<UnitsResult> {
  const read = readMinutes(minutesByCode, catalogue);
  if (!read.ok) return read;
  const timed = read.value.filter((item) => item.entry.counting === 'timed15');
  const services = pooled(timed);
  const allocation = allocate(
    services.map((service) => ({ code: service.code, minutes: service.minutes })),
    rule,
  );
  const timedLines = services.flatMap((service, position) => split(service, allocation.unitsOf[position]!, rule));
  const untimedLines = read.value
    .filter((item) => item.entry.counting === 'untimed')
    .map((item) => ({ code: item.entry.code, minutes: item.minutes, units: item.minutes > 0 ? 1 : 0, timed: false }));
  return ok({
    timedMinutes: timed.reduce((sum, item) => sum + item.minutes, 0),
    units: allocation.units,
    lines: [...timedLines, ...untimedLines].sort((a, b) => (a.code < b.code ? -1 : 1)),
    ties: tiesOf(allocation, services),
  });
}

/** The rule a caller named, or what the names are. */
export function findUnitRule(id: string, rules: readonly UnitRuleDefinition[]): Result<UnitRuleDefinition> {
  const rule = rules.find((candidate) => candidate.id === id);
  const names = rules.map((candidate) => candidate.id).join(', ');
  return rule === undefined ? fail('invalid_input', `There is no unit rule "${id}". Known rules: ${names}.`) : ok(rule);
}

interface PooledService {
  /** The code of the first units. */
  readonly code: string;
  readonly minutes: number;
  readonly firstUnits: number;
  /** The code of the units above `firstUnits`. */
  readonly restTo: string | null;
}

/** An add-on code ("each further 15 minutes") is the same service as the code it adds to. */
function pooled(items: readonly CodeMinutes[]): PooledService[] {
  const services = new Map<string, PooledService>();
  for (const { entry, minutes } of items) {
    const code = entry.addOnTo ?? entry.code;
    const before = services.get(code);
    services.set(code, {
      code,
      minutes: (before?.minutes ?? 0) + minutes,
      firstUnits: before?.firstUnits ?? entry.maxUnitsPerDay ?? (entry.addOnTo === undefined ? Infinity : 1),
      restTo: before?.restTo ?? entry.restTo ?? (entry.addOnTo === undefined ? null : entry.code),
    });
  }
  return [...services.values()];
}

function split(service: PooledService, units: number, rule: UnitRuleDefinition): UnitLine[] {
  if (service.restTo === null || units <= service.firstUnits)
    return [{ code: service.code, minutes: service.minutes, units }];
  const firstMinutes = service.firstUnits * rule.blockMinutes;
  return [
    { code: service.code, minutes: firstMinutes, units: service.firstUnits },
    { code: service.restTo, minutes: service.minutes - firstMinutes, units: units - service.firstUnits },
  ];
}

function tiesOf(allocation: Allocation, services: readonly PooledService[]): UnitsResult['ties'] {
  if (allocation.tie === null) return [];
  const { positions, units, remainder } = allocation.tie;
  const codes = positions.map((position) => nextCode(services[position]!, allocation.unitsOf[position]!));
  const share = units === 1 ? 'one more unit' : `${units} more units`;
  const reason = `The total allows ${share}, and ${codes.join(', ')} have the same ${remainder} minutes left over: the treating therapist chooses.`;
  return [{ codes, units, reason }];
}

function nextCode(service: PooledService, units: number): string {
  return service.restTo !== null && units >= service.firstUnits ? service.restTo : service.code;
}

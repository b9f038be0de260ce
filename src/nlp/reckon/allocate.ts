/**
 * Shares the units of a day out over its timed services. Rule "day" (Medicare Claims Processing Manual ch. 5 §20.2 C):
 * the total decides how many units there are; each whole block earns one first; what is left goes to the longest
 * remainders, so that several services too short by themselves pool to a unit for the longest of them. Equal remainders
 * are a choice of the treating professional and are handed back as a tie. Rule "code": each service alone.
 */
import type { UnitRuleDefinition } from '../../shared/domain/rules.ts';
import { allowedUnits } from './allowedUnits.ts';

export interface Service {
  readonly code: string;
  readonly minutes: number;
}

export interface Allocation {
  readonly units: number;
  /** By the position of the service. */
  readonly unitsOf: readonly number[];
  readonly tie: { readonly positions: readonly number[]; readonly units: number; readonly remainder: number } | null;
}

export function allocate(services: readonly Service[], rule: UnitRuleDefinition): Allocation {
  return rule.scope === 'code' ? eachAlone(services, rule) : byTotal(services, rule);
}

function eachAlone(services: readonly Service[], rule: UnitRuleDefinition): Allocation {
  const unitsOf = services.map((service) => allowedUnits(service.minutes, rule));
  return { units: unitsOf.reduce((sum, units) => sum + units, 0), unitsOf, tie: null };
}

function byTotal(services: readonly Service[], rule: UnitRuleDefinition): Allocation {
  const total = services.reduce((sum, service) => sum + service.minutes, 0);
  const units = allowedUnits(total, rule);
  const unitsOf = services.map((service) => Math.floor(service.minutes / rule.blockMinutes));
  const remainders = services.map((service) => service.minutes % rule.blockMinutes);
  let left = units - unitsOf.reduce((sum, count) => sum + count, 0);
  for (const remainder of [...new Set(remainders)].sort((a, b) => b - a)) {
    const positions = remainders.flatMap((value, position) => (value === remainder ? [position] : []));
    if (left === 0) break;
    if (positions.length > left) return { units, unitsOf, tie: { positions, units: left, remainder } };
    for (const position of positions) unitsOf[position]! += 1;
    left -= positions.length;
  }
  return { units, unitsOf, tie: null };
}

/**
 * What must hold for the units of any day. Each function gives the violations as sentences, none if all is well.
 */
import { allocate } from '../../../src/nlp/reckon/allocate.ts';
import { type MinutesByCode, reckonUnits } from '../../../src/nlp/reckon/reckonUnits.ts';
import { settleTies } from '../../../src/nlp/reckon/settleTies.ts';
import type { UnitsResult } from '../../../src/shared/domain/billing.ts';
import type { CodeCatalogue, UnitRuleDefinition } from '../../../src/shared/domain/rules.ts';
import { rightAnswers, type TimedService, tableUnits, timedServices } from './dayOracle.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Units of a day as the product reckons them; throws where it refuses the day. */
export function reckonDay(minutes: MinutesByCode, rule: UnitRuleDefinition, catalogue: CodeCatalogue): UnitsResult {
  const result = reckonUnits(minutes, rule, catalogue);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** One result against the minutes it came from. */
export function resultViolations(
  minutes: MinutesByCode,
  result: UnitsResult,
  rule: UnitRuleDefinition,
  catalogue: CodeCatalogue,
): string[] {
  const services = timedServices(minutes, catalogue);
  const timed = result.lines.filter((line) => line.timed !== false);
  const tied = sum(result.ties.map((tie) => tie.units));
  const total = sum(services.map((service) => service.minutes));
  const allowed =
    rule.scope === 'day' ? tableUnits(total) : sum(services.map((service) => tableUnits(service.minutes)));
  const found: string[] = [];
  if (sum(timed.map((line) => line.units)) + tied > allowed) found.push(`more than the ${allowed} units allowed`);
  if (result.units !== allowed) found.push(`${result.units} units told, ${allowed} allowed`);
  if (sum(timed.map((line) => line.units)) + tied !== result.units) found.push('lines and ties are not the units told');
  if (result.timedMinutes !== total || sum(timed.map((line) => line.minutes)) !== total) found.push('minutes lost');
  for (const line of result.lines) {
    if (line.minutes <= 0 && line.units > 0) found.push(`${line.code} has units and no minutes`);
    if (!Number.isInteger(line.units) || line.units < 0) found.push(`${line.code} has ${line.units} units`);
    if (line.timed === false && line.units > 1) found.push(`${line.code} is untimed and has ${line.units} units`);
  }
  if (rule.scope === 'code' && result.ties.length > 0) found.push('a tie where each code stands alone');
  return rule.scope === 'day' ? [...found, ...answerViolations(services, result, rule, catalogue)] : found;
}

/** Under the total-time rule: the lines are the one right answer, or there is a tie and every choice leads to one. */
function answerViolations(
  services: readonly TimedService[],
  result: UnitsResult,
  rule: UnitRuleDefinition,
  catalogue: CodeCatalogue,
): string[] {
  const answers = rightAnswers(services).map(String);
  if (answers.length > 1 !== result.ties.length > 0)
    return [answers.length > 1 ? 'a tie was decided' : 'a tie where the minutes decide'];
  const settled = result.ties.length === 0 ? [result] : everySettlement(result, rule, catalogue);
  const wrong = settled.filter((each) => !answers.includes(String(unitsByService(services, each))));
  return wrong.length === 0 ? [] : [`units ${unitsByService(services, wrong[0]!)}, right: ${answers.join(' or ')}`];
}

function unitsByService(services: readonly TimedService[], result: UnitsResult): number[] {
  return services.map(({ codes }) =>
    sum(result.lines.filter((line) => codes.includes(line.code)).map((line) => line.units)),
  );
}

/** The first tied codes and the last tied codes chosen: both must be right. */
function everySettlement(result: UnitsResult, rule: UnitRuleDefinition, catalogue: CodeCatalogue): UnitsResult[] {
  return [0, 1].map((end) => {
    const choices = result.ties.map((tie) => ({
      codes: end === 0 ? tie.codes.slice(0, tie.units) : tie.codes.slice(-tie.units),
      by: 'anybody',
      at: '2026-01-01T00:00:00Z',
    }));
    return settleTies(result, choices, rule, catalogue);
  });
}

/** The order in which services are listed changes nothing. `order` is a permutation of the positions. */
export function orderViolations(minutes: MinutesByCode, order: readonly number[], rule: UnitRuleDefinition): string[] {
  const services = Object.entries(minutes).map(([code, count]) => ({ code, minutes: count }));
  const plain = allocate(services, rule);
  const shuffled = allocate(
    order.map((position) => services[position]!),
    rule,
  );
  const back = services.map((_, position) => shuffled.unitsOf[order.indexOf(position)]!);
  const tieBack = shuffled.tie?.positions.map((position) => order[position]!).sort((a, b) => a - b);
  const isSame =
    plain.units === shuffled.units &&
    String(back) === String(plain.unitsOf) &&
    String(tieBack) === String(plain.tie?.positions);
  return isSame ? [] : [`order ${order} changes the units`];
}

/** One more minute on a code never costs a unit of the day, nor one of the service it belongs to. */
export function monotonyViolations(
  minutes: MinutesByCode,
  before: UnitsResult,
  rule: UnitRuleDefinition,
  catalogue: CodeCatalogue,
): string[] {
  const services = timedServices(minutes, catalogue);
  return Object.keys(minutes).flatMap((code) => {
    const after = reckonDay({ ...minutes, [code]: minutes[code]! + 1 }, rule, catalogue);
    const own = services.filter(({ codes }) => codes.includes(code));
    if (after.units < before.units) return [`a minute more on ${code} costs the day a unit`];
    if (unitsByService(own, after)[0]! < unitsByService(own, before)[0]!)
      return [`a minute more on ${code} costs it a unit`];
    return [];
  });
}

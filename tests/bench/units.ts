/**
 * Random days through the unit allocator under every unit rule, each against the invariants of units/dayInvariants.ts.
 *   node tests/bench/units.ts [--days 200000] [--seed 1]
 * Exit code 1 if any day breaks one; the first ten are printed.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadRules } from '../../src/main/core/rules/loadRules.ts';
import { monotonyViolations, orderViolations, reckonDay, resultViolations } from './units/dayInvariants.ts';
import { randomDays } from './units/randomDay.ts';

const { values } = parseArgs({
  options: { days: { type: 'string', default: '200000' }, seed: { type: 'string', default: '1' } },
});
const loaded = await loadRules(path.resolve(import.meta.dirname, '../../resources'));
if (!loaded.ok) throw new Error(loaded.error.message);
const { unitRules, catalogue } = loaded.value;

const SHOWN = 10;
const broken: string[] = [];
const rows: Record<string, object> = {};
for (const rule of unitRules) {
  let days = 0;
  let units = 0;
  let ties = 0;
  let violations = 0;
  const started = performance.now();
  for (const { minutes, order } of randomDays(Number(values.days), Number(values.seed), catalogue)) {
    const result = reckonDay(minutes, rule, catalogue);
    const found = [
      ...resultViolations(minutes, result, rule, catalogue),
      ...orderViolations(minutes, order, rule),
      ...monotonyViolations(minutes, result, rule, catalogue),
    ];
    days += 1;
    units += result.units;
    ties += result.ties.length;
    violations += found.length;
    for (const each of found) if (broken.length < SHOWN) broken.push(`${rule.id} ${JSON.stringify(minutes)}: ${each}`);
  }
  const seconds = Number(((performance.now() - started) / 1000).toFixed(1));
  rows[rule.id] = { days, units, 'days with a tie': ties, violations, seconds };
}
console.table(rows);
if (broken.length > 0) {
  console.error(broken.join('\n'));
  process.exitCode = 1;
}

/**
 * Scores of one session → percent limited and severity band, as an artefact of the record. No authority gives a formula
 * from scores to a percentage, so ours is printed beside the result with its inputs and version. Fewer items than the
 * table asks for give no band; open questions give every band they still allow.
 */
import { citation } from '../../../shared/domain/ruleSource.ts';
import type { BandTable } from '../../../shared/domain/scoreRules.ts';
import type { BurdenScore, ImpairmentBand, SeverityBand } from '../../../shared/domain/scores.ts';

const MOST = 7;
const STEPS = 6;

export function percentLimited(scores: readonly number[]): number {
  const sum = scores.reduce((total, score) => total + score, 0);
  return (100 * (MOST * scores.length - sum)) / (STEPS * scores.length);
}

export function bandOf(percent: number, table: BandTable): SeverityBand {
  return table.bands.find(({ from, below }) => percent >= from && (below === null || percent < below))!.band;
}

/** null: too few items were observed, or too few have a score yet. */
export function impairmentBand(
  burden: readonly BurdenScore[],
  table: BandTable,
  isShown: boolean,
): ImpairmentBand | null {
  const scored = burden.filter((score) => score.status === 'scored');
  const asked = burden.filter((score) => score.status === 'asked');
  if (scored.length + asked.length < table.fewestItems) return null;
  const least = [...scored.map(({ value }) => value), ...asked.map(({ candidates }) => Math.min(...candidates))];
  const most = [...scored.map(({ value }) => value), ...asked.map(({ candidates }) => Math.max(...candidates))];
  const [worst, best] = [percentLimited(least), percentLimited(most)];
  const possible = table.bands
    .map(({ band }) => band)
    .filter((_, i, all) => i >= all.indexOf(bandOf(best, table)) && i <= all.indexOf(bandOf(worst, table)));
  const band = bandOf(worst, table);
  const rounded = Math.round(worst * 10) / 10;
  const open = asked.length === 0 ? '' : ` ${asked.length} open: the lower scores are taken until they are answered.`;
  return {
    percentLimited: rounded,
    band,
    possible,
    shown: isShown,
    formulaVersion: `${table.id}@${table.version}`,
    why: {
      ruleId: 'band/linear',
      source: citation(table.source),
      inputs: [
        ...scored.map(({ item, label, value }) => ({ name: label, value: String(value), at: item })),
        ...asked.map(({ item, label, candidates }) => ({ name: label, value: candidates.join(' or '), at: item })),
      ],
      text: `${table.formula}: (${MOST * least.length} − ${least.reduce((a, b) => a + b, 0)}) / ${STEPS * least.length} = ${rounded} % → ${band}.${open}`,
    },
  };
}

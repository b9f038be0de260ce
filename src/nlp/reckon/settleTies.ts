/**
 * The therapist's answer to a tie: the chosen codes get their unit where the choice fits the tie exactly. A choice that
 * does not fit (another code, too many) changes nothing and the tie stays open.
 */
import type { TieChoice, UnitLine, UnitsResult, UnitTie } from '../../shared/domain/billing.ts';
import type { CodeCatalogue, UnitRuleDefinition } from '../../shared/domain/rules.ts';

export function settleTies(
  result: UnitsResult,
  choices: readonly TieChoice[],
  rule: UnitRuleDefinition,
  catalogue: CodeCatalogue,
): UnitsResult {
  const chosen = new Map(result.ties.map((tie) => [tie, choices.findLast((choice) => fits(choice, tie))]));
  let { lines } = result;
  for (const code of [...chosen.values()].flatMap((choice) => choice?.codes ?? []))
    lines = withUnit(code, lines, rule, catalogue);
  return { ...result, lines, ties: result.ties.filter((tie) => chosen.get(tie) === undefined) };
}

function fits({ codes }: TieChoice, tie: UnitTie): boolean {
  return (
    codes.length === tie.units && new Set(codes).size === tie.units && codes.every((code) => tie.codes.includes(code))
  );
}

/** An add-on code may have no line yet: it takes what its first code has above the whole blocks billed there. */
function withUnit(
  code: string,
  lines: readonly UnitLine[],
  rule: UnitRuleDefinition,
  catalogue: CodeCatalogue,
): readonly UnitLine[] {
  if (lines.some((line) => line.code === code))
    return lines.map((line) => (line.code === code ? { ...line, units: line.units + 1 } : line));
  const first = catalogue.codes.find((entry) => entry.code === code)?.addOnTo;
  return lines.flatMap((line): UnitLine[] => {
    if (line.code !== first) return [line];
    const kept = line.units * rule.blockMinutes;
    return [
      { ...line, minutes: kept },
      { code, minutes: line.minutes - kept, units: 1 },
    ];
  });
}

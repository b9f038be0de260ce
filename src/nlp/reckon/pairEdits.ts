/**
 * Services that are not billed together without more: for a pair with indicator 1 the therapist is asked whether they
 * were distinct, for indicator 0 the second one is refused. The modifier goes on column 2 and only by the therapist's
 * tick. Source: CMS National Correct Coding Initiative, procedure-to-procedure edits (tables change every quarter).
 */
import type { ChargeLine, DistinctAnswer, DistinctQuestion } from '../../shared/domain/billing.ts';
import type { Issue } from '../../shared/domain/issue.ts';
import { citation } from '../../shared/domain/ruleSource.ts';
import type { CodePair, PairTable } from '../../shared/domain/rules.ts';
import type { IsoDate } from '../../shared/time.ts';

export interface PairFindings {
  readonly questions: readonly DistinctQuestion[];
  readonly issues: readonly Issue[];
}

const NEVER = 0;
const WITH_MODIFIER = 1;

export function pairFindings(
  lines: readonly ChargeLine[],
  table: PairTable,
  dateOfService: IsoDate,
  answers: readonly DistinctAnswer[],
): PairFindings {
  const billed = lines.filter(({ units }) => units > 0);
  const has = (code: string) => billed.some((line) => line.code === code);
  const inForce = table.pairs.filter(
    (pair) => isInForce(pair, dateOfService) && has(pair.column1) && has(pair.column2),
  );
  const asked = inForce
    .filter(({ indicator }) => indicator === WITH_MODIFIER)
    .map((pair) => question(pair, billed, table));
  const open = asked.filter(({ id }) => !answers.some((answer) => answer.questionId === id));
  const never = inForce.filter(({ indicator }) => indicator === NEVER);
  return { questions: asked, issues: [...open.map(openIssue), ...never.map(neverIssue)] };
}

/** The modifier the therapist ticked for this line's code, if a pair asks for one. */
export function distinctModifier(
  code: string,
  questions: readonly DistinctQuestion[],
  answers: readonly DistinctAnswer[],
): { readonly modifier: string; readonly question: DistinctQuestion } | null {
  for (const each of questions) {
    const answer = answers.findLast(({ questionId }) => questionId === each.id);
    if (each.column2 !== code || answer === undefined || !each.modifiers.includes(answer.modifier)) continue;
    return { modifier: answer.modifier, question: each };
  }
  return null;
}

function isInForce({ indicator, effectiveFrom, effectiveTo }: CodePair, date: IsoDate): boolean {
  return indicator !== 9 && effectiveFrom <= date && (effectiveTo === null || date <= effectiveTo);
}

function question({ column1, column2 }: CodePair, lines: readonly ChargeLine[], table: PairTable): DistinctQuestion {
  const basisOf = (code: string) => lines.filter((line) => line.code === code).flatMap((line) => line.basis);
  const minutesOf = (code: string) =>
    lines.filter((line) => line.code === code).reduce((sum, line) => sum + line.minutes, 0);
  return {
    id: `${column1}+${column2}`,
    column1,
    column2,
    modifiers: table.modifiers,
    basis: { column1: basisOf(column1), column2: basisOf(column2) },
    why: {
      ruleId: 'pairs/indicator-1',
      source: `${citation(table.source)}, version ${table.version}`,
      inputs: [
        { name: `column 1, ${column1}`, value: `${minutesOf(column1)} minutes`, at: column1 },
        { name: `column 2, ${column2}`, value: `${minutesOf(column2)} minutes`, at: column2 },
      ],
      text: `${column2} is paid beside ${column1} only when it was distinct and did not overlap: ${table.modifiers[0]} on ${column2} says so.`,
    },
  };
}

function openIssue({ why }: DistinctQuestion): Issue {
  return { severity: 'warning', code: 'distinct-service', message: `${why.text} Was it?`, at: 'charges' };
}

function neverIssue({ column1, column2 }: CodePair): Issue {
  const message = `${column1} and ${column2} are never billed together: remove one of them.`;
  return { severity: 'blocker', code: 'pair-never', message, at: `${column1}+${column2}` };
}

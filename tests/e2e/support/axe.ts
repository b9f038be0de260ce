/** axe-core in the page: WCAG 2.0 to 2.2, levels A and AA. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface AxeResult {
  readonly passes: readonly unknown[];
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
  }[];
}

/** One line for each violation: the rule, where, and why. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  return (await axeReport(page)).violations;
}

export interface AxeReport {
  readonly violations: readonly string[];
  /** Rules that applied and found nothing. */
  readonly passed: number;
}

export async function axeReport(page: Page): Promise<AxeReport> {
  await page.evaluate(SOURCE);
  const { violations, passes } = await page.evaluate(
    (tags) =>
      (window as unknown as { axe: { run(at: Document, options: object): Promise<AxeResult> } }).axe.run(document, {
        runOnly: { type: 'tag', values: tags },
      }),
    AXE_TAGS,
  );
  const lines = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id} at ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  );
  return { violations: lines, passed: passes.length };
}

/** The integration check for the app and the command line, over the rules in force. */
import type { RuleSet } from '../../../shared/domain/rules.ts';
import { ok } from '../../../shared/result.ts';
import { checkIntegration } from '../integration/integrationCheck.ts';
import type { ClinicalPort, IntegrationPort, WordsPort } from '../ports.ts';

export interface IntegrationOptions {
  readonly resourcesFolder: string;
  readonly rules: RuleSet;
  readonly app: string;
  readonly words: WordsPort;
  readonly clinical: ClinicalPort;
}

const DAY = /^\d{4}-\d{2}-\d{2}/;

/** With the files that were tried. */
export function tryEveryForm(options: IntegrationOptions, at: string) {
  const today = DAY.exec(at)?.[0] ?? at;
  return checkIntegration({ ...options, at, today, timeZone: 'UTC' });
}

export function createIntegration(options: IntegrationOptions): IntegrationPort {
  return {
    async check(at) {
      const tried = await tryEveryForm(options, at);
      return tried.ok ? ok(tried.value.report) : tried;
    },
  };
}

/** The integration check: every form a record leaves in, tried on an invented session and read back. */
import { z } from 'zod';
import { call } from './contractCall.ts';

export interface FormCheck {
  /** "Every reference leads to a resource of the bundle". */
  readonly what: string;
  /** Empty: it holds. */
  readonly faults: readonly string[];
}

export interface FormReport {
  readonly id: string;
  readonly name: string;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  readonly checks: readonly FormCheck[];
  readonly ok: boolean;
}

export interface IntegrationReport {
  readonly app: string;
  /** Of the rules in force. */
  readonly rules: string;
  readonly checkedAt: string;
  readonly forms: readonly FormReport[];
  readonly ok: boolean;
}

export const integrationCalls = {
  'integration.check': call<IntegrationReport>()({ in: z.strictObject({}), needs: 'unlocked' }),
} as const;

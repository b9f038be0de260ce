/** An integration check that found one fault, in the core in memory. */
import type { IntegrationReport } from '../../../src/shared/contract.ts';
import { ok } from '../../../src/shared/result.ts';
import { NOW } from './fakeWorld.ts';

const form = (id: string, name: string, fault: string | null = null): IntegrationReport['forms'][number] => ({
  ...{ id, name, files: [{ name: `signed/${id}/file`, bytes: 1200 }], ok: fault === null },
  checks: [
    { what: 'It is whole (draft)', faults: [] },
    { what: 'It is whole (signed)', faults: fault === null ? [] : [fault] },
  ],
});

export const INTEGRATION: IntegrationReport = {
  ...{ app: '0.1.0', rules: 'f'.repeat(64), checkedAt: NOW, ok: false },
  forms: [
    form('text', 'Note as text'),
    form('pdf', 'Note as PDF'),
    form('fhir', 'FHIR R4 bundle'),
    form('837p', 'Claim lines, 837P preview', '3 units instead of 2.'),
    form('csv', 'Facts and charges as CSV'),
    form('json', 'Record as JSON'),
  ],
};

export const fakeIntegration = () => ({ 'integration.check': () => ok(INTEGRATION) });

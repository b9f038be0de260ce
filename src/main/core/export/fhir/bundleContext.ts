/** What every resource of a bundle needs: stable ids, references, and the dates of the record. */
import { createHash } from 'node:crypto';
import { withPayers } from '../../../../nlp/reckon/payerRules.ts';
import type { RuleSet } from '../../../../shared/domain/rules.ts';
import type { ReleasedRecord } from '../release.ts';
import type { Reference, Resource } from './fhirTypes.ts';

export interface BundleContext {
  readonly record: ReleasedRecord;
  readonly rules: RuleSet;
  readonly status: 'preliminary' | 'final';
  /** Moment of the visit where it is known, else its day. */
  readonly effective: string;
  readonly recordedAt: string;
  readonly ref: (resourceType: string, key?: string) => Reference;
  readonly resource: (resourceType: string, key: string, fields: Readonly<Record<string, unknown>>) => Resource;
  /** One that outlives the visit: `name` alone makes its id. */
  readonly lasting: (resourceType: string, name: string, fields: Readonly<Record<string, unknown>>) => Resource;
}

export function bundleContext(record: ReleasedRecord, rules: RuleSet): BundleContext {
  const { session, signature } = record;
  const idOf = (kind: string, key: string) => uuidFrom(`${session.id}/${kind}/${key}`);
  return {
    record,
    rules: withPayers(rules, record.ownPayer && [record.ownPayer]),
    status: signature === null ? 'preliminary' : 'final',
    effective: session.startedAt ?? session.dateOfService,
    recordedAt: signature?.signedAt ?? session.startedAt ?? `${session.dateOfService}T00:00:00Z`,
    ref: (resourceType, key = '') => ({ reference: `${resourceType}/${idOf(resourceType, key)}` }),
    resource: (resourceType, key, fields) => ({ resourceType, id: idOf(resourceType, key), ...withoutGaps(fields) }),
    lasting: (resourceType, name, fields) => ({
      ...{ resourceType, id: uuidFrom(`${resourceType}/${name}`) },
      ...withoutGaps(fields),
    }),
  };
}

/** The same record gives the same ids, so that an import can tell a repeated export from a new one. */
function uuidFrom(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** FHIR has no null and no empty list: what is not known is not there. */
function withoutGaps(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) =>
        value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

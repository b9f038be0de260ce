/** What a receiver would refuse, form by form. Each check reads the written file back and knows nothing of how it was made. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../shared/canonicalJson.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import { exchangeOf } from '../export/exchange.ts';
import { bundleFaults } from '../export/fhir/checkBundle.ts';
import type { Bundle } from '../export/fhir/fhirTypes.ts';

export type Files = ReadonlyMap<string, Uint8Array>;
export type RequiredElements = Readonly<Record<string, readonly string[]>>;

const text = (files: Files, name: string): string => new TextDecoder().decode(files.get(name) ?? new Uint8Array());
const FHIR_ID = /^[A-Za-z0-9\-.]{1,64}$/;
const OT_MODIFIERS_OF_OTHERS = ['GP', 'GN'];

export function markFaults(written: string, { signature }: SessionRecord): readonly string[] {
  const isMarked = written.includes('DRAFT');
  if (signature === null) return isMarked ? [] : ['An unsigned note does not say that it is a draft.'];
  return isMarked ? ['A signed note says that it is a draft.'] : [];
}

export function sentenceFaults(written: string, { note }: SessionRecord): readonly string[] {
  const flat = written.replace(/\s+/g, ' ');
  return note.sections
    .flatMap(({ statements }) => statements)
    .filter((statement) => !flat.includes(statement.text.replace(/\s+/g, ' ')))
    .map((statement) => `“${statement.text}” is missing.`);
}

export function pdfFaults(bytes: Uint8Array): readonly string[] {
  const body = Buffer.from(bytes).toString('latin1');
  return [
    ...(body.startsWith('%PDF-1.') ? [] : ['It does not begin as a PDF.']),
    ...(body.trimEnd().endsWith('%%EOF') ? [] : ['It is cut off.']),
    ...(body.includes('/StructTreeRoot') ? [] : ['It has no tags for reading aloud.']),
    ...(/\/Type \/Page\b/.test(body) ? [] : ['It has no page.']),
  ];
}

export function bundleOf(files: Files): Bundle {
  return JSON.parse(text(files, 'bundle.json')) as Bundle;
}

export function elementFaults({ entry }: Bundle, required: RequiredElements): readonly string[] {
  return entry.flatMap(({ resource }) => {
    const wanted = required[resource.resourceType];
    if (wanted === undefined) return [`${resource.resourceType} is no resource this product writes.`];
    const missing = wanted.filter((element) => resource[element] === undefined);
    const named = FHIR_ID.test(resource.id) ? [] : [`"${resource.id}" is no FHIR id.`];
    return [...missing.map((element) => `${resource.resourceType} lacks ${element}.`), ...named];
  });
}

export function referenceFaults(bundle: Bundle): readonly string[] {
  const known = new Set(bundle.entry.map(({ resource }) => `${resource.resourceType}/${resource.id}`));
  const lost: string[] = [];
  JSON.stringify(bundle, (key, value: unknown) => {
    if (key === 'reference' && typeof value === 'string' && !known.has(value)) lost.push(`${value} leads nowhere.`);
    return value;
  });
  return lost;
}

export { bundleFaults };

export function scoreFaults({ entry }: Bundle, { reckoning }: SessionRecord): readonly string[] {
  const scored = (reckoning?.scores.burden ?? []).filter(({ status }) => status === 'scored');
  const written = JSON.stringify(entry.filter(({ resource }) => resource.resourceType === 'Observation'));
  return scored
    .filter(({ item }) => !written.includes(`"${item}"`))
    .map(({ label }) => `The score of ${label} is missing.`);
}

export function flagFaults({ entry }: Bundle, { reckoning }: SessionRecord): readonly string[] {
  const flags = entry.filter(({ resource }) => resource.resourceType === 'Flag').length;
  const wanted = reckoning?.threshold == null ? 0 : 1;
  return flags === wanted ? [] : [`${flags} flags of the year instead of ${wanted}.`];
}

export function claimLineFaults(written: string, record: SessionRecord): readonly string[] {
  const segments = written
    .split('~')
    .map((segment) => segment.trim())
    .filter((segment) => segment !== '');
  const services = segments.filter((segment) => segment.startsWith('SV1*')).map((segment) => segment.split('*'));
  const billed = record.charges.lines.filter(({ units }) => units > 0);
  const shaped = services.flatMap(([, procedure = '', amount, unit, units = '']) => {
    const [qualifier, code = '', ...modifiers] = procedure.split(':');
    return [
      ...(qualifier === 'HC' && /^(?:\d{5}|[A-Z]\d{4})$/.test(code) ? [] : [`${procedure} is no procedure.`]),
      ...(modifiers.length <= 4 && modifiers.every((one) => /^[A-Z0-9]{2}$/.test(one))
        ? []
        : [`${procedure}: modifiers.`]),
      ...modifiers
        .filter((one) => OT_MODIFIERS_OF_OTHERS.includes(one))
        .map((one) => `${one} is of another discipline.`),
      ...(amount === '' && unit === 'UN' && /^\d+$/.test(units) ? [] : [`${procedure}: ${units} units.`]),
    ];
  });
  const told = services.reduce((sum, fields) => sum + Number(fields[4] ?? 0), 0);
  const meant = billed.reduce((sum, { units }) => sum + units, 0);
  const dates = segments.filter(
    (segment) => segment === `DTP*472*D8*${record.session.dateOfService.replaceAll('-', '')}`,
  );
  return [
    ...shaped,
    ...(services.length === billed.length ? [] : [`${services.length} lines instead of ${billed.length}.`]),
    ...(told === meant ? [] : [`${told} units instead of ${meant}.`]),
    ...(dates.length === services.length ? [] : ['A line has no date of service.']),
  ];
}

/** RFC 4180: as many cells in each row as in the first, and no cell that a spreadsheet would run. */
export function csvFaults(written: string, rowsWanted: number): readonly string[] {
  const rows = csvRows(written);
  const width = rows[0]?.length ?? 0;
  const uneven = rows.filter((row) => row.length !== width).length;
  const formulas = rows.flat().filter((cell) => /^[=+@\t\r]|^-\D/.test(cell)).length;
  return [
    ...(rows.length - 1 === rowsWanted ? [] : [`${rows.length - 1} rows instead of ${rowsWanted}.`]),
    ...(uneven === 0 ? [] : [`${uneven} rows have another number of cells.`]),
    ...(formulas === 0 ? [] : [`${formulas} cells begin like a formula.`]),
  ];
}

function csvRows(written: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of written.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== '\r\n') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

export function returnFaults(written: string, record: SessionRecord): readonly string[] {
  const back = exchangeOf(JSON.parse(written));
  if (!back.ok) return [back.error.message];
  const isSame = canonicalJson(back.value.record) === canonicalJson(record);
  const holds = record.signature === null || back.value.signatureHolds === true;
  return [
    ...(isSame ? [] : ['What comes back is not what went out.']),
    ...(holds ? [] : ['The signature does not hold any more.']),
  ];
}

/** One letter of a sentence is changed: whoever takes the file in must notice. */
export function tamperFaults(written: string, { note }: SessionRecord): readonly string[] {
  const sentence = note.sections.flatMap(({ statements }) => statements)[0]?.text;
  if (sentence === undefined) return [];
  const quoted = JSON.stringify(sentence);
  const altered = written.replace(quoted, JSON.stringify(`${sentence} `));
  return exchangeOf(JSON.parse(altered)).ok ? ['A changed sentence was taken in.'] : [];
}

export function sumFaults(files: Files): readonly string[] {
  const listed = text(files, 'SHA256SUMS')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('  '));
  const wrong = listed.filter(([sum, name = '']) => {
    const bytes = files.get(name);
    return bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== sum;
  });
  const missing = [...files.keys()].filter(
    (name) => name !== 'SHA256SUMS' && !listed.some(([, each]) => each === name),
  );
  return [...wrong.map(([, name]) => `${name} is not as listed.`), ...missing.map((name) => `${name} is not listed.`)];
}

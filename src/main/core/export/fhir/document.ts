/** The note itself: as sections, as a text attachment, and who made it from what. */
import { noteToText } from '../noteToText.ts';
import { printableSession } from '../printable.ts';
import type { BundleContext } from './bundleContext.ts';
import { type Resource, SYSTEM } from './fhirTypes.ts';

/** LOINC 11507-1: occupational therapy progress note, which a daily note is filed as. */
const NOTE_TYPE = { coding: [{ system: SYSTEM.loinc, code: '11507-1' }], text: 'Occupational therapy note' };
const SECTION_CODES: Readonly<Record<string, string>> = {
  objective: '61149-1',
  assessment: '51848-0',
  plan: '18776-5',
};

export function documentResources(context: BundleContext): readonly Resource[] {
  const { record, resource, ref, status, recordedAt } = context;
  const printable = printableSession(record);
  const text = noteToText(printable);
  const sections = record.note.sections.filter(({ statements }) => statements.length > 0);
  return [
    resource('Composition', '', {
      status,
      type: NOTE_TYPE,
      subject: ref('Patient'),
      encounter: ref('Encounter'),
      date: recordedAt,
      author: [ref('Practitioner')],
      title: record.signature === null ? `DRAFT - ${printable.title}` : printable.title,
      attester:
        record.signature === null
          ? []
          : [{ mode: 'professional', time: record.signature.signedAt, party: ref('Practitioner') }],
      section: sections.map(({ id, heading, statements }) => ({
        title: heading,
        ...(SECTION_CODES[id] === undefined
          ? {}
          : { code: { coding: [{ system: SYSTEM.loinc, code: SECTION_CODES[id] }] } }),
        text: { status: 'generated', div: xhtml(statements.map((statement) => statement.text)) },
      })),
    }),
    resource('DocumentReference', '', {
      status: 'current',
      docStatus: status,
      type: NOTE_TYPE,
      category: [{ coding: [{ system: SYSTEM.documentCategory, code: 'clinical-note' }] }],
      subject: ref('Patient'),
      date: recordedAt,
      author: [ref('Practitioner')],
      authenticator: record.signature === null ? null : ref('Practitioner'),
      content: [
        { attachment: { contentType: 'text/plain; charset=utf-8', data: Buffer.from(text).toString('base64') } },
      ],
      context: { encounter: [ref('Encounter')] },
    }),
    provenance(context),
  ];
}

function provenance({ resource, ref, recordedAt }: BundleContext): Resource {
  const role = (code: string) => ({ coding: [{ system: SYSTEM.participant, code }] });
  return resource('Provenance', '', {
    target: [ref('DocumentReference'), ref('Composition')],
    recorded: recordedAt,
    agent: [
      { type: role('author'), who: ref('Practitioner'), onBehalfOf: ref('Organization') },
      { type: role('assembler'), who: ref('Device'), onBehalfOf: ref('Organization') },
    ],
  });
}

function xhtml(lines: readonly string[]): string {
  const safe = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return `<div xmlns="http://www.w3.org/1999/xhtml">${lines.map((line) => `<p>${safe(line)}</p>`).join('')}</div>`;
}

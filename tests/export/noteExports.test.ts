import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteSha256 } from '../../src/main/core/export/noteHash.ts';
import { noteToPdf as toPdf } from '../../src/main/core/export/noteToPdf.ts';
import { noteToText as toText } from '../../src/main/core/export/noteToText.ts';
import { printableSession } from '../../src/main/core/export/printable.ts';
import { type ReleasedRecord, releaseRecord } from '../../src/main/core/export/release.ts';
import type { NoteDraft } from '../../src/shared/domain/note.ts';
import type { SessionRecord } from '../../src/shared/domain/record.ts';
import { recordOf, walter } from '../nlp/draft/noteOf.ts';
import { toiletTransferAndGrooming } from '../nlp/draft/sessions.ts';
import { RESOURCES, rules } from '../nlp/rules.ts';

function released(record: SessionRecord): ReleasedRecord {
  const result = releaseRecord(record, rules.unitRules);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const noteToText = (record: SessionRecord, sectionId: string | null = null) =>
  toText(printableSession(released(record)), sectionId);
const noteToPdf = (record: SessionRecord, resources: string) => toPdf(printableSession(released(record)), resources);

const draft = recordOf(toiletTransferAndGrooming, { patient: walter });
const signed: SessionRecord = {
  ...draft,
  signature: {
    by: 'Jordan Example',
    credentials: 'OTR/L',
    licence: 'OT-1234',
    attestation: 'I have reviewed this note and it is correct.',
    signedAt: '2026-03-02T16:05:00Z',
    timeZone: 'America/Chicago',
    noteSha256: noteSha256(draft),
  },
};
const silent = recordOf({ name: 'silence', transcript: { utterances: [], gaps: [] }, facts: [] });

describe('the note as text', () => {
  it('says DRAFT in its first line until it is signed, and never after', () => {
    expect(noteToText(draft).split('\n')[0]).toBe('DRAFT - not signed');
    expect(noteToText(signed)).not.toContain('DRAFT');
  });

  it('has who, when and by whom, then the four parts in order', () => {
    const text = noteToText(draft);
    expect(text).toContain('Patient: Walter Example\nDate of service: 2026-03-02');
    expect(text).toContain('Therapist: Jordan Example, OTR/L');
    const places = ['SUBJECTIVE', 'OBJECTIVE', 'ASSESSMENT', 'PLAN'].map((heading) => text.indexOf(`\n${heading}\n`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  it('can be one section alone, still marked as a draft', () => {
    expect(noteToText(draft, 'plan')).toBe(
      'DRAFT - not signed\n\nNext visit: continue the transfers; try the reacher.\n',
    );
  });

  it('shows open questions as blanks in a draft and none in a signed note', () => {
    expect(noteToText(silent)).toContain('[What comes next? ________]');
    expect(noteToText({ ...silent, signature: signed.signature })).not.toContain('________');
  });

  it('carries name, credentials, licence, both clocks and the hash of a signature', () => {
    const text = noteToText(signed);
    expect(text).toContain('Signed electronically by Jordan Example, OTR/L, licence OT-1234');
    expect(text).toContain('2026-03-02 10:05 (America/Chicago), 2026-03-02 16:05 UTC');
    expect(text).toContain(noteSha256(draft));
  });

  it('leaves out what nobody entered', () => {
    const text = noteToText(recordOf(toiletTransferAndGrooming));
    expect(text).toContain('Patient: not given');
    expect(text).not.toContain('Diagnosis');
  });
});

describe('the hash a signature covers', () => {
  it('is the same however the record was put together', () => {
    const shuffled = JSON.parse(JSON.stringify(draft, Object.keys(flattened(draft)).sort().reverse())) as SessionRecord;
    expect(noteSha256(shuffled)).toBe(noteSha256(draft));
  });

  it('changes with one character of a sentence, one minute, one unit and the patient', () => {
    const altered: readonly SessionRecord[] = [
      { ...draft, note: JSON.parse(JSON.stringify(draft.note).replace('Mod A', 'Max A')) as NoteDraft },
      { ...draft, ledger: { ...draft.ledger, timedMinutes: 24 } },
      { ...draft, charges: { ...draft.charges, lines: draft.charges.lines.slice(1) } },
      { ...draft, patient: { ...walter, name: 'Walter Other' } },
      { ...draft, session: { ...draft.session, dateOfService: '2026-03-03' } },
    ];
    expect(new Set([draft, ...altered].map(noteSha256)).size).toBe(altered.length + 1);
  });

  it('does not change with the checks that were run or the state of the session', () => {
    const later: SessionRecord = {
      ...draft,
      session: { ...draft.session, state: 'signed' },
      note: { ...draft.note, issues: [{ severity: 'hint', code: 'x', message: 'x' }] },
    };
    expect(noteSha256(later)).toBe(noteSha256(draft));
  });
});

/** Every key that occurs anywhere in a value, for a serialisation in another key order. */
function flattened(value: unknown): Record<string, true> {
  if (typeof value !== 'object' || value === null) return {};
  const own = Array.isArray(value) ? {} : Object.fromEntries(Object.keys(value).map((key) => [key, true as const]));
  return Object.assign(own, ...Object.values(value).map(flattened));
}

describe('an addendum on paper', () => {
  it('stands under the signature with a signature of its own', () => {
    const addendum = { text: 'The left hand was meant.', by: 'Jordan Example', credentials: 'OTR/L', licence: null };
    const record = { ...signed, addenda: [{ ...addendum, signedAt: '2026-03-03T16:00:00Z', timeZone: 'UTC' }] };
    const text = noteToText(record);
    expect(text.indexOf('Document SHA-256')).toBeLessThan(text.indexOf('ADDENDUM\nThe left hand was meant.'));
    expect(text).toContain('Signed electronically by Jordan Example, OTR/L, 2026-03-03 16:00 UTC\n');
    const away = noteToText({
      ...record,
      addenda: [{ ...record.addenda[0]!, timeZone: 'America/Denver' }],
    });
    expect(away).toContain('2026-03-03 09:00 (America/Denver), 2026-03-03 16:00 UTC');
  });

  it.each([
    [{ kind: 'addition' }, 'ADDENDUM: ADDITION\n'],
    [{ kind: 'correction' }, 'ADDENDUM: CORRECTION\n'],
    [{ kind: 'lateEntry', concerns: '2026-03-01' }, 'LATE ENTRY, ABOUT 2026-03-01\n'],
  ] as const)('says what it is: %j', (kind, title) => {
    const by = { by: 'Jordan Example', credentials: 'OTR/L', licence: null, timeZone: 'UTC' };
    const addenda = [{ ...kind, ...by, text: 'More.', signedAt: '2026-03-03T16:00:00Z' }];
    expect(noteToText({ ...signed, addenda })).toContain(`${title}More.`);
  });
});

describe('the note as PDF', () => {
  const long: SessionRecord = {
    ...draft,
    note: {
      ...draft.note,
      sections: draft.note.sections.map((section) => ({
        ...section,
        statements: Array.from({ length: 6 }, () => section.statements).flat(),
      })),
    },
  };

  it('is tagged, in English, titled and carries its own fonts', async () => {
    const pdf = Buffer.from(await noteToPdf(signed, RESOURCES)).toString('latin1');
    expect(pdf.startsWith('%PDF-1.7')).toBe(true);
    expect(pdf).toContain('/StructTreeRoot');
    expect(pdf).toMatch(/\/MarkInfo|\/Marked true/);
    expect(pdf).toContain('/Lang (en-US)');
    expect(pdf).toContain('/DisplayDocTitle true');
    expect(pdf).toContain('/FontFile2');
    expect(pdf).not.toMatch(/\/BaseFont \/Helvetica/);
  });

  it('is the same to the byte for the same record, and another file once signed', async () => {
    const [once, again, other] = await Promise.all(
      [draft, draft, signed].map((record) => noteToPdf(record, RESOURCES)),
    );
    expect(Buffer.compare(once!, again!)).toBe(0);
    expect(Buffer.compare(once!, other!)).not.toBe(0);
  });

  const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;
  describe.skipIf(!hasPoppler)('as a reader sees it', () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'ot-scribe-pdf-'));
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    async function pagesOf(record: SessionRecord): Promise<string[]> {
      const file = join(folder, 'note.pdf');
      await writeFile(file, await noteToPdf(record, RESOURCES));
      return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);
    }

    it('has patient, date, author and "page x of y" on every page, and DRAFT until signed', async () => {
      const pages = await pagesOf(long);
      expect(pages.length).toBeGreaterThan(1);
      pages.forEach((page, i) => {
        expect(page).toContain('Walter Example');
        expect(page).toContain('Date of service 2026-03-02');
        expect(page).toContain('Jordan Example, OTR/L');
        expect(page).toContain(`Page ${i + 1} of ${pages.length}`);
        expect(page).toContain('DRAFT - not signed');
      });
      expect((await pagesOf(signed)).join()).not.toContain('DRAFT');
    });

    it('never puts the signature on a page of its own, wherever the text ends', async () => {
      const [section] = signed.note.sections.filter(({ statements }) => statements.length > 2);
      for (let count = 18; count < 42; count++) {
        const statements = Array.from(
          { length: count },
          (_, i) => section!.statements[i % section!.statements.length]!,
        );
        for (const record of [draft, signed]) {
          const pages = await pagesOf({ ...record, note: { ...record.note, sections: [{ ...section!, statements }] } });
          const bearing = pages.map((page) => page.replace(/\s+/g, ' ')).filter((page) => page.includes(' Signature '));
          expect(bearing, `${count} sentences`).toHaveLength(1);
          expect(bearing[0], `${count} sentences`).toContain(statements.at(-1)!.text.slice(0, 40));
        }
      }
    }, 120_000);

    it('says what the text says', async () => {
      const words = (text: string) => text.replace(/\s+/g, ' ');
      const page = words((await pagesOf(signed)).join(' '));
      for (const statement of signed.note.sections.flatMap((section) => section.statements))
        expect(page).toContain(words(statement.text));
      expect(page).toContain('Signed electronically by Jordan Example');
    });

    it('of a silent recording is one honest page', async () => {
      const pages = await pagesOf(silent);
      expect(pages).toHaveLength(1);
      expect(pages[0]).toContain('No speech was heard in this recording');
      expect(pages[0]).toContain('[How many minutes did you treat, for which service?');
    });
  });
});

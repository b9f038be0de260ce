/** A report beside one that was written by hand: partners, and what only one of them says. */
import { describe, expect, it } from 'vitest';
import { besideWritten } from '../../src/nlp/compare/besideWritten.ts';
import type { NoteDraft } from '../../src/shared/domain/note.ts';
import { documentOf, exampleIntake } from './document/intakes.ts';
import { rules } from './rules.ts';

const reportOf = (...sentences: readonly string[]) =>
  ({
    sections: [{ id: 'gains', heading: 'Gains', statements: sentences.map((text) => ({ text })) }],
  }) as unknown as NoteDraft;
const compare = (written: string, report: NoteDraft) => besideWritten(written, report, rules.wording);

describe('a report beside one written by hand', () => {
  it('puts sentences about the same thing side by side, whatever their wording', () => {
    const found = compare(
      'Toilet transfer improved from mod A to min A.\nPain w/ activity 2/10.',
      reportOf('Toilet transfer: Mod A initially, Min A now.', 'Shoulder pain 2/10 with activity.'),
    );
    expect(found.sections[0]?.rows.map(({ written }) => written)).toEqual([
      'Toilet transfer improved from mod A to min A.',
      'Pain w/ activity 2/10.',
    ]);
    expect(found.onlyWritten).toEqual([]);
  });

  it('marks what is missing both ways, sentences and values', () => {
    const found = compare(
      'GAINS\nToilet transfer improved from Mod A to Min A.\n- R grip strength 24 lb.',
      reportOf('Toilet transfer improved from Mod A to CGA.', 'Shirt buttons take 40 s.'),
    );
    expect(found.sections[0]?.rows[1]).toEqual({ written: null, report: 'Shirt buttons take 40 s.' });
    expect(found.onlyWritten).toEqual(['R grip strength 24 lb.']);
    expect(found.values).toEqual({ onlyWritten: ['Min A', 'R', '24'], onlyReport: ['CGA', '40'] });
  });

  it('knows a level and a side by any of their forms', () => {
    const found = compare('R hand: moderate assist.', reportOf('Right hand required Mod A.'));
    expect(found.values).toEqual({ onlyWritten: [], onlyReport: [] });
  });

  it('takes one shared word for no partner, and no sentence for two', () => {
    const found = compare(
      'Toilet transfer Min A.',
      reportOf('Toilet transfer Min A.', 'Toilet transfer Min A today.', 'Toilet seat.'),
    );
    expect(found.sections[0]?.rows.map(({ written }) => written)).toEqual(['Toilet transfer Min A.', null, null]);
  });

  it('finds nothing missing in a report beside itself, tables and all', () => {
    const report = documentOf(exampleIntake('progress-stroke'));
    const own = report.sections.flatMap(({ table, statements }) => [
      ...(table?.rows ?? []).map((row) => row.flatMap((cell) => cell?.text ?? []).join('; ')),
      ...statements.map(({ text }) => text),
    ]);
    const found = compare(own.join('\n'), report);
    expect(found.values).toEqual({ onlyWritten: [], onlyReport: [] });
    expect(found.sections.flatMap(({ rows }) => rows).filter(({ written }) => written === null)).toEqual([]);
  });
});

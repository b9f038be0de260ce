import { describe, expect, it } from 'vitest';
import { printableSession } from '../../src/main/core/export/printable.ts';
import { releaseRecord } from '../../src/main/core/export/release.ts';
import { noteToBlocks, readTextLayout } from '../../src/main/core/export/textLayouts.ts';
import { recordOf } from '../nlp/draft/noteOf.ts';
import { toiletTransferAndGrooming } from '../nlp/draft/sessions.ts';
import { RESOURCES, rules } from '../nlp/rules.ts';

const released = releaseRecord(recordOf(toiletTransferAndGrooming), rules.unitRules);
if (!released.ok) throw new Error(released.error.message);
const printable = printableSession(released.value);

async function blocks(id: string): Promise<ReadonlyMap<string, string>> {
  const layout = await readTextLayout(id, RESOURCES);
  if (!layout.ok) throw new Error(layout.error.message);
  return noteToBlocks(printable, layout.value);
}

describe('a note in the fields of a record system', () => {
  it('comes in the order the layout says, each field marked as a draft once', async () => {
    const apso = await blocks('apso');
    expect([...apso.keys()]).toEqual(['Assessment', 'Plan', 'Subjective', 'Objective']);
    for (const text of apso.values()) expect(text.match(/DRAFT - not signed/g)).toHaveLength(1);
  });

  it('joins sections of one field, and loses no sentence in any layout', async () => {
    const joined = (await blocks('two-fields')).get('Daily treatment')!;
    expect(joined.match(/DRAFT - not signed/g)).toHaveLength(1);
    expect(joined.indexOf('Patient states')).toBeLessThan(joined.indexOf('Patient required Mod A'));
    for (const id of ['soap', 'apso', 'two-fields']) {
      const all = [...(await blocks(id)).values()].join();
      for (const { text } of printable.note.sections.flatMap(({ statements }) => statements))
        expect(all).toContain(text);
    }
  });

  it('names the layouts it knows when asked for another', async () => {
    const unknown = await readTextLayout('poem', RESOURCES);
    expect(unknown.ok ? '' : unknown.error.message).toContain('soap, apso, two-fields');
  });
});

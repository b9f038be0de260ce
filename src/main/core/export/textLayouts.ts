/**
 * The parts of a note in the order and under the headings that a record system's fields want, from data: each block goes
 * into a field of its own, so each says by itself that it is a draft.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { readJsonFile } from '../input/readJson.ts';
import { noteToText } from './noteToText.ts';
import type { PrintableNote } from './printable.ts';

const layoutsFile = z.looseObject({
  layouts: z.array(
    z.strictObject({
      ...{ id: z.string().min(1), name: z.string().min(1) },
      blocks: z.array(z.strictObject({ heading: z.string().min(1), sections: z.array(z.string()).min(1) })).min(1),
    }),
  ),
});

export type TextLayout = z.infer<typeof layoutsFile>['layouts'][number];

export async function readTextLayout(id: string, resourcesFolder: string): Promise<Result<TextLayout>> {
  const read = await readJsonFile(join(resourcesFolder, 'exports/text-layouts.json'), 'text layout', layoutsFile);
  if (!read.ok) return read;
  const { layouts } = read.value;
  const layout = layouts.find((each) => each.id === id);
  if (layout !== undefined) return ok(layout);
  const known = layouts.map((each) => each.id).join(', ');
  return fail('invalid_input', `There is no text layout "${id}". Known: ${known}.`);
}

/** Heading → text; a block of which the note has no section stays out. */
export function noteToBlocks(printable: PrintableNote, layout: TextLayout): ReadonlyMap<string, string> {
  const present = new Set(printable.note.sections.map(({ id }) => id));
  const blocks = layout.blocks.map(({ heading, sections }): readonly [string, string] => {
    const parts = sections.filter((id) => present.has(id)).map((id) => noteToText(printable, id));
    const [first = '', ...more] = parts;
    return [heading, [first, ...more.map(withoutMarks(printable))].join('\n')];
  });
  return new Map(blocks.filter(([, text]) => text.trim() !== ''));
}

/** The marks stand once, at the head of the block. */
function withoutMarks(printable: PrintableNote): (text: string) => string {
  const marks = noteToText({ ...printable, note: { ...printable.note, sections: [] } }, '');
  return (text) => (text.startsWith(marks.trimEnd()) ? text.slice(marks.trimEnd().length).trimStart() : text);
}

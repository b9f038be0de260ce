/** Recordings with exact transcripts: of a folder with transcripts.tsv, or the five clips of tests/fixtures/speech. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Clip {
  readonly wav: string;
  readonly text: string;
}

const ROOT = path.resolve(import.meta.dirname, '../..');

/** @param folder holds transcripts.tsv and the WAV files, beside it or in wav/ */
export function clipsOf(folder: string | undefined): readonly Clip[] {
  return folder === undefined ? fixtureItems() : itemsOfFolder(path.resolve(folder));
}

function itemsOfFolder(folder: string): Clip[] {
  const [header, ...rows] = readFileSync(path.join(folder, 'transcripts.tsv'), 'utf8').trim().split('\n');
  const textColumn = header!.split('\t').indexOf('text');
  return rows
    .map((row) => row.split('\t'))
    .map((cells) => ({ wav: wavFile(folder, cells[0]!), text: cells[textColumn] ?? '' }))
    .filter((item) => item.text !== '' && existsSync(item.wav));
}

function wavFile(folder: string, name: string): string {
  const file = name.endsWith('.wav') ? name : `${name}.wav`;
  const inside = path.join(folder, 'wav', file);
  return existsSync(inside) ? inside : path.join(folder, file);
}

function fixtureItems(): Clip[] {
  const golden = JSON.parse(readFileSync(path.join(ROOT, 'models/whisper-base/golden.json'), 'utf8')) as {
    items: { file: string; reference: string }[];
  };
  return golden.items.map(({ file, reference }) => ({
    wav: path.join(ROOT, 'tests/fixtures/speech', file),
    text: reference,
  }));
}

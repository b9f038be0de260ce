/** The marked dialogues of a folder, and which of them the reader is never taught. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type MarkedDialogue, readMarked } from './marked.ts';

const ONE_IN = 6;

/** By its name alone, so that a dialogue stays outside whatever is added later; train.py reckons the same. */
export function isOutsideLessons(id: string): boolean {
  return [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % ONE_IN === 0;
}

export function readMarkedFolder(folder: string): MarkedDialogue[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .flatMap((file) => readMarked(readFileSync(path.join(folder, file), 'utf8'), path.basename(file, '.txt')));
}

/** Turns what node:fs throws into the one sentence a therapist can act on. */
import type { AppError } from '../../shared/result.ts';

const MEANING: Readonly<Record<string, readonly [code: AppError['code'], text: string]>> = {
  ENOSPC: ['storage_full', 'The disk is full. Free some space, then go on.'],
  EDQUOT: ['storage_full', 'Your share of the disk is used up. Free some space, then go on.'],
  EACCES: ['storage', 'The folder for the sound may not be written. Check its permissions.'],
  EPERM: ['storage', 'The folder for the sound may not be written. Check its permissions.'],
  EROFS: ['storage', 'The disk for the sound is read-only. Choose another folder.'],
  ENOENT: ['storage', 'The folder for the sound cannot be made there. Choose another one.'],
  ENOTDIR: ['storage', 'The place for the sound is a file, not a folder. Choose another folder.'],
  EEXIST: ['storage', 'The place for the sound is taken. Choose another folder.'],
  EMFILE: ['storage', 'Too many files are open. Close other programs and try again.'],
  ENFILE: ['storage', 'Too many files are open. Close other programs and try again.'],
};

export function storageError(thrown: unknown, at?: string): AppError {
  const code = (thrown as NodeJS.ErrnoException | null)?.code ?? 'unknown';
  const [kind, text] = MEANING[code] ?? ['storage', `The sound could not be stored (${code}). Check the disk.`];
  return { code: kind, message: text, ...(at === undefined ? {} : { at }) };
}

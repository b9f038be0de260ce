/** What the disk and the database can fail with that is no bug of ours, as a sentence for the therapist; null for the rest. */
import type { AppError } from '../../../shared/result.ts';

export const DAMAGED: AppError = {
  code: 'storage',
  message: 'The database is damaged. Put back a backup; nothing was changed.',
  at: 'store.db',
};

export function storageFault(error: unknown): AppError | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (['SQLITE_FULL', 'ENOSPC', 'EDQUOT'].includes(code)) {
    return {
      code: 'storage_full',
      message: 'The disk is full. Free some space, then try again. What was saved before is safe.',
      retryable: true,
    };
  }
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) {
    return DAMAGED;
  }
  if (/^SQLITE_(READONLY|CANTOPEN|PERM)/.test(code) || ['EROFS', 'EACCES', 'EPERM'].includes(code)) {
    return { code: 'storage', message: 'The data folder cannot be written. Check its permissions, then try again.' };
  }
  // A single failed call says nothing about what is stored: it may be a cable or too many open files.
  if (/^SQLITE_(IOERR|BUSY|NOMEM)/.test(code) || ['EIO', 'EMFILE', 'ENFILE', 'ENODEV', 'ENXIO'].includes(code)) {
    return {
      code: 'storage',
      message:
        'The disk did not answer. What was saved before is safe. Try again; if it happens again, check the drive.',
      retryable: true,
    };
  }
  return null;
}

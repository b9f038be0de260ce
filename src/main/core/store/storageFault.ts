/** What the database can fail with that is no bug of ours, as a sentence for the therapist; null for everything else. */
import type { AppError } from '../../../shared/result.ts';

export function storageFault(error: unknown): AppError | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') {
    return {
      code: 'storage_full',
      message: 'The disk is full. Free some space, then try again. What was saved before is safe.',
      retryable: true,
    };
  }
  if (/^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(code)) {
    return {
      code: 'storage',
      message: 'The database is damaged. Put back a backup; nothing was changed.',
      at: 'store.db',
    };
  }
  if (/^SQLITE_(READONLY|CANTOPEN|PERM)/.test(code) || code === 'EROFS' || code === 'EACCES') {
    return { code: 'storage', message: 'The data folder cannot be written. Check its permissions, then try again.' };
  }
  return null;
}

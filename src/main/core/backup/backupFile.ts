/**
 * The form of a backup: one file, sealed as a whole.
 *
 *   'OTSBAK1\n' ‖ u32 length ‖ header (JSON, readable: when, with sound or not, the wrapped keys)
 *   per entry: u16 length ‖ name ‖ u64 length ‖ bytes      (database and sound: encrypted already)
 *   u16 0 ‖ HMAC-SHA256 over everything before it, under a key that comes from the master key
 *
 * Nothing in it is readable without the passphrase or the recovery code of the day it was made; a changed, missing or
 * added byte anywhere breaks the seal.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { closeSync, constants, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { bootstrapSchema } from '../security/bootstrap.ts';

const MAGIC = Buffer.from('OTSBAK1\n');
const SEAL_BYTES = 32;
const BLOCK_BYTES = 1 << 20;
const MAX_HEADER_BYTES = 64 * 1024;

/** Names that may come out of a backup: nothing else is ever written to the disk from one. */
const ENTRY_NAME =
  /^(?:store\.db|sessions\/[A-Za-z0-9_-]{1,64}\/[A-Za-z0-9_-]{1,64}\/\d{6}\.seg|voices\/[A-Za-z0-9_-]{1,64}\/\d{6}\.seg)$/;

export const backupHeader = z.strictObject({
  format: z.literal('ot-scribe-backup'),
  version: z.literal(1),
  createdAt: z.iso.datetime(),
  withSound: z.boolean(),
  isAutomatic: z.boolean(),
  bootstrap: bootstrapSchema,
});
export type BackupHeader = z.infer<typeof backupHeader>;

export interface BackupEntry {
  readonly name: string;
  /** Where its bytes are now. */
  readonly file: string;
}

/** Lets other work happen between two blocks: a backup with sound takes minutes. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Writes and syncs the file; it must not be there yet.
 * @throws what the disk throws (full, gone); the caller removes what was begun
 */
export async function writeBackupFile(
  file: string,
  header: BackupHeader,
  entries: readonly BackupEntry[],
  key: Uint8Array,
): Promise<void> {
  const handle = openSync(file, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    const seal = createHmac('sha256', key);
    const put = (bytes: Uint8Array): void => {
      seal.update(bytes);
      writeAll(handle, bytes);
    };
    const head = Buffer.from(JSON.stringify(header), 'utf8');
    put(MAGIC);
    put(u32(head.length));
    put(head);
    for (const entry of entries) await putEntry(entry, put);
    put(u16(0));
    writeAll(handle, seal.digest());
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

async function putEntry({ name, file }: BackupEntry, put: (bytes: Uint8Array) => void): Promise<void> {
  const from = openSync(file, 'r');
  try {
    const size = fstatSync(from).size;
    const title = Buffer.from(name, 'utf8');
    put(u16(title.length));
    put(title);
    put(u64(size));
    const block = Buffer.alloc(BLOCK_BYTES);
    for (let done = 0; done < size; ) {
      const count = readSync(from, block, 0, Math.min(block.length, size - done), done);
      // Cut short while it is copied: the backup would not be what it says.
      if (count === 0) throw Object.assign(new Error('a file became shorter while it was copied'), { code: 'EIO' });
      put(block.subarray(0, count));
      done += count;
      await breathe();
    }
  } finally {
    closeSync(from);
  }
}

/** The readable head of a backup, unproven; null when it is no backup. */
export function readBackupHeader(file: string): BackupHeader | null {
  try {
    return withReader(file, (reader) => reader.header());
  } catch {
    return null;
  }
}

export interface EntrySink {
  begin(name: string, bytes: number): void;
  chunk(bytes: Uint8Array): void;
  end(): void;
}

/** Reads the whole file and proves its seal; hands each entry to the sink, if there is one, as it goes. */
export async function readBackupFile(
  file: string,
  key: Uint8Array,
  sink?: EntrySink,
): Promise<Result<readonly string[]>> {
  const broken = fail('storage', 'This backup is damaged or was made with other keys. Choose another one.', {
    at: file,
  });
  const handle = openSync(file, 'r');
  try {
    const reader = readerOf(handle);
    const seal = createHmac('sha256', key);
    reader.onBytes = (bytes) => void seal.update(bytes);
    if (reader.header() === null) return broken;
    const names: string[] = [];
    for (;;) {
      const nameLength = reader.take(2)?.readUInt16LE();
      if (nameLength === undefined) return broken;
      if (nameLength === 0) break;
      const name = reader.take(nameLength)?.toString('utf8') ?? '';
      const size = Number(reader.take(8)?.readBigUInt64LE() ?? -1n);
      if (!ENTRY_NAME.test(name) || names.includes(name) || size < 0 || size > reader.left()) return broken;
      names.push(name);
      sink?.begin(name, size);
      for (let left = size; left > 0; ) {
        const block = reader.take(Math.min(left, BLOCK_BYTES));
        if (block === null) return broken;
        sink?.chunk(block);
        left -= block.length;
        await breathe();
      }
      sink?.end();
    }
    const expected = seal.digest();
    reader.onBytes = () => undefined;
    const found = reader.take(SEAL_BYTES);
    const isWhole = found !== null && reader.left() === 0 && timingSafeEqual(found, expected);
    return isWhole ? ok(names) : broken;
  } finally {
    closeSync(handle);
  }
}

function withReader<T>(file: string, work: (reader: ReturnType<typeof readerOf>) => T): T {
  const handle = openSync(file, 'r');
  try {
    return work(readerOf(handle));
  } finally {
    closeSync(handle);
  }
}

function readerOf(handle: number) {
  const size = fstatSync(handle).size;
  let at = 0;
  const reader = {
    onBytes: (_bytes: Uint8Array): void => undefined,
    left: () => size - at,
    /** null: the file ends before. */
    take(count: number): Buffer | null {
      if (count > size - at) return null;
      const bytes = Buffer.alloc(count);
      for (let done = 0; done < count; ) {
        const read = readSync(handle, bytes, done, count - done, at + done);
        if (read === 0) return null;
        done += read;
      }
      at += count;
      reader.onBytes(bytes);
      return bytes;
    },
    header(): BackupHeader | null {
      if (!reader.take(MAGIC.length)?.equals(MAGIC)) return null;
      const length = reader.take(4)?.readUInt32LE() ?? 0;
      if (length === 0 || length > MAX_HEADER_BYTES) return null;
      const text = reader.take(length)?.toString('utf8') ?? '';
      try {
        return backupHeader.parse(JSON.parse(text));
      } catch {
        return null;
      }
    },
  };
  return reader;
}

function writeAll(handle: number, bytes: Uint8Array): void {
  // A full disk shows as a short count first and throws on the next call only.
  for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

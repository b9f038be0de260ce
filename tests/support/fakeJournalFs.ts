/**
 * A disk in memory behind the journal's port. It can run full, fail at its n-th call, and lose its power: then
 * each file keeps what was synced plus a chosen part of the 512-byte sectors that were not.
 */
import { basename, dirname } from 'node:path';
import type { JournalFs } from '../../src/audio/journal/journalFs.ts';

const SECTOR_BYTES = 512;

interface FakeFile {
  bytes: Buffer;
  /** Content and name as they are safe on the medium. */
  syncedBytes: Buffer;
  isNameSynced: boolean;
}

export interface FakeDiskFaults {
  readonly capacityBytes?: number;
  /** From 1: this call throws (and with `forEver` all after it). */
  readonly failCall?: number;
  readonly failCode?: string;
  readonly forEver?: boolean;
}

export class FakeDisk {
  readonly files = new Map<string, FakeFile>();
  readonly handles = new Map<number, string>();
  calls = 0;
  faults: FakeDiskFaults;
  #nextHandle = 3;

  constructor(faults: FakeDiskFaults = {}) {
    this.faults = faults;
  }

  readonly fs: JournalFs = {
    makeFolder: () => this.#count(),
    list: (folder) => {
      this.#count();
      return [...this.files.keys()].filter((file) => dirname(file) === folder).map((file) => basename(file));
    },
    create: (file) => {
      this.#count();
      if (this.files.has(file)) throw errno('EEXIST');
      this.files.set(file, { bytes: Buffer.alloc(0), syncedBytes: Buffer.alloc(0), isNameSynced: false });
      return this.#open(file);
    },
    openForReading: (file) => {
      this.#count();
      if (!this.files.has(file)) throw errno('ENOENT');
      return this.#open(file);
    },
    write: (handle, bytes) => {
      this.#count();
      const file = this.#file(handle);
      const room = Math.max(0, (this.faults.capacityBytes ?? Number.POSITIVE_INFINITY) - this.#used());
      if (room === 0) throw errno('ENOSPC');
      const taken = Math.min(room, bytes.length);
      file.bytes = Buffer.concat([file.bytes, bytes.subarray(0, taken)]);
      return taken;
    },
    read: (handle, into, position) => {
      this.#count();
      return this.#file(handle).bytes.copy(into, 0, position, position + into.length);
    },
    size: (handle) => {
      this.#count();
      return this.#file(handle).bytes.length;
    },
    truncate: (handle, length) => {
      this.#count();
      const file = this.#file(handle);
      file.bytes = file.bytes.subarray(0, length);
    },
    sync: async (handle) => {
      this.#count();
      const file = this.#file(handle);
      file.syncedBytes = Buffer.from(file.bytes);
    },
    syncFolder: async (folder) => {
      this.#count();
      for (const [name, file] of this.files) if (dirname(name) === folder) file.isNameSynced = true;
    },
    close: (handle) => {
      this.#count();
      this.#file(handle);
      this.handles.delete(handle);
    },
    freeBytes: () => Math.max(0, (this.faults.capacityBytes ?? 1e12) - this.#used()),
  };

  /** The disk as found after a power cut. @param keeps decides for each unsynced sector and name */
  afterPowerCut(keeps: () => boolean): FakeDisk {
    const after = new FakeDisk();
    for (const [name, file] of this.files) {
      if (!file.isNameSynced && !keeps()) continue;
      const grown = keeps() ? file.bytes.length : file.syncedBytes.length;
      const length = Math.max(file.syncedBytes.length, grown);
      const bytes = Buffer.alloc(length);
      file.syncedBytes.copy(bytes);
      const firstLoose = Math.floor(file.syncedBytes.length / SECTOR_BYTES) * SECTOR_BYTES;
      for (let at = firstLoose; at < length; at += SECTOR_BYTES)
        if (keeps()) file.bytes.copy(bytes, at, at, Math.min(at + SECTOR_BYTES, length));
      after.files.set(name, { bytes, syncedBytes: Buffer.from(bytes), isNameSynced: true });
    }
    return after;
  }

  #count(): void {
    this.calls += 1;
    const { failCall, failCode = 'EIO', forEver = false } = this.faults;
    if (failCall !== undefined && (this.calls === failCall || (forEver && this.calls > failCall)))
      throw errno(failCode);
  }

  #open(file: string): number {
    const handle = this.#nextHandle++;
    this.handles.set(handle, file);
    return handle;
  }

  #file(handle: number): FakeFile {
    const file = this.files.get(this.handles.get(handle) ?? '');
    if (!file) throw errno('EBADF');
    return file;
  }

  #used(): number {
    return [...this.files.values()].reduce((sum, file) => sum + file.bytes.length, 0);
  }
}

export function errno(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: simulated`), { code });
}

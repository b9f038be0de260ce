/**
 * The few file operations the journal needs, as a port: the real one is `nodeJournalFs`, tests put faults,
 * full disks and power cuts behind it. Every function may throw the way node:fs does.
 */
export interface JournalFs {
  /** Makes the folder and its parents, readable by the owner alone. */
  makeFolder(folder: string): void;
  /** File names in a folder; empty when there is no such folder. */
  list(folder: string): readonly string[];
  /** Makes a new file for writing, owner only. @throws when it exists. */
  create(file: string): number;
  openForReading(file: string): number;
  /** Appends at the end. Like write(2) it may take fewer bytes than offered; returns how many it took. */
  write(handle: number, bytes: Uint8Array): number;
  read(handle: number, into: Uint8Array, position: number): number;
  size(handle: number): number;
  truncate(handle: number, length: number): void;
  /** fdatasync: resolves when what was written before the call would survive a power cut. */
  sync(handle: number): Promise<void>;
  /** fsync of a folder, so that a new file's name survives a power cut. */
  syncFolder(folder: string): Promise<void>;
  close(handle: number): void;
  freeBytes(folder: string): number;
}

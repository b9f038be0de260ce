/** A file that is read at places and never as a whole. Reading behind its end is a truncated file, said as such. */
import { open } from 'node:fs/promises';
import path from 'node:path';
import { type AppFailure, failure } from '../../../shared/result.ts';

export interface ByteFile {
  readonly path: string;
  readonly size: number;
  /** @throws AppFailure (invalid_input) when the file ends before `position + length`. */
  readAt(position: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

const LARGEST_READ = 1 << 30;

/** @throws AppFailure (invalid_input) when the file cannot be opened. */
export async function openByteFile(file: string): Promise<ByteFile> {
  const name = path.basename(file);
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'is missing' : `cannot be read (${error.code ?? 'unknown error'})`;
    throw failure('invalid_input', `The file ${name} ${reason}.`, { at: file });
  });
  const { size } = await handle.stat();
  return {
    path: file,
    size,
    async readAt(position, length) {
      if (length < 0 || position + length > size) throw truncated(file);
      const bytes = new Uint8Array(length);
      for (let done = 0; done < length; ) {
        const { bytesRead } = await handle.read(bytes, done, Math.min(LARGEST_READ, length - done), position + done);
        if (bytesRead === 0) throw truncated(file);
        done += bytesRead;
      }
      return bytes;
    },
    close: () => handle.close(),
  };
}

export function truncated(file: string): AppFailure {
  return failure(
    'invalid_input',
    `The file ${path.basename(file)} ends before it should: it was not copied or downloaded whole. Get it again.`,
    { at: file },
  );
}

/** Reads small things one after the other, through a window, and jumps over the large ones. */
export interface ByteCursor {
  readonly position: number;
  take(length: number): Promise<DataView>;
  skip(length: number): void;
}

const WINDOW = 1 << 16;

export function cursorOf(file: ByteFile): ByteCursor {
  let position = 0;
  let window = new Uint8Array(0);
  let windowStart = 0;
  return {
    get position() {
      return position;
    },
    async take(length) {
      if (length < 0) throw truncated(file.path);
      const isInside = position >= windowStart && position + length <= windowStart + window.length;
      if (!isInside) {
        if (position + length > file.size) throw truncated(file.path);
        windowStart = position;
        window = await file.readAt(position, Math.max(length, Math.min(WINDOW, file.size - position)));
      }
      const view = new DataView(window.buffer, position - windowStart, length);
      position += length;
      return view;
    },
    skip(length) {
      position += length;
      if (position > file.size) throw truncated(file.path);
    },
  };
}

export function textOf(view: DataView): string {
  return Buffer.from(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength).toString('utf8');
}

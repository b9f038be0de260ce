/** Bytes at a position, from a file or from memory: all that reading a WAV needs. A FileHandle is one as it is. */
export interface ByteReader {
  read(into: Buffer, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>;
  close(): Promise<void>;
}

export function memoryReader(bytes: Uint8Array): ByteReader {
  return {
    read: async (into, offset, length, position) => {
      const piece = bytes.subarray(position, position + length);
      into.set(piece, offset);
      return { bytesRead: piece.length };
    },
    close: async () => undefined,
  };
}

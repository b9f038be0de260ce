/**
 * One frame of a journal segment: a 24-byte header in clear (it is the AEAD's associated data), the payload under
 * AES-256-GCM, a 16-byte tag. The nonce is the frame's number in its segment, whose key is used nowhere else, so
 * a frame opens only in its own place: no reordering, no replay, no frame from another segment.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';

/** Numbers are on disk: never change them. */
export const FRAME_KIND = { audio: 1, gap: 2, mark: 3, segmentEnd: 4, recordingEnd: 5 } as const;
export type FrameKind = keyof typeof FRAME_KIND;

export interface FrameHeader {
  readonly kind: FrameKind;
  /** From 1 in each segment, no number left out. */
  readonly sequence: number;
  /** Sample clock of the track: the frame's first sample, or where a gap or mark lies. */
  readonly firstSample: number;
  /** Samples per channel; 0 for anything but audio. */
  readonly sampleCount: number;
  readonly payloadBytes: number;
}

export interface OpenedFrame {
  readonly header: FrameHeader;
  readonly payload: Buffer;
  readonly tag: Buffer;
  readonly totalBytes: number;
}

export const FRAME_HEADER_BYTES = 24;
export const FRAME_TAG_BYTES = 16;
/** Far above a 100 ms frame of 16 channels at 96 kHz (307,200 bytes): a larger length is damage, not sound. */
export const MAX_PAYLOAD_BYTES = 1 << 20;
const MAGIC = 0x4f46;
const NONCE_BYTES = 12;

const KIND_OF_NUMBER = new Map<number, FrameKind>(
  Object.entries(FRAME_KIND).map(([kind, number]) => [number, kind as FrameKind]),
);

export function sealFrame(header: Omit<FrameHeader, 'payloadBytes'>, payload: Uint8Array, key: Uint8Array): Buffer {
  if (payload.length > MAX_PAYLOAD_BYTES) throw new RangeError('frame payload too long');
  const clear = Buffer.alloc(FRAME_HEADER_BYTES);
  clear.writeUInt16BE(MAGIC, 0);
  clear.writeUInt8(FRAME_KIND[header.kind], 2);
  clear.writeUInt32BE(header.sequence, 4);
  clear.writeBigUInt64BE(BigInt(header.firstSample), 8);
  clear.writeUInt32BE(header.sampleCount, 16);
  clear.writeUInt32BE(payload.length, 20);
  const cipher = createCipheriv('aes-256-gcm', key, nonce(header.sequence));
  cipher.setAAD(clear);
  const sealed = cipher.update(payload);
  cipher.final();
  return Buffer.concat([clear, sealed, cipher.getAuthTag()]);
}

/** The header as written, not yet proven by the tag; null when it cannot be one. */
export function peekFrameHeader(bytes: Uint8Array): FrameHeader | null {
  if (bytes.length < FRAME_HEADER_BYTES) return null;
  const clear = Buffer.from(bytes.buffer, bytes.byteOffset, FRAME_HEADER_BYTES);
  const kind = KIND_OF_NUMBER.get(clear.readUInt8(2));
  const payloadBytes = clear.readUInt32BE(20);
  if (clear.readUInt16BE(0) !== MAGIC || clear.readUInt8(3) !== 0 || !kind || payloadBytes > MAX_PAYLOAD_BYTES)
    return null;
  return {
    kind,
    sequence: clear.readUInt32BE(4),
    firstSample: Number(clear.readBigUInt64BE(8)),
    sampleCount: clear.readUInt32BE(16),
    payloadBytes,
  };
}

export function frameBytes(header: FrameHeader): number {
  return FRAME_HEADER_BYTES + header.payloadBytes + FRAME_TAG_BYTES;
}

/** Opens the frame at the start of `bytes`; null when it is torn, altered or not the expected one. */
export function openFrame(bytes: Uint8Array, expectedSequence: number, key: Uint8Array): OpenedFrame | null {
  const header = peekFrameHeader(bytes);
  if (!header || header.sequence !== expectedSequence) return null;
  const totalBytes = frameBytes(header);
  if (bytes.length < totalBytes) return null;
  const payloadEnd = FRAME_HEADER_BYTES + header.payloadBytes;
  const tag = Buffer.from(bytes.subarray(payloadEnd, totalBytes));
  const decipher = createDecipheriv('aes-256-gcm', key, nonce(header.sequence), { authTagLength: FRAME_TAG_BYTES });
  decipher.setAAD(bytes.subarray(0, FRAME_HEADER_BYTES));
  decipher.setAuthTag(tag);
  try {
    const payload = decipher.update(bytes.subarray(FRAME_HEADER_BYTES, payloadEnd));
    decipher.final();
    return { header, payload, tag, totalBytes };
  } catch {
    return null;
  }
}

function nonce(sequence: number): Buffer {
  const bytes = Buffer.alloc(NONCE_BYTES);
  bytes.writeUInt32BE(sequence, NONCE_BYTES - 4);
  return bytes;
}

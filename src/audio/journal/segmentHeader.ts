/**
 * First bytes of a journal segment: what the sound is and which key opens it. The segment's key is
 * HKDF-SHA256(session key, salt, header bytes), so a header with one changed bit opens nothing; a tag over the
 * header tells a wrong key from an empty segment. The random salt keeps keys (and so nonces) apart even when a
 * power cut took a file's name and its number is used again.
 */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

export interface SegmentHeader {
  readonly trackId: string;
  /** From 1, also the file's name. */
  readonly segmentNumber: number;
  readonly channelCount: number;
  readonly sampleRateHz: number;
  /** Place of the segment's first sample on the track's sample clock. */
  readonly firstSample: number;
  /** Follows on the segment before it without a break; false for the first one after a start of the program. */
  readonly isContinuation: boolean;
  /** Wall clock at the start: places the recording in the day, never measures anything. */
  readonly startedAtMs: number;
}

export interface OpenedHeader {
  readonly header: SegmentHeader;
  readonly key: Buffer;
}

const MAGIC = Buffer.from('OTSJRNL1', 'latin1');
export const SALT_BYTES = 16;
const TRACK_ID_BYTES = 64;
const TAG_BYTES = 16;
const OFFSET = {
  segment: 8,
  channels: 12,
  bits: 13,
  rate: 14,
  first: 18,
  wall: 26,
  salt: 34,
  flags: 50,
  idLength: 51,
  id: 52,
};
const PLAIN_BYTES = OFFSET.id + TRACK_ID_BYTES;
const BITS_PER_SAMPLE = 16;
const IS_CONTINUATION = 1;
/** Nonce of the header's tag; frames count from 1. */
const HEADER_NONCE = Buffer.alloc(12);

export const SEGMENT_HEADER_BYTES = PLAIN_BYTES + TAG_BYTES;
export const SESSION_KEY_BYTES = 32;

export function encodeSegmentHeader(
  header: SegmentHeader,
  sessionKey: Uint8Array,
  salt: Uint8Array,
): { readonly bytes: Buffer; readonly key: Buffer } {
  const id = Buffer.from(header.trackId, 'utf8');
  if (id.length === 0 || id.length > TRACK_ID_BYTES) throw new RangeError('track id must have 1 to 64 bytes');
  if (salt.length !== SALT_BYTES) throw new RangeError('salt must have 16 bytes');
  const plain = Buffer.alloc(PLAIN_BYTES);
  MAGIC.copy(plain, 0);
  plain.writeUInt32BE(header.segmentNumber, OFFSET.segment);
  plain.writeUInt8(header.channelCount, OFFSET.channels);
  plain.writeUInt8(BITS_PER_SAMPLE, OFFSET.bits);
  plain.writeUInt32BE(header.sampleRateHz, OFFSET.rate);
  plain.writeBigUInt64BE(BigInt(header.firstSample), OFFSET.first);
  plain.writeBigUInt64BE(BigInt(Math.max(0, Math.round(header.startedAtMs))), OFFSET.wall);
  plain.set(salt, OFFSET.salt);
  plain.writeUInt8(header.isContinuation ? IS_CONTINUATION : 0, OFFSET.flags);
  plain.writeUInt8(id.length, OFFSET.idLength);
  id.copy(plain, OFFSET.id);
  const key = deriveKey(sessionKey, plain);
  const cipher = createCipheriv('aes-256-gcm', key, HEADER_NONCE);
  cipher.final();
  return { bytes: Buffer.concat([plain, cipher.getAuthTag()]), key };
}

/** Null when the bytes are no header, are damaged, or the key is another one. */
export function openSegmentHeader(bytes: Uint8Array, sessionKey: Uint8Array): OpenedHeader | null {
  const header = peekSegmentHeader(bytes);
  if (!header) return null;
  const plain = Buffer.from(bytes.subarray(0, PLAIN_BYTES));
  const key = deriveKey(sessionKey, plain);
  const decipher = createDecipheriv('aes-256-gcm', key, HEADER_NONCE, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(bytes.subarray(PLAIN_BYTES, SEGMENT_HEADER_BYTES));
  try {
    decipher.final();
  } catch {
    return null;
  }
  return { header, key };
}

/** What the header says, not yet proven by a key: for listing what lies on the disk while the app is locked. */
export function peekSegmentHeader(bytes: Uint8Array): SegmentHeader | null {
  if (bytes.length < SEGMENT_HEADER_BYTES) return null;
  const plain = Buffer.from(bytes.buffer, bytes.byteOffset, PLAIN_BYTES);
  const idLength = plain.readUInt8(OFFSET.idLength);
  const header: SegmentHeader = {
    trackId: plain.toString('utf8', OFFSET.id, OFFSET.id + Math.min(idLength, TRACK_ID_BYTES)),
    segmentNumber: plain.readUInt32BE(OFFSET.segment),
    channelCount: plain.readUInt8(OFFSET.channels),
    sampleRateHz: plain.readUInt32BE(OFFSET.rate),
    firstSample: Number(plain.readBigUInt64BE(OFFSET.first)),
    isContinuation: plain.readUInt8(OFFSET.flags) === IS_CONTINUATION,
    startedAtMs: Number(plain.readBigUInt64BE(OFFSET.wall)),
  };
  const isSound =
    plain.subarray(0, MAGIC.length).equals(MAGIC) &&
    plain.readUInt8(OFFSET.bits) === BITS_PER_SAMPLE &&
    idLength > 0 &&
    idLength <= TRACK_ID_BYTES &&
    header.channelCount > 0 &&
    header.sampleRateHz > 0;
  return isSound ? header : null;
}

function deriveKey(sessionKey: Uint8Array, plainHeader: Buffer): Buffer {
  const salt = plainHeader.subarray(OFFSET.salt, OFFSET.salt + SALT_BYTES);
  return Buffer.from(hkdfSync('sha256', sessionKey, salt, hkdfInfo(plainHeader), SESSION_KEY_BYTES));
}

function hkdfInfo(plainHeader: Buffer): Buffer {
  return Buffer.concat([Buffer.from('ot-scribe journal segment\0', 'latin1'), plainHeader]);
}

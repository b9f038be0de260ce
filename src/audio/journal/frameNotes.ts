/** Payloads of the journal's frames that are not sound: holes, marked moments, and the seal at the end. */
import type { Gap } from '../../shared/domain/record.ts';

/** Why sound is missing, as the writer can know it ("damaged" is only found by a reader). */
export type GapReason = Exclude<Gap['reason'], 'damaged'>;

export interface GapNote {
  readonly reason: GapReason;
  /** Null when the hole opens; a second note at the same sample closes it with its length. */
  readonly lengthMs: number | null;
}

export interface EndNote {
  readonly frameCount: number;
  /** SHA-256 over the tags of all frames before this one: an end belongs to exactly these frames. */
  readonly chain: Buffer;
}

const GAP_REASONS: readonly GapReason[] = ['paused', 'device_lost', 'interrupted', 'overrun'];
const CHAIN_BYTES = 32;
export const END_NOTE_BYTES = 4 + CHAIN_BYTES;

export function encodeGap(note: GapNote): Buffer {
  return Buffer.from(JSON.stringify({ reason: note.reason, lengthMs: note.lengthMs }), 'utf8');
}

export function decodeGap(payload: Uint8Array): GapNote | null {
  const value = parseObject(payload);
  const reason = GAP_REASONS.find((known) => known === value?.reason);
  if (!value || !reason) return null;
  return { reason, lengthMs: typeof value.lengthMs === 'number' ? value.lengthMs : null };
}

export function encodeMark(label: string): Buffer {
  return Buffer.from(JSON.stringify({ label }), 'utf8');
}

export function decodeMark(payload: Uint8Array): string | null {
  const label = parseObject(payload)?.label;
  return typeof label === 'string' ? label : null;
}

export function encodeEnd(note: EndNote): Buffer {
  const bytes = Buffer.alloc(END_NOTE_BYTES);
  bytes.writeUInt32BE(note.frameCount, 0);
  note.chain.copy(bytes, 4);
  return bytes;
}

export function decodeEnd(payload: Buffer): EndNote | null {
  if (payload.length !== END_NOTE_BYTES) return null;
  return { frameCount: payload.readUInt32BE(0), chain: payload.subarray(4) };
}

function parseObject(payload: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(payload).toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

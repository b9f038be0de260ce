/**
 * Writes protocol buffer messages, as far as ONNX files need them
 * (https://protobuf.dev/programming-guides/encoding/): numbers, 32-bit floats, byte strings and messages inside messages.
 */

const WIRE_NUMBER = 0;
const WIRE_BYTES = 2;
const WIRE_FLOAT = 5;

export class MessageWriter {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  /** A whole number; negative ones take ten bytes, as the format wants it. */
  number(field: number, value: number): this {
    return this.#add(varint((field << 3) | WIRE_NUMBER)).#add(varint(value));
  }

  float(field: number, value: number): this {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    return this.#add(varint((field << 3) | WIRE_FLOAT)).#add(bytes);
  }

  bytes(field: number, value: Uint8Array): this {
    return this.#add(bytesHeader(field, value.length)).#add(value);
  }

  text(field: number, value: string): this {
    return this.bytes(field, Buffer.from(value, 'utf8'));
  }

  message(field: number, write: (message: MessageWriter) => void): this {
    const inner = new MessageWriter();
    write(inner);
    return this.bytes(field, inner.finish());
  }

  finish(): Uint8Array {
    const all = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  #add(bytes: Uint8Array): this {
    this.#parts.push(bytes);
    this.#length += bytes.length;
    return this;
  }
}

/** What stands before `length` bytes of a field that are written by somebody else. */
export function bytesHeader(field: number, length: number): Uint8Array {
  return Buffer.concat([varint((field << 3) | WIRE_BYTES), varint(length)]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

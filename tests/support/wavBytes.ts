/** WAV files byte by byte, good and broken: tests must be able to write what no library would. */
export interface WavShape {
  readonly channels: number;
  readonly rateHz: number;
  readonly bits: number;
  readonly codec: number;
  /** Bytes of the data chunk as the header claims them. */
  readonly claimedBytes?: number;
}

export function wavHeader(shape: WavShape, dataBytes: number): Buffer {
  const header = Buffer.alloc(44);
  const frameBytes = Math.ceil(shape.bits / 8) * shape.channels;
  header.write('RIFF', 0);
  header.writeUInt32LE((36 + (shape.claimedBytes ?? dataBytes)) >>> 0, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(shape.codec, 20);
  header.writeUInt16LE(shape.channels, 22);
  header.writeUInt32LE(shape.rateHz, 24);
  header.writeUInt32LE((shape.rateHz * frameBytes) >>> 0, 28);
  header.writeUInt16LE(frameBytes & 0xffff, 32);
  header.writeUInt16LE(shape.bits, 34);
  header.write('data', 36);
  header.writeUInt32LE((shape.claimedBytes ?? dataBytes) >>> 0, 40);
  return header;
}

export function wavFile(shape: Partial<WavShape>, seconds = 1, fill: (index: number) => number = () => 0): Buffer {
  const whole: WavShape = { channels: 1, rateHz: 16000, bits: 16, codec: 1, ...shape };
  const data = Buffer.alloc(Math.ceil(whole.bits / 8) * whole.channels * Math.round(whole.rateHz * seconds));
  if (whole.bits === 16) for (let i = 0; i * 2 < data.length; i++) data.writeInt16LE(Math.round(fill(i)), i * 2);
  return Buffer.concat([wavHeader(whole, data.length), data]);
}

/**
 * whisper.cpp's own file: magic, eleven sizes, mel bank, vocabulary as raw bytes, then tensors until the end
 * (https://github.com/ggml-org/whisper.cpp, models/convert-pt-to-ggml.py). Names are OpenAI's; lengths are stored
 * innermost first.
 */
import { failure } from '../../../shared/result.ts';
import { notWhisper, tableOverPlaces, type WeightTable } from '../weightTable.ts';
import { type ByteFile, cursorOf, textOf } from './byteFile.ts';
import { GGML_FORMATS } from './ggmlBlocks.ts';

export const GGML_MAGIC = 0x6767_6d6c;
const SIZES = 11;
const LONGEST_NAME = 256;
const MOST_TOKENS = 1_000_000;

interface Place {
  readonly format: number;
  readonly shape: readonly number[];
  readonly position: number;
  readonly length: number;
}

export interface GgmlFile {
  readonly weights: WeightTable;
  /** Size of the whole vocabulary, special tokens included. */
  readonly vocabularySize: number;
  /** Bytes of each ordinary token, in the order of their ids. */
  readonly tokens: readonly Uint8Array[];
}

/** @throws AppFailure when the file is none of whisper.cpp's, uses an unknown number format or is truncated. */
export async function readGgml(file: ByteFile): Promise<GgmlFile> {
  const cursor = cursorOf(file);
  const int32 = async (): Promise<number> => (await cursor.take(4)).getInt32(0, true);
  if ((await int32()) !== GGML_MAGIC) throw notWhisper('the file is no ggml file of whisper.cpp');
  const sizes: number[] = [];
  for (let index = 0; index < SIZES; index++) sizes.push(await int32());
  const melBank = (await int32()) * (await int32());
  cursor.skip(4 * melBank);
  const tokenCount = await int32();
  if (tokenCount < 0 || tokenCount > MOST_TOKENS) throw notWhisper('its vocabulary is damaged');
  const tokens: Uint8Array[] = [];
  for (let index = 0; index < tokenCount; index++) {
    const view = await cursor.take(await int32());
    tokens.push(new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength).slice());
  }
  const places = new Map<string, Place>();
  while (cursor.position < file.size) {
    const rank = await int32();
    const nameLength = await int32();
    const format = await int32();
    if (rank < 1 || rank > 4 || nameLength < 1 || nameLength > LONGEST_NAME) throw notWhisper('the file is damaged');
    const lengths: number[] = [];
    for (let axis = 0; axis < rank; axis++) lengths.push(await int32());
    const name = textOf(await cursor.take(nameLength));
    const stored = GGML_FORMATS[format];
    if (!stored) {
      throw failure(
        'invalid_input',
        `The tensor ${name} is stored in ggml's number format ${format}, which is not supported: bring an f32, f16, q8_0, q5_0, q5_1, q4_0 or q4_1 file.`,
      );
    }
    const count = lengths.reduce((product, side) => product * side, 1);
    if (count <= 0 || count % stored.blockLength !== 0) throw notWhisper(`the tensor ${name} is damaged`);
    const length = (count / stored.blockLength) * stored.blockBytes;
    places.set(name, { format, shape: lengths.reverse(), position: cursor.position, length });
    cursor.skip(length);
  }
  return { weights: tableOf(file, places), vocabularySize: sizes[0]!, tokens };
}

function tableOf(file: ByteFile, places: ReadonlyMap<string, Place>): WeightTable {
  return tableOverPlaces(places, async ({ format, position, length }) =>
    GGML_FORMATS[format]!.toFloats(await file.readAt(position, length)),
  );
}

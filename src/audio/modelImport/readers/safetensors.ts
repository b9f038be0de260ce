/**
 * Safetensors: eight bytes with the length of a JSON header, the header (name → format, shape, place), the numbers.
 * https://github.com/huggingface/safetensors (README, "Format"). Large models come in several files with an index.
 */
import path from 'node:path';
import { z } from 'zod';
import { failure } from '../../../shared/result.ts';
import { BYTES_PER_NUMBER, type StoredFormat, toFloats } from '../numberFormats.ts';
import { tableOverPlaces, type WeightTable } from '../weightTable.ts';
import { type ByteFile, truncated } from './byteFile.ts';

const FORMATS: Readonly<Record<string, StoredFormat>> = { F32: 'float32', F16: 'float16', BF16: 'bfloat16' };
const LONGEST_HEADER = 100_000_000;

const tensorSchema = z.object({
  dtype: z.string(),
  shape: z.array(z.int().nonnegative()),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});

interface Place {
  readonly file: ByteFile;
  readonly format: StoredFormat;
  readonly shape: readonly number[];
  readonly position: number;
  readonly length: number;
}

/** Hugging Face's names → OpenAI's, in this order. */
const RENAMES: readonly (readonly [RegExp, string])[] = [
  [/^model\./, ''],
  [/\.layers\./, '.blocks.'],
  [/\.encoder_attn_layer_norm/, '.cross_attn_ln'],
  [/\.self_attn_layer_norm/, '.attn_ln'],
  [/\.final_layer_norm/, '.mlp_ln'],
  [/\.encoder_attn/, '.cross_attn'],
  [/\.self_attn/, '.attn'],
  [/\.q_proj/, '.query'],
  [/\.k_proj/, '.key'],
  [/\.v_proj/, '.value'],
  [/\.out_proj/, '.out'],
  [/\.fc1/, '.mlp.0'],
  [/\.fc2/, '.mlp.2'],
  [/^encoder\.layer_norm/, 'encoder.ln_post'],
  [/^decoder\.layer_norm/, 'decoder.ln'],
  [/\.embed_positions\.weight/, '.positional_embedding'],
  [/\.embed_tokens\.weight/, '.token_embedding.weight'],
];

/** @throws AppFailure when a header is damaged, a number format unknown or a file shorter than its header says. */
export async function readSafetensors(files: readonly ByteFile[]): Promise<WeightTable> {
  const places = new Map<string, Place>();
  for (const file of files) for (const [name, place] of await readHeader(file)) places.set(name, place);
  return tableOverPlaces(places, async ({ file, format, position, length }) =>
    toFloats(format, await file.readAt(position, length)),
  );
}

async function readHeader(file: ByteFile): Promise<[string, Place][]> {
  const name = path.basename(file.path);
  const damaged = failure('invalid_input', `The file ${name} is no safetensors file, or its header is damaged.`);
  const length = Number(new DataView((await file.readAt(0, 8)).buffer).getBigUint64(0, true));
  if (length > LONGEST_HEADER) throw damaged;
  const header = parseJson(Buffer.from(await file.readAt(8, length)).toString('utf8'));
  if (header === null || typeof header !== 'object' || Array.isArray(header)) throw damaged;
  const places: [string, Place][] = [];
  for (const [key, value] of Object.entries(header)) {
    if (key === '__metadata__') continue;
    const tensor = tensorSchema.safeParse(value);
    if (!tensor.success) throw damaged;
    const { dtype, shape, data_offsets: offsets } = tensor.data;
    const format = FORMATS[dtype];
    if (!format) {
      throw failure(
        'invalid_input',
        `The tensor ${key} of ${name} is stored as ${dtype}, which is not supported: bring F32, F16 or BF16 weights.`,
      );
    }
    const bytes = shape.reduce((product, side) => product * side, 1) * BYTES_PER_NUMBER[format];
    if (offsets[1] - offsets[0] !== bytes) throw damaged;
    if (8 + length + offsets[1] > file.size) throw truncated(file.path);
    places.push([openAiName(key), { file, format, shape, position: 8 + length + offsets[0], length: bytes }]);
  }
  return places;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function openAiName(name: string): string {
  return RENAMES.reduce((text, [from, to]) => text.replace(from, to), name);
}

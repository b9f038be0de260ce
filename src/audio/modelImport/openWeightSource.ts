/** Tells which of the three forms of weights a path leads to and opens it, or says what is missing there. */
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { failure } from '../../shared/result.ts';
import { type ByteFile, openByteFile } from './readers/byteFile.ts';
import { readCTranslate2 } from './readers/ctranslate2.ts';
import { GGML_MAGIC, readGgml } from './readers/ggml.ts';
import { readSafetensors } from './readers/safetensors.ts';
import { byteTokenizer } from './tokens/byteTokenizer.ts';
import { notWhisper, type WeightSource } from './weightTable.ts';

const SAFETENSORS = 'model.safetensors';
const SAFETENSORS_INDEX = 'model.safetensors.index.json';
const CTRANSLATE2 = 'model.bin';
const FORMS =
  'a Hugging Face folder (model.safetensors, config.json, tokenizer.json), a CTranslate2 folder (model.bin, tokenizer.json) or a ggml file of whisper.cpp';

const heads = z.array(z.tuple([z.int().nonnegative(), z.int().nonnegative()]));
const configSchema = z.object({ model_type: z.string().optional(), alignment_heads: heads.nullish() });
const indexSchema = z.object({ weight_map: z.record(z.string(), z.string().regex(/^[\w.-]+$/)) });

/** @throws AppFailure (invalid_input) that says what is missing or wrong; nothing stays open then. */
export async function openWeightSource(place: string): Promise<WeightSource> {
  const facts = await stat(place).catch(() => null);
  if (!facts) throw failure('invalid_input', `There is nothing at ${place}.`, { at: place });
  if (facts.isDirectory()) return openFolder(place);
  const name = path.basename(place);
  if (name.endsWith('.safetensors') || name === CTRANSLATE2) return openFolder(path.dirname(place));
  return openGgml(place);
}

async function openFolder(folder: string): Promise<WeightSource> {
  const names = new Set(await readdir(folder));
  if (names.has(SAFETENSORS)) return openHuggingFace(folder, [SAFETENSORS]);
  if (names.has(SAFETENSORS_INDEX)) {
    const { weight_map: files } = await readJson(folder, SAFETENSORS_INDEX, indexSchema);
    return openHuggingFace(folder, [...new Set(Object.values(files))].sort());
  }
  if (names.has(CTRANSLATE2)) return openCTranslate2(folder);
  const ggml = [...names].filter((name) => /^ggml.*\.bin$/.test(name));
  if (ggml.length === 1) return openGgml(path.join(folder, ggml[0]!));
  const pickled = [...names].find((name) => name === 'pytorch_model.bin' || name.endsWith('.pt'));
  const reason = pickled
    ? `holds its weights in ${pickled}, a form that can run programs and is not opened; save them as safetensors`
    : 'holds no weights that can be imported';
  throw failure('invalid_input', `The folder ${folder} ${reason}. Bring ${FORMS}.`, { at: folder });
}

async function openHuggingFace(folder: string, names: readonly string[]): Promise<WeightSource> {
  const config = await readJson(folder, 'config.json', configSchema);
  if (config.model_type !== 'whisper') {
    throw notWhisper(`config.json says it is of the type ${config.model_type ?? 'unknown'}`);
  }
  const tokenizer = await readTokenizer(folder);
  const generation = await readJson(folder, 'generation_config.json', configSchema, {});
  return withFiles(folder, names, async (files) => ({
    container: 'safetensors',
    weights: await readSafetensors(files),
    tokenizer,
    alignmentHeads: generation.alignment_heads ?? config.alignment_heads ?? null,
  }));
}

async function openCTranslate2(folder: string): Promise<WeightSource> {
  const config = await readJson(folder, 'config.json', configSchema, {});
  return withFiles(folder, [CTRANSLATE2], async ([file]) => {
    const weights = await readCTranslate2(file!);
    const tokenizer = await readTokenizer(folder);
    return { container: 'CTranslate2', weights, tokenizer, alignmentHeads: config.alignment_heads ?? null };
  });
}

async function openGgml(place: string): Promise<WeightSource> {
  return withFiles(path.dirname(place), [path.basename(place)], async ([file]) => {
    const magic = file!.size < 4 ? 0 : new DataView((await file!.readAt(0, 4)).buffer).getUint32(0, true);
    if (magic !== GGML_MAGIC) {
      throw failure('invalid_input', `${path.basename(place)} is no ggml file of whisper.cpp. Bring ${FORMS}.`, {
        at: place,
      });
    }
    const { weights, tokens, vocabularySize } = await readGgml(file!);
    const tokenizer = byteTokenizer(tokens, vocabularySize);
    return { container: 'ggml', weights, tokenizer, alignmentHeads: null };
  });
}

async function withFiles(
  folder: string,
  names: readonly string[],
  read: (files: readonly ByteFile[]) => Promise<Omit<WeightSource, 'files' | 'close'>>,
): Promise<WeightSource> {
  const files: ByteFile[] = [];
  const close = async (): Promise<void> => {
    for (const file of files) await file.close();
  };
  try {
    for (const name of names) files.push(await openByteFile(path.join(folder, name)));
    return { ...(await read(files)), files: files.map((file) => file.path), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function readTokenizer(folder: string): Promise<string> {
  return readFile(path.join(folder, 'tokenizer.json'), 'utf8').catch(() => {
    throw failure(
      'invalid_input',
      `The file tokenizer.json is missing in ${folder}: take it from the model the weights come from.`,
      { at: folder },
    );
  });
}

/** @param otherwise what to go by when the file is not there; without it a missing file is refused */
async function readJson<T>(folder: string, name: string, schema: z.ZodType<T>, otherwise?: T): Promise<T> {
  const text = await readFile(path.join(folder, name), 'utf8').catch(() => null);
  if (text === null) {
    if (otherwise !== undefined) return otherwise;
    throw failure('invalid_input', `The file ${name} is missing in ${folder}.`, { at: folder });
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw failure('invalid_input', `The file ${name} in ${folder} is damaged or not as expected.`, { at: folder });
  }
}

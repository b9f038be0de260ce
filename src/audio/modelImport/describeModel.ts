/** model.json and manifest.json of an imported model, in the form of the bundled one. */
import type { ModelManifest } from '../onnx/modelManifest.ts';
import type { BuildOptions } from './graphs/graphBuilder.ts';
import type { ElementType, OnnxGraph, ValueInfo } from './onnxFile/onnxModel.ts';
import type { WrittenFile } from './onnxFile/writeOnnx.ts';
import type { ChosenHeads } from './tokens/alignmentHeads.ts';
import type { TokenTable } from './tokens/tokenTable.ts';
import type { WeightContainer, WhisperDims } from './weightTable.ts';

/** First part of the ids in the manifest of an imported model, the same for all of them. */
export const IMPORTED_ID = 'imported';

const SAMPLE_RATE_HZ = 16000;
const LICENCE = 'as the weights that were brought';

export interface NamedFile extends WrittenFile {
  readonly file: string;
}

export interface GraphFile extends NamedFile {
  readonly graph: OnnxGraph;
}

export interface ImportedFiles {
  readonly mel: GraphFile;
  readonly encoder: GraphFile;
  readonly decoder: GraphFile;
  readonly tokenizer: NamedFile;
  readonly model: NamedFile;
}

interface Facts {
  readonly name: string;
  readonly dims: WhisperDims;
  readonly tokens: TokenTable;
  readonly precision: BuildOptions['precision'];
  readonly container: WeightContainer;
  readonly sources: readonly NamedFile[];
  readonly alignmentHeads: ChosenHeads;
  readonly floatChannels: number;
  readonly graphs: Pick<ImportedFiles, 'mel' | 'encoder' | 'decoder'>;
}

export function describeModel(facts: Facts): object {
  const { name, dims, tokens, precision, container, sources, alignmentHeads, graphs } = facts;
  return {
    format: 1,
    name,
    family: 'whisper',
    licence: LICENCE,
    source_container: container,
    source_files: sources,
    dims,
    audio: {
      sample_rate: SAMPLE_RATE_HZ,
      hop: 160,
      n_fft: 400,
      frames_per_second: 100,
      max_frames: 2 * dims.n_audio_ctx,
      seconds_per_ctx: 0.02,
    },
    quantisation:
      precision === 'float32'
        ? null
        : {
            weights: 'int8 +-63, symmetric, one scale per output channel',
            fp32_channels_per_fc2: facts.floatChannels,
            activations: 'uint8 dynamic, per tensor',
            fp32: ['conv', 'layer norm', 'softmax', 'attention', 'positions'],
          },
    tokens,
    alignment_heads: alignmentHeads.heads,
    alignment_heads_from: alignmentHeads.origin,
    graphs: Object.fromEntries(
      Object.entries(graphs).map(([part, { file, graph }]) => [
        part,
        { file, inputs: graph.inputs.map(shown), outputs: graph.outputs.map(shown) },
      ]),
    ),
  };
}

function shown({ name, type, dims }: ValueInfo): object {
  return { name, type, shape: dims.map((length) => length ?? '?') };
}

export function manifestOf(name: string, container: WeightContainer, files: ImportedFiles): ModelManifest {
  const common = { licence: LICENCE, licenceFile: files.model.file, source: `${name}, imported from ${container}` };
  const entry = (part: keyof ImportedFiles, purpose: string) => {
    const { file, sha256, bytes } = files[part];
    return { id: `${IMPORTED_ID}.${part}`, purpose, file, sha256, bytes, ...common };
  };
  const graph = (part: 'mel' | 'encoder' | 'decoder', purpose: string) => ({
    ...entry(part, purpose),
    kind: 'graph' as const,
    sampleRateHz: SAMPLE_RATE_HZ,
    contract: { inputs: contract(files[part].graph.inputs), outputs: contract(files[part].graph.outputs) },
  });
  return {
    format: 1,
    models: [
      graph('mel', 'sound to log-mel features'),
      graph('encoder', 'features to cross-attention keys and values'),
      graph('decoder', 'tokens to next-token scores, caches and alignment'),
      { ...entry('tokenizer', 'byte-level vocabulary'), kind: 'data' as const },
      { ...entry('model', 'dimensions, token numbers, suppression lists, alignment heads'), kind: 'data' as const },
    ],
  };
}

const CONTRACT_TYPES: Partial<Record<ElementType, 'float32' | 'int64' | 'bool'>> = {
  float: 'float32',
  int64: 'int64',
  bool: 'bool',
};

function contract(values: readonly ValueInfo[]) {
  return Object.fromEntries(
    values.map(({ name, type, dims }) => [
      name,
      { type: CONTRACT_TYPES[type] ?? 'float32', shape: dims.map((length) => length ?? '?') },
    ]),
  );
}

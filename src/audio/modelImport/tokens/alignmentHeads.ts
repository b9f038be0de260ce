/**
 * Which cross-attention heads follow the sound, for sources that do not say. The published models are known by their sizes
 * (OpenAI's _ALIGNMENT_HEADS, written out in the generation_config.json of the models at Hugging Face); for any other,
 * OpenAI takes all heads of the upper half of the decoder.
 */
import { notWhisper, type WhisperDims } from '../weightTable.ts';

type Heads = readonly (readonly [number, number])[];

const MULTILINGUAL_VOCABULARY = 51865;

/** "layer.head …" by encoder layers, decoder layers, and the kind of vocabulary. */
const PUBLISHED: Readonly<Record<string, string>> = {
  '4 4 english': '1.0 2.0 2.5 3.0 3.1 3.2 3.3 3.4',
  '4 4 multilingual': '2.2 3.0 3.2 3.3 3.4 3.5',
  '6 6 english': '3.3 4.7 5.1 5.5 5.7',
  '6 6 multilingual': '3.1 4.2 4.3 4.7 5.1 5.2 5.4 5.6',
  '12 12 english': '6.6 7.0 7.3 7.8 8.2 8.5 8.7 9.0 9.4 9.8 9.10 10.0 10.1 10.2 10.3 10.6 10.11 11.2 11.4',
  '12 12 multilingual': '5.3 5.9 8.0 8.4 8.7 8.8 9.0 9.7 9.9 10.5',
  '24 24 english': '11.4 14.1 14.12 14.14 15.4 16.0 16.4 16.9 17.12 17.14 18.7 18.10 18.15 20.0 20.3 20.9 20.14 21.12',
  '24 24 multilingual': '13.15 15.4 15.15 16.1 20.0 23.4',
  '32 32 yue': '7.0 10.17 12.18 13.12 16.1 17.14 19.11 21.4 24.1 25.6',
  '32 4 yue': '2.4 2.11 3.3 3.6 3.11 3.14',
};
/** Widths of the models that these depths stand for. */
const WIDTHS: Readonly<Record<number, number>> = { 4: 384, 6: 512, 12: 768, 24: 1024, 32: 1280 };

export interface ChosenHeads {
  readonly heads: Heads;
  /** `source`: the model's own list. `published`: of the model of these sizes. `default`: word times are less exact. */
  readonly origin: 'source' | 'published' | 'default';
}

/** @throws AppFailure when the source names a head that the model does not have. */
export function chooseHeads(stated: Heads | null, dims: WhisperDims): ChosenHeads {
  if (stated && stated.length > 0) {
    const wrong = stated.find(
      ([layer, head]) => layer >= dims.dec_layers || head >= dims.heads || layer < 0 || head < 0,
    );
    if (wrong)
      throw notWhisper(`its configuration names the alignment head ${wrong.join('/')}, which it does not have`);
    return { heads: sorted(stated), origin: 'source' };
  }
  const published = WIDTHS[dims.enc_layers] === dims.d ? PUBLISHED[keyOf(dims)] : undefined;
  if (published) {
    return {
      heads: published.split(' ').map((pair) => pair.split('.').map(Number) as [number, number]),
      origin: 'published',
    };
  }
  const heads: [number, number][] = [];
  for (let layer = Math.floor(dims.dec_layers / 2); layer < dims.dec_layers; layer++) {
    for (let head = 0; head < dims.heads; head++) heads.push([layer, head]);
  }
  return { heads, origin: 'default' };
}

function keyOf({ enc_layers: encoder, dec_layers: decoder, vocab }: WhisperDims): string {
  const kind = vocab < MULTILINGUAL_VOCABULARY ? 'english' : vocab === MULTILINGUAL_VOCABULARY ? 'multilingual' : 'yue';
  return `${encoder} ${decoder} ${kind}`;
}

function sorted(heads: Heads): Heads {
  return heads.toSorted(([a, b], [c, d]) => a - c || b - d);
}

/** The bench's counts as Markdown tables: per kind of scene, pooled, and per number of microphones. */
import type { Chain } from './gymChains.ts';
import type { DiarizationCounts } from './gymMeasures.ts';
import type { GymScene } from './gymScene.ts';
import type { SceneCounts } from './sceneScore.ts';

export interface Hearing {
  readonly scene: GymScene;
  readonly chain: Chain;
  readonly counts: SceneCounts;
  readonly diarization: DiarizationCounts;
  /** One per patient segment, dB. */
  readonly gainsDb: readonly number[];
  readonly frontEndS: number;
  readonly totalS: number;
}

const ARRAY_MICROPHONES = 4;
const hasSpeech = ({ scene }: Hearing) => scene.truth.utterances.length > 0;
const isArray = ({ scene }: Hearing) => scene.geometry.microphones.length >= ARRAY_MICROPHONES;
const audible = ({ scene }: Hearing) => (scene.snrDb ?? 0) >= 0;

const POOLS: readonly (readonly [string, (hearing: Hearing) => boolean])[] = [
  ['speech, 4+ microphones, 0 dB and above', (h) => hasSpeech(h) && isArray(h) && audible(h)],
  ['speech, 2 microphones', (h) => hasSpeech(h) && !isArray(h)],
  ['speech, below 0 dB', (h) => hasSpeech(h) && !audible(h)],
  ['no speech of the pair', (h) => !hasSpeech(h)],
];

export function typeTable(hearings: readonly Hearing[]): string {
  const kindOf = ({ scene }: Hearing) => (scene.snrDb === null ? scene.type : `${scene.type} ${scene.snrDb} dB`);
  const kinds = [...new Set(hearings.map(kindOf))];
  return table(
    HEAD,
    kinds.flatMap((kind) =>
      rowsOf(
        kind,
        hearings.filter((hearing) => kindOf(hearing) === kind),
      ),
    ),
  );
}

export function pooledTable(hearings: readonly Hearing[]): string {
  return table(
    HEAD,
    POOLS.flatMap(([name, belongs]) => rowsOf(name, hearings.filter(belongs))),
  );
}

/** Time of the product's chain by the number of microphones. */
export function costTable(hearings: readonly Hearing[]): string {
  const product = hearings.filter(({ chain }) => chain === 'front-end');
  const counts = [...new Set(product.map(({ scene }) => scene.geometry.microphones.length))].sort((a, b) => a - b);
  return table(
    ['microphones', 'scenes', 'sound s', 'front end s/s', 'whole s/s'],
    counts.map((count) => {
      const of = product.filter(({ scene }) => scene.geometry.microphones.length === count);
      const seconds = sumOf(of, ({ scene }) => scene.truth.durationS);
      return [
        String(count),
        String(of.length),
        seconds.toFixed(0),
        (sumOf(of, ({ frontEndS }) => frontEndS) / seconds).toFixed(2),
        (sumOf(of, ({ totalS }) => totalS) / seconds).toFixed(2),
      ];
    }),
  );
}

function rowsOf(name: string, hearings: readonly Hearing[]): string[][] {
  const chains = [...new Set(hearings.map(({ chain }) => chain))];
  return chains.map((chain) => {
    const of = hearings.filter((hearing) => hearing.chain === chain);
    const sum = (key: keyof SceneCounts) => sumOf(of, ({ counts }) => counts[key]);
    const words = sum('therapistWords') + sum('patientWords');
    const gains = of.flatMap(({ gainsDb }) => gainsDb);
    return [
      name,
      String(of.length),
      chain,
      share(sum('therapistErrors'), sum('therapistWords')),
      share(sum('patientErrors'), sum('patientWords')),
      String(sum('patientWords')),
      share(sum('wrongRole'), words, 2),
      (sum('bystander') / (sum('durationS') / 60)).toFixed(2),
      String(sum('invented')),
      share(
        sumOf(of, ({ diarization }) => diarization.derErrorS),
        sumOf(of, ({ diarization }) => diarization.derSpeechS),
      ),
      share(sum('termErrors'), sum('termWords')),
      gains.length === 0 ? '–' : (sumOf(gains, (gain) => gain) / gains.length).toFixed(1),
    ];
  });
}

function sumOf<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((sum, value) => sum + of(value), 0);
}

function share(part: number, whole: number, digits = 1): string {
  return whole === 0 ? '–' : ((100 * part) / whole).toFixed(digits);
}

const HEAD = [
  'scenes',
  'n',
  'chain',
  'therapist WER %',
  'patient WER %',
  'patient words',
  'wrong role %',
  'bystander words/min',
  'invented words',
  'DER %',
  'OT-term errors %',
  'SI-SDR gain dB',
];

function table(head: readonly string[], rows: readonly string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The bench's counts as Markdown tables: one row per chain and kind of scene, and one per chain and pool of scenes. */
import type { Chain, GymScene } from './gymScene.ts';
import type { SceneCounts } from './sceneScore.ts';

export interface Hearing {
  readonly scene: GymScene;
  readonly chain: Chain;
  readonly counts: SceneCounts;
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
    kinds.flatMap((kind) =>
      rowsOf(
        kind,
        hearings.filter((hearing) => kindOf(hearing) === kind),
      ),
    ),
  );
}

export function pooledTable(hearings: readonly Hearing[]): string {
  return table(POOLS.flatMap(([name, belongs]) => rowsOf(name, hearings.filter(belongs))));
}

function rowsOf(name: string, hearings: readonly Hearing[]): string[][] {
  const chains = [...new Set(hearings.map(({ chain }) => chain))];
  return chains.map((chain) => {
    const of = hearings.filter((hearing) => hearing.chain === chain);
    const sum = (key: keyof SceneCounts) => of.reduce((total, { counts }) => total + counts[key], 0);
    const seconds = (key: 'frontEndS' | 'totalS') => of.reduce((total, hearing) => total + hearing[key], 0);
    const words = sum('therapistWords') + sum('patientWords');
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
      (seconds('frontEndS') / sum('durationS')).toFixed(2),
      (seconds('totalS') / sum('durationS')).toFixed(2),
    ];
  });
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
  'front end s/s',
  'whole s/s',
];

function table(rows: readonly string[][]): string {
  return [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

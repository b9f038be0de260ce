/** Where the microphones of an array sit, seen from the front; each with its number and, while it is heard, its state. */
import type { ChannelVerdict } from '../../shared/domain/audio.ts';
import { readingOf } from './ChannelMeter.tsx';
import './arrayPicture.css';

export interface ArrayPictureProps {
  readonly name: string;
  readonly places: readonly { readonly x: number; readonly z: number }[];
  /** Per microphone; empty before anything is heard. */
  readonly heard?: readonly { readonly verdict: ChannelVerdict; readonly rmsDbFs: number }[];
}

const SIZE = 160;
const EDGE = 30;

export function ArrayPicture({ name, places, heard = [] }: ArrayPictureProps) {
  const widest = Math.max(0.01, ...places.flatMap(({ x, z }) => [Math.abs(x), Math.abs(z)]));
  const scale = (SIZE / 2 - EDGE) / widest;
  return (
    <figure className="array-picture">
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label={`${name}: ${places.length} microphones`}>
        <rect className="array-body" x="6" y="6" width={SIZE - 12} height={SIZE - 12} rx="22" />
        {places.map(({ x, z }, at) => {
          // The wearer's right is on the left of whoever faces the wearer.
          const [left, top] = [SIZE / 2 - x * scale, SIZE / 2 - z * scale];
          const one = heard[at];
          const reading = one === undefined ? 'idle' : readingOf(one.verdict, one.rmsDbFs);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a microphone is its number
            <g key={at} className="array-microphone" data-reading={reading}>
              <circle cx={left} cy={top} r="13" />
              <text x={left} y={top}>
                {at + 1}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption className="small muted">Seen from the front, worn upright.</figcaption>
    </figure>
  );
}

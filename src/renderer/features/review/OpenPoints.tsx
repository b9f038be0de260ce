/** What is left to do before signing: what stops the signature first, each with its one-press way out. */
import { CircleCheck } from 'lucide-react';
import { Banner, TONE_ICON } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { KeyHint } from '../../ui/KeyHint.tsx';
import type { OpenPoint, Resolution } from './openPoints.ts';

export interface OpenPointsProps {
  readonly points: readonly OpenPoint[];
  readonly currentKey: string | null;
  readonly onResolve: (point: OpenPoint) => void;
  readonly onChooseCode: (code: string) => void;
  readonly onSettle: (position: number, keep: boolean) => void;
}

const TONES = { blocker: 'danger', warning: 'attention', hint: 'info' } as const;
const SEVERITY_WORDS = { blocker: 'Stops the signature', warning: 'Look at this', hint: 'Good to know' } as const;

const ACTION_WORDS: Readonly<Record<Resolution['kind'], string | null>> = {
  confirm: 'Confirm',
  answer: 'Answer',
  listen: 'Listen',
  show: 'Show',
  minutes: 'Minutes',
  accept: 'Accept',
  contribute: 'Assistant signs',
  settle: null,
  tie: null,
  none: null,
};

export function OpenPoints({ points, currentKey, onResolve, onChooseCode, onSettle }: OpenPointsProps) {
  const blockers = points.filter((point) => point.severity === 'blocker').length;
  if (points.length === 0) {
    return (
      <Banner tone="good">
        <span className="row">Nothing is open. Read it once more, then sign.</span>
      </Banner>
    );
  }
  return (
    <section className="open-points" aria-labelledby="open-points-title">
      <div className="row">
        <h2 id="open-points-title" className="panel-title">
          {blockers === 0
            ? 'Nothing stops the signature'
            : `${blockers} ${blockers === 1 ? 'point stops' : 'points stop'} the signature`}
        </h2>
        {blockers === 0 && <Icon of={CircleCheck} size={16} />}
        <span className="push small muted row">
          Next <KeyHint keys="N" />
        </span>
      </div>
      <ul>
        {points.map((point) => {
          const word = ACTION_WORDS[point.resolution.kind];
          return (
            <li
              key={point.key}
              className="open-point"
              data-tone={TONES[point.severity]}
              aria-current={point.key === currentKey ? 'true' : undefined}
              data-point={point.key}
            >
              <Icon of={TONE_ICON[TONES[point.severity]]} size={16} />
              <span className="open-point-text">
                <span className="visually-hidden">{SEVERITY_WORDS[point.severity]}: </span>
                {point.message}
              </span>
              {point.resolution.kind === 'tie' &&
                point.resolution.codes.map((code, index) => (
                  <Button
                    key={code}
                    size="small"
                    keys={index === 0 && point.key === currentKey ? 'A' : undefined}
                    onPress={() => onChooseCode(code)}
                  >
                    {code}
                  </Button>
                ))}
              {point.resolution.kind === 'settle' && (
                <SettleButtons
                  resolution={point.resolution}
                  keys={point.key === currentKey ? 'A' : undefined}
                  onSettle={onSettle}
                />
              )}
              {word !== null && (
                <Button size="small" keys={point.key === currentKey ? 'A' : undefined} onPress={() => onResolve(point)}>
                  {word}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

interface SettleButtonsProps extends Pick<OpenPointsProps, 'onSettle'> {
  readonly resolution: Extract<Resolution, { kind: 'settle' }>;
  readonly keys: string | undefined;
}

function SettleButtons({ resolution: { position, canKeep }, keys, onSettle }: SettleButtonsProps) {
  return (
    <>
      {canKeep && (
        <Button size="small" keys={keys} onPress={() => onSettle(position, true)}>
          Put back
        </Button>
      )}
      <Button size="small" keys={canKeep ? undefined : keys} onPress={() => onSettle(position, false)}>
        Drop
      </Button>
    </>
  );
}

/**
 * The gym in ten minutes: a minute of the room alone, then the therapist standing still, turned away and walking. Each part
 * is judged at once and can be repeated; only figures are kept.
 */
import { Check, Mic, RotateCcw } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CalibrationPartName, CalibrationStep, KnownCalibration } from '../../../shared/contract.ts';
import { clock, date } from '../../format/time.ts';
import { useClient, useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { useCountdown } from '../../state/useCountdown.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { MicrophoneFields } from '../microphones/MicrophoneFields.tsx';
import { useMicrophoneChoice } from '../microphones/useMicrophoneChoice.ts';
import { ChannelMeters } from '../recording/ChannelMeters.tsx';
import { useMeters } from '../recording/useMeters.ts';

const PARTS: readonly {
  readonly part: CalibrationPartName;
  readonly title: string;
  readonly seconds: number;
  readonly task: string;
}[] = [
  { part: 'room', title: 'The room', seconds: 60, task: 'Wear the microphones and stay silent.' },
  {
    part: 'still',
    title: 'Standing still',
    seconds: 180,
    task: 'Stand before an empty chair and talk as in a session.',
  },
  { part: 'turned', title: 'Turned away', seconds: 180, task: 'Turn your back to the chair and go on talking.' },
  { part: 'walking', title: 'Walking', seconds: 180, task: 'Walk round the chair and go on talking.' },
];
const STAY_UNLOCKED_EVERY_MS = 30_000;

export function CalibrationPanel() {
  const known = useRead('calibration.list', {});
  const [isOpen, setOpen] = useState(false);
  const places = known.data ?? [];
  return (
    <>
      <p className="soft">
        Ten minutes in your gym, once for each place: what is usual there is measured, and a session says at its start
        when it is louder than that. Only figures are kept, no sound.
      </p>
      {places.length > 0 && <KnownPlaces places={places} />}
      <ErrorNote error={known.error?.error ?? null} />
      {isOpen ? (
        <MeasureForm known={places} onMeasured={() => void known.refetch()} />
      ) : (
        <div className="row">
          <Button icon={Mic} onPress={() => setOpen(true)}>
            Measure a place
          </Button>
        </div>
      )}
    </>
  );
}

interface MeasureFormProps {
  readonly known: readonly KnownCalibration[];
  readonly onMeasured: () => void;
}

function MeasureForm({ known, onMeasured }: MeasureFormProps) {
  const choice = useMicrophoneChoice();
  const [place, setPlace] = useState('');
  const [running, setRunning] = useState<CalibrationPartName | null>(null);
  const [result, setResult] = useState<(CalibrationStep & { readonly part: CalibrationPartName }) | null>(null);
  const measure = useAction();
  const { microphones } = choice;
  const here = known.find(
    (one) =>
      microphones !== null &&
      one.place === place.trim() &&
      one.deviceId === microphones.deviceId &&
      one.channels === microphones.channels &&
      one.arrayId === microphones.arrayId,
  );
  const missing = here?.missing ?? PARTS.map(({ part }) => part);
  const next = PARTS.find(({ part }) => missing.includes(part))?.part ?? null;

  const run = async (part: CalibrationPartName): Promise<void> => {
    if (microphones === null) return;
    setRunning(part);
    setResult(null);
    const done = await measure.run('calibration.record', { ...microphones, place: place.trim(), part });
    setRunning(null);
    if (done !== null) setResult({ ...done.value, part });
    onMeasured();
  };

  return (
    <>
      <Field label="Place" value={place} onChange={setPlace} help="For example: main gym." maxLength={60} />
      <MicrophoneFields choice={choice} />
      <ol className="calibration-parts">
        {PARTS.map(({ part, title, seconds, task }) => {
          const isDone = !missing.includes(part);
          return (
            <li key={part}>
              <div className="calibration-text">
                <p className="row">
                  <strong>{title}</strong>
                  <span className="small muted tabular">{seconds / 60} min</span>
                  {isDone && (
                    <Badge tone="good" icon={Check}>
                      Done
                    </Badge>
                  )}
                </p>
                <p className="small soft">{task}</p>
              </div>
              <Button
                variant={part === next ? 'primary' : 'secondary'}
                icon={isDone ? RotateCcw : Mic}
                isDisabled={running !== null || microphones === null || place.trim() === ''}
                onPress={() => void run(part)}
                aria-label={`${isDone ? 'Repeat' : 'Start'}: ${title}`}
              >
                {isDone ? 'Repeat' : 'Start'}
              </Button>
              {running === part && <PartRunning seconds={seconds} />}
              {result?.part === part && (
                <Banner tone={result.accepted ? 'good' : 'attention'} isLive>
                  {result.message}
                </Banner>
              )}
            </li>
          );
        })}
      </ol>
      <ErrorNote error={measure.error} />
    </>
  );
}

/** Counts down and shows that the microphones hear; the app stays unlocked, as nobody touches it meanwhile. */
function PartRunning({ seconds }: { readonly seconds: number }) {
  const client = useClient();
  const left = useCountdown(seconds);
  const meters = useMeters();
  useEffect(() => {
    const timer = setInterval(() => void client.call('security.active', {}), STAY_UNLOCKED_EVERY_MS);
    return () => clearInterval(timer);
  }, [client]);
  return (
    <div className="calibration-live" role="status">
      <span className="calibration-clock tabular">
        {clock(left * 1000)}
        <span className="visually-hidden"> left</span>
      </span>
      <ChannelMeters meters={meters} />
    </div>
  );
}

function KnownPlaces({ places }: { readonly places: readonly KnownCalibration[] }) {
  return (
    <ul className="kept-list" aria-label="Measured places">
      {places.map((one) => (
        <li key={`${one.place}-${one.deviceId}-${one.arrayId}-${one.channels}`}>
          <span>
            {one.place}
            <span className="small muted">
              {' '}
              · {date(one.measuredAt.slice(0, 10))} · {one.channels} {one.channels === 1 ? 'microphone' : 'microphones'}
            </span>
          </span>
          <span className="small soft">{figuresOf(one)}</span>
        </li>
      ))}
    </ul>
  );
}

function figuresOf({ noiseDb, turnedDropDb, missing }: KnownCalibration): string {
  const parts = [
    ...(noiseDb === null ? [] : [`usual noise ${Math.round(noiseDb)} dB of full scale`]),
    ...(turnedDropDb === null ? [] : [`${Math.round(turnedDropDb)} dB softer turned away`]),
    ...(missing.length === 0 ? [] : [`${missing.length} of ${PARTS.length} parts missing`]),
  ];
  return parts.join(', ');
}

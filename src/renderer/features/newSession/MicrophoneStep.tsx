/** Which microphones, how many channels; or a sound file that was recorded elsewhere. */
import { ArrowRight, FileAudio, Mic, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import type { SessionHeader } from '../../../shared/domain/record.ts';
import { base64FromBytes } from '../../format/base64.ts';
import { usePageDevices } from '../../microphone/usePageDevices.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { ArrayPicture } from '../../ui/ArrayPicture.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { SelectField } from '../../ui/SelectField.tsx';

export interface Microphones {
  readonly deviceId: string;
  readonly channels: number;
  /** Null: nobody has described where its microphones are. */
  readonly arrayId: string | null;
}

export interface MicrophoneStepProps {
  readonly session: SessionHeader;
  readonly onNext: (microphones: Microphones) => void;
}

const USUAL_COUNTS: readonly number[] = [1, 2, 4, 6, 8, 16];
const MOST_CHANNELS = 16;
const NO_ARRAY = 'another';

export function channelChoices(maxChannels: number | null): readonly number[] {
  const most = Math.min(maxChannels ?? MOST_CHANNELS, MOST_CHANNELS);
  const usual = USUAL_COUNTS.filter((count) => count <= most);
  return usual.includes(most) ? usual : [...usual, most];
}

export function MicrophoneStep({ session, onNext }: MicrophoneStepProps) {
  const devices = useRead('devices.list', {});
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [chosenChannels, setChosenChannels] = useState<number | null>(null);
  const arrays = useRead('arrays.list', {});
  const [chosenArray, setChosenArray] = useState<string>(NO_ARRAY);
  const load = useAction();
  const own = usePageDevices();
  const list = [...(devices.data ?? []), ...own.devices];
  const device = list.find((entry) => entry.id === chosenId) ?? list[0];
  const counts = channelChoices(device?.maxChannels ?? null);
  const usual = device?.maxChannels == null ? 4 : (counts.at(-1) ?? 1);
  const channels = chosenChannels !== null && counts.includes(chosenChannels) ? chosenChannels : usual;
  const fitting = (arrays.data ?? []).filter((entry) => entry.microphones === channels);
  const array = fitting.find((entry) => entry.id === chosenArray) ?? null;

  const importFile = async (files: FileList | null): Promise<void> => {
    const file = files?.item(0);
    if (!file) return;
    const wavBase64 = base64FromBytes(new Uint8Array(await file.arrayBuffer()));
    const done = await load.run('sessions.importWav', { sessionId: session.id, wavBase64 });
    if (done !== null) await load.run('pipeline.run', { sessionId: session.id });
  };

  return (
    <section className="card stack" data-gap="3">
      <h2>Microphones</h2>
      {list.length === 0 && (devices.isSuccess || devices.isError) && own.isReady && (
        <Banner
          tone="attention"
          actions={
            <Button size="small" icon={RotateCw} onPress={() => void devices.refetch()}>
              Look again
            </Button>
          }
        >
          No microphone was found. Plug the array in and look again.
        </Banner>
      )}
      {list.length === 0 && <ErrorNote error={devices.error?.error ?? null} />}
      {device && (
        <>
          <SelectField
            label="Device"
            value={device.id}
            onChange={setChosenId}
            options={list.map((entry) => ({ value: entry.id, label: entry.label }))}
          />
          <Choices
            label="How many microphones it has"
            value={String(channels)}
            onChange={(count) => setChosenChannels(Number(count))}
            options={counts.map((count) => ({ value: String(count), label: String(count) }))}
          />
          {fitting.length > 0 && (
            <Choices
              label="Which array it is"
              value={array?.id ?? NO_ARRAY}
              onChange={setChosenArray}
              options={[
                ...fitting.map((entry) => ({ value: entry.id, label: entry.name })),
                { value: NO_ARRAY, label: 'Another, or not sure' },
              ]}
            />
          )}
          {array !== null && <ArrayPicture name={array.name} places={array.places} />}
          <p className="small muted">
            {array !== null && channels >= 3
              ? 'Your voice and the patient’s are told apart by direction.'
              : channels >= 3
                ? 'Without the array’s measures voices are told apart by loudness and sound, not by direction.'
                : channels === 2
                  ? 'Two microphones: voices are told apart less well than with an array.'
                  : 'One microphone works, and the note says so. Voices are told apart by sound alone.'}
          </p>
        </>
      )}
      {own.canAsk && (
        <div>
          <Button size="small" variant="quiet" icon={Mic} onPress={() => void own.ask()}>
            Also look through this window
          </Button>
          {own.problem !== null && (
            <p className="small soft" role="status">
              {own.problem}
            </p>
          )}
        </div>
      )}
      <ErrorNote error={load.error} />
      <div className="row">
        <FileTrigger acceptedFileTypes={['.wav', 'audio/wav']} onSelect={(files) => void importFile(files)}>
          <Button variant="quiet" size="large" icon={FileAudio} isDisabled={load.isBusy}>
            {load.isBusy ? 'Reading the file' : 'Use a sound file instead'}
          </Button>
        </FileTrigger>
        <span className="push" />
        <Button
          size="large"
          variant="primary"
          icon={ArrowRight}
          isDisabled={device === undefined}
          onPress={() => device && onNext({ deviceId: device.id, channels, arrayId: array?.id ?? null })}
        >
          Continue
        </Button>
      </div>
    </section>
  );
}

/** The fields for the choice of microphones, and what to do where none was found. */
import { Mic, RotateCw } from 'lucide-react';
import { ArrayPicture } from '../../ui/ArrayPicture.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import type { MicrophoneChoice } from './useMicrophoneChoice.ts';

const NO_ARRAY = 'another';

export function MicrophoneFields({ choice }: { readonly choice: MicrophoneChoice }) {
  const { devices, device, channels, arrays, array, own } = choice;
  return (
    <>
      {devices.length === 0 && choice.isLooked && (
        <Banner
          tone="attention"
          actions={
            <Button size="small" icon={RotateCw} onPress={choice.lookAgain}>
              Look again
            </Button>
          }
        >
          No microphone was found. Plug the array in and look again.
        </Banner>
      )}
      {devices.length === 0 && <ErrorNote error={choice.failure?.error ?? null} />}
      {device && (
        <>
          <SelectField
            label="Device"
            value={device.id}
            onChange={choice.chooseDevice}
            options={devices.map((entry) => ({ value: entry.id, label: entry.label }))}
          />
          <Choices
            label="How many microphones it has"
            value={String(channels)}
            onChange={(count) => choice.chooseChannels(Number(count))}
            options={choice.channelChoices.map((count) => ({ value: String(count), label: String(count) }))}
          />
          {arrays.length > 0 && (
            <Choices
              label="Which array it is"
              value={array?.id ?? NO_ARRAY}
              onChange={choice.chooseArray}
              options={[
                ...arrays.map((entry) => ({ value: entry.id, label: entry.name })),
                { value: NO_ARRAY, label: 'Another, or not sure' },
              ]}
            />
          )}
          {array !== null && <ArrayPicture name={array.name} places={array.places} />}
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
    </>
  );
}

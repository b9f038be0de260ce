/** Which device, how many of its microphones, and whether they are worn as an array whose measures are known. */
import { useState } from 'react';
import type { ArrayChoice, InputDevice } from '../../../shared/contract.ts';
import { type PageDevices, usePageDevices } from '../../microphone/usePageDevices.ts';
import { useRead } from '../../state/ClientContext.tsx';

export interface Microphones {
  readonly deviceId: string;
  readonly channels: number;
  /** Null: nobody has described where its microphones are. */
  readonly arrayId: string | null;
}

export interface MicrophoneChoice {
  readonly devices: readonly InputDevice[];
  readonly device: InputDevice | undefined;
  readonly channels: number;
  readonly channelChoices: readonly number[];
  /** Arrays with as many microphones. */
  readonly arrays: readonly ArrayChoice[];
  readonly array: ArrayChoice | null;
  /** Null while there is no microphone. */
  readonly microphones: Microphones | null;
  /** The look for devices is over, whatever it found. */
  readonly isLooked: boolean;
  readonly failure: ReturnType<typeof useRead<'devices.list'>>['error'];
  readonly own: PageDevices;
  lookAgain(): void;
  chooseDevice(id: string): void;
  chooseChannels(count: number): void;
  /** An id that no array has: another, or not sure. */
  chooseArray(id: string): void;
}

const USUAL_COUNTS: readonly number[] = [1, 2, 4, 6, 8, 16];
const MOST_CHANNELS = 16;

export function channelChoices(maxChannels: number | null): readonly number[] {
  const most = Math.min(maxChannels ?? MOST_CHANNELS, MOST_CHANNELS);
  const usual = USUAL_COUNTS.filter((count) => count <= most);
  return usual.includes(most) ? usual : [...usual, most];
}

export function useMicrophoneChoice(): MicrophoneChoice {
  const found = useRead('devices.list', {});
  const known = useRead('arrays.list', {});
  const own = usePageDevices();
  const [deviceId, chooseDevice] = useState<string | null>(null);
  const [count, chooseChannels] = useState<number | null>(null);
  const [arrayId, chooseArray] = useState<string | null>(null);
  const devices = [...(found.data ?? []), ...own.devices];
  const device = devices.find((entry) => entry.id === deviceId) ?? devices[0];
  const counts = channelChoices(device?.maxChannels ?? null);
  const usual = device?.maxChannels == null ? 4 : (counts.at(-1) ?? 1);
  const channels = count !== null && counts.includes(count) ? count : usual;
  const arrays = (known.data ?? []).filter((entry) => entry.microphones === channels);
  const array = arrays.find((entry) => entry.id === arrayId) ?? null;
  return {
    ...{ devices, device, channels, channelChoices: counts, arrays, array, own },
    microphones: device === undefined ? null : { deviceId: device.id, channels, arrayId: array?.id ?? null },
    isLooked: (found.isSuccess || found.isError) && own.isReady,
    failure: found.error,
    lookAgain: () => void found.refetch(),
    ...{ chooseDevice, chooseChannels, chooseArray },
  };
}

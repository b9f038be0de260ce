/** Microphones that the page itself can hear, in the form of the core's own list. */
import type { InputDevice } from '../../shared/contract.ts';

/** How the core tells them from devices of a recorder program. */
export const PAGE_DEVICE = 'page:';

/** Browsers list these beside the device they stand for. */
const ALIASES: readonly string[] = ['default', 'communications'];

/** Without permission a browser tells neither names nor numbers of its microphones. */
export async function listPageDevices(): Promise<readonly InputDevice[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  const named = devices.filter(({ kind, deviceId, label }) => kind === 'audioinput' && deviceId !== '' && label !== '');
  const own = named.filter(({ deviceId }) => !ALIASES.includes(deviceId));
  return (own.length > 0 ? own : named).map((device) => ({
    id: PAGE_DEVICE + device.deviceId,
    label: `${device.label} (through this window)`,
    maxChannels: channelsOf(device),
  }));
}

/** Asks for the permission; consent for the session has been given before. */
export async function allowPageDevices(): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  for (const track of stream.getTracks()) track.stop();
}

function channelsOf(device: MediaDeviceInfo): number | null {
  if (!('getCapabilities' in device)) return null;
  const { channelCount } = (device as InputDeviceInfo).getCapabilities();
  return channelCount?.max ?? null;
}

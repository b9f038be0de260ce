import { describe, expect, it } from 'vitest';
import { listInputDevices, parseHardware, parseNames } from '../../../src/audio/capture/deviceList.ts';

const NAMES = `null
    Discard all samples (playback) or generate zero samples (capture)
default
    Default Audio Device
pulse
    PulseAudio Sound Server
hw:CARD=Array,DEV=0
    UMA-8, USB Audio
    Direct hardware device without any conversions
plughw:CARD=Array,DEV=0
    UMA-8, USB Audio
sysdefault:CARD=Array
    UMA-8, USB Audio
`;
const HARDWARE = `**** List of CAPTURE Hardware Devices ****
card 1: Array [UMA-8], device 0: USB Audio [USB Audio]
  Subdevices: 1/1
  Subdevice #0: subdevice #0
card 2: PCH [HDA Intel PCH], device 2: ALC257 Alt Analog [ALC257 Alt Analog]
`;

describe('the list of microphones', () => {
  it('offers hardware with conversion to 16 kHz, by the name that does not change with the port', () => {
    expect(parseHardware(HARDWARE)).toEqual([
      { id: 'plughw:CARD=Array,DEV=0', label: 'UMA-8, USB Audio', maxChannels: null },
      { id: 'plughw:CARD=PCH,DEV=2', label: 'HDA Intel PCH, ALC257 Alt Analog', maxChannels: null },
    ]);
  });

  it('leaves out what is no microphone, and plain hardware that may refuse the rate', () => {
    expect(parseNames(NAMES).map((device) => device.id)).toEqual(['default', 'pulse']);
  });

  it('puts the default first', async () => {
    const listed = await listInputDevices(async ([option]) => (option === '-l' ? HARDWARE : NAMES), true);
    expect(listed.ok && listed.value.map((device) => device.id)).toEqual([
      'default',
      'plughw:CARD=Array,DEV=0',
      'plughw:CARD=PCH,DEV=2',
      'pulse',
    ]);
  });

  it('is empty, and no error, on a machine without a sound card', async () => {
    expect(await listInputDevices(async () => '', true)).toEqual({ ok: true, value: [] });
  });

  it('says what to install where there is no recorder', async () => {
    const listed = await listInputDevices(async () => '', false);
    expect(listed).toMatchObject({ ok: false, error: { code: 'device_unavailable' } });
    expect(listed.ok || listed.error.message).toContain('alsa-utils');
  });
});

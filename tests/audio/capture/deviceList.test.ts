import { describe, expect, it } from 'vitest';
import {
  listInputDevices,
  parseHardware,
  parseNames,
  parseSources,
  type RunProgram,
} from '../../../src/audio/capture/deviceList.ts';

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

const SOURCES = `0\talsa_output.pci-0000_00_1f.3.analog-stereo.monitor\tmodule-alsa-card.c\ts16le 2ch 44100Hz\tSUSPENDED
1\talsa_input.usb-miniDSP_UMA-8.multichannel-input\tmodule-alsa-card.c\ts16le 8ch 48000Hz\tSUSPENDED
`;
const answers: RunProgram = async (program, [option]) =>
  program === 'pactl' ? SOURCES : option === '-l' ? HARDWARE : NAMES;

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
    const listed = await listInputDevices(answers, true, 'linux');
    expect(listed.ok && listed.value.map((device) => device.id)).toEqual([
      'default',
      'plughw:CARD=Array,DEV=0',
      'plughw:CARD=PCH,DEV=2',
      'pulse:DEVICE=alsa_input.usb-miniDSP_UMA-8.multichannel-input',
      'pulse',
    ]);
  });

  it('offers sources of a sound server with the channels they really have, and no output’s echo', () => {
    expect(parseSources(SOURCES)).toEqual([
      {
        id: 'pulse:DEVICE=alsa_input.usb-miniDSP_UMA-8.multichannel-input',
        label: 'usb-miniDSP UMA-8 multichannel-input (sound server)',
        maxChannels: 8,
      },
    ]);
    expect(parseSources('Connection failure: Connection refused\n')).toEqual([]);
  });

  it('leaves recording to the window where no recorder program is usual', async () => {
    expect(await listInputDevices(async () => '', false, 'win32')).toEqual({ ok: true, value: [] });
    const listed = await listInputDevices(async () => '', true, 'darwin');
    expect(listed.ok && listed.value.map(({ id }) => id)).toEqual(['default']);
  });

  it('is empty, and no error, on a machine without a sound card', async () => {
    expect(await listInputDevices(async () => '', true, 'linux')).toEqual({ ok: true, value: [] });
  });

  it('says what to install where there is no recorder', async () => {
    const listed = await listInputDevices(async () => '', false, 'linux');
    expect(listed).toMatchObject({ ok: false, error: { code: 'device_unavailable' } });
    expect(listed.ok || listed.error.message).toContain('alsa-utils');
  });
});

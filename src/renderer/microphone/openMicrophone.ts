/**
 * Opens a microphone in the page with all of the browser's processing off: echo cancelling and noise suppression mix
 * and cut what the beams need, and gain control makes near and far sound alike.
 */
import { CAPTURE_WORKLET } from './workletAddress.ts';

export interface OpenMicrophone {
  close(): void;
}

export interface MicrophoneListener {
  /** A tenth of a second, interleaved S16LE at 16 kHz. */
  sound(pcm: ArrayBuffer): void;
  /** Unplugged, or taken away by the system. */
  lost(): void;
}

/** What the core works at; the browser resamples. */
const SAMPLE_RATE_HZ = 16_000;

/** @throws an Error with a sentence for the therapist */
export async function openMicrophone(
  deviceId: string,
  channels: number,
  listener: MicrophoneListener,
): Promise<OpenMicrophone> {
  const stream = await navigator.mediaDevices
    .getUserMedia({
      audio: {
        deviceId: { exact: deviceId },
        channelCount: { ideal: channels },
        echoCancellation: false,
        noiseSuppression: false,
        autoGainControl: false,
      },
    })
    .catch((error: unknown) => {
      throw new Error(adviceFor(error), { cause: error });
    });
  const track = stream.getAudioTracks()[0];
  const given = track?.getSettings().channelCount ?? 1;
  if (!track || given < channels) {
    for (const each of stream.getTracks()) each.stop();
    throw new Error(`Here this microphone gives ${given} channels, not ${channels}. Choose fewer, or another device.`);
  }
  const context = new AudioContext({ sampleRate: SAMPLE_RATE_HZ });
  try {
    await context.audioWorklet.addModule(CAPTURE_WORKLET);
    const node = new AudioWorkletNode(context, 'capture', {
      numberOfOutputs: 0,
      channelCount: channels,
      channelCountMode: 'explicit',
      channelInterpretation: 'discrete',
    });
    node.port.onmessage = (message: MessageEvent<ArrayBuffer>) => listener.sound(message.data);
    context.createMediaStreamSource(stream).connect(node);
    track.onended = () => listener.lost();
    await context.resume();
  } catch (error) {
    track.stop();
    await context.close();
    throw new Error('This browser cannot record. Open OT Scribe in its own window, or in Chrome or Edge.', {
      cause: error,
    });
  }
  return {
    close() {
      track.onended = null;
      track.stop();
      void context.close();
    },
  };
}

function adviceFor(error: unknown): string {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError') return 'The microphone may not be used. Allow it for this page, then try again.';
  if (name === 'NotReadableError')
    return 'The microphone is used by another program. Close that program and try again.';
  return 'There is no such microphone any more. Plug it in, or choose another one.';
}

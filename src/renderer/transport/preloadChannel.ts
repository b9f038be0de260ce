/** Frames through the function object that Electron's preload script shows to the page as `window.scribe`. */
import type { ReplyFrame } from '../../shared/contract.ts';
import { createEmitter } from './emitter.ts';
import type { ChannelState, FrameChannel } from './frameChannel.ts';

export interface PreloadBridge {
  send(frame: unknown): void;
  onFrame(listener: (frame: unknown) => void): void;
}

declare global {
  interface Window {
    readonly scribe?: PreloadBridge;
  }
}

export function createPreloadChannel(bridge: PreloadBridge): FrameChannel {
  const frames = createEmitter<ReplyFrame>();
  bridge.onFrame((frame) => frames.emit(frame as ReplyFrame));
  const open: ChannelState = 'open';
  return {
    send: (frame) => bridge.send(frame),
    onFrame: frames.on,
    state: () => open,
    onState: () => () => undefined,
    reconnect: () => undefined,
  };
}

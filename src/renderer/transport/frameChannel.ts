/**
 * The one thing a shell has to provide: a two-way stream of frames with a state. Everything above it (matching
 * replies to calls, events) is the same for Electron, the loopback shell and tests.
 */
import type { ReplyFrame, RequestFrame } from '../../shared/contract.ts';

/** 'refused': the shell does not know this page; only a fresh start of the app helps. */
export type ChannelState = 'connecting' | 'open' | 'lost' | 'refused';

export interface FrameChannel {
  send(frame: RequestFrame): void;
  onFrame(listener: (frame: ReplyFrame) => void): () => void;
  state(): ChannelState;
  onState(listener: (state: ChannelState) => void): () => void;
  /** Try again now instead of after the waiting time. */
  reconnect(): void;
}

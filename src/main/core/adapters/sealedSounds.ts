/** Sealed sound in journals: sound that did not come from a microphone is stored the same way as sound that did. */
import { openJournal } from '../../../audio/journal/journalWriter.ts';
import { nodeJournalFs } from '../../../audio/journal/nodeJournalFs.ts';
import { openJournalSource } from '../../../audio/journal/openJournalSource.ts';
import { openWavBytes } from '../../../audio/wav/openWav.ts';
import { type PcmSource, SAMPLE_RATE_HZ } from '../../../shared/domain/audio.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { SealedSound, SoundPort, StoredSound } from '../ports.ts';

/** 100 ms per frame, as from a microphone. */
const FRAME_SAMPLES = SAMPLE_RATE_HZ / 10;
const BLOCK_FRAMES = 50;
/** The scale every reader divides by: what is read back is what was sealed. */
const FULL_SCALE = 32_768;

export function createSealedSounds(nowMs: () => number): SoundPort {
  async function seal(source: PcmSource, into: SealedSound): Promise<Result<StoredSound>> {
    const { folder, sessionKey, trackId } = into;
    const { channelCount, sampleRateHz } = source;
    const opened = await openJournal({
      ...{ folder, sessionKey, trackId, channelCount, sampleRateHz, nowMs },
      fs: nodeJournalFs,
    });
    if (!opened.ok) return opened;
    for (let start = 0; start < source.frameCount; start += FRAME_SAMPLES * BLOCK_FRAMES) {
      const block = await source.read(start, FRAME_SAMPLES * BLOCK_FRAMES);
      const length = block[0]?.length ?? 0;
      for (let from = 0; from < length; from += FRAME_SAMPLES) {
        const written = opened.value.appendAudio(interleaved(block, from, Math.min(from + FRAME_SAMPLES, length)));
        if (!written.ok) return written;
      }
    }
    const closed = await opened.value.close();
    return closed.ok ? inspect(into) : closed;
  }

  async function inspect({ folder, sessionKey }: SealedSound): Promise<Result<StoredSound>> {
    const opened = await openJournalSource(folder, sessionKey);
    if (!opened.ok) return opened;
    const { channelCount, sampleRateHz, frameCount, gaps, markers } = opened.value;
    opened.value.close();
    const durationMs = Math.round((frameCount * 1000) / sampleRateHz);
    return ok({ channelCount, sampleRateHz, frameCount, durationMs, gaps, marksMs: markers.map(({ atMs }) => atMs) });
  }

  return {
    seal,
    inspect,
    async importWav(wav, into) {
      const opened = await openWavBytes(wav, 'The file');
      return opened.ok ? seal(opened.value, into) : opened;
    },
    async open({ folder, sessionKey }) {
      const opened = await openJournalSource(folder, sessionKey);
      if (!opened.ok) return opened;
      const source = opened.value;
      return ok({ ...source, close: async () => source.close() });
    },
  };
}

function interleaved(channels: readonly Float32Array[], from: number, to: number): Uint8Array {
  const bytes = Buffer.alloc((to - from) * channels.length * 2);
  let offset = 0;
  for (let frame = from; frame < to; frame++) {
    for (const channel of channels) {
      const value = Math.round((channel[frame] ?? 0) * FULL_SCALE);
      offset = bytes.writeInt16LE(Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, value)), offset);
    }
  }
  return bytes;
}

/** Any order of sound, pauses, marks, crashes and new starts: what is read back is what was accepted. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalWriter } from '../../../src/audio/journal/journalWriter.ts';
import { openJournalSource } from '../../../src/audio/journal/openJournalSource.ts';
import { FakeDisk } from '../../support/fakeJournalFs.ts';
import { times } from '../../support/faultTable.ts';
import { FOLDER, openedWriter, SESSION_KEY, soundBytes } from '../../support/journalFixture.ts';

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('sound' as const), samples: fc.integer({ min: 1, max: 2000 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('pause' as const), lengthMs: fc.integer({ min: 0, max: 9999 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('mark' as const), label: fc.string({ maxLength: 20 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('crash' as const), tornBytes: fc.integer({ min: 0, max: 60 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('closeAndReopen' as const) }) },
);

describe('a journal under any history', () => {
  it('gives back exactly the accepted sound, every mark at its place, and every pause with its length', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const disk = new FakeDisk();
        const reopen = (): Promise<JournalWriter> => openedWriter(disk, { segmentSeconds: 0.3 });
        let writer = await reopen();
        const marks: { atMs: number; label: string }[] = [];
        const pauses: { startMs: number; lengthMs: number }[] = [];
        const nowMs = () => Math.round(writer.storedSamples / 16);
        let samples = 0;
        for (const each of steps) {
          if (each.kind === 'sound') {
            expect(writer.appendAudio(soundBytes(samples, each.samples, 2)).ok).toBe(true);
            samples += each.samples;
          } else if (each.kind === 'pause') {
            writer.openGap('paused');
            writer.closeGap('paused', each.lengthMs);
            pauses.push({ startMs: nowMs(), lengthMs: each.lengthMs });
          } else if (each.kind === 'mark') {
            writer.mark(each.label);
            marks.push({ atMs: nowMs(), label: each.label });
          } else if (each.kind === 'crash') {
            const newest = [...disk.files.values()].at(-1)!;
            newest.bytes = Buffer.concat([newest.bytes, Buffer.alloc(each.tornBytes, 0x4f)]);
            writer = await reopen();
          } else {
            await writer.close();
            writer = await reopen();
          }
        }
        await writer.close();
        const opened = await openJournalSource(FOLDER, SESSION_KEY, disk.fs);
        if (!opened.ok) throw new Error(opened.error.message);
        const { frameCount, markers, gaps, isComplete, unreadableSegments } = opened.value;
        expect(frameCount).toBe(samples);
        expect(opened.value.readPcm16(0, frameCount).equals(soundBytes(0, samples, 2))).toBe(true);
        expect(markers).toEqual(marks);
        expect(isComplete).toBe(true);
        expect(unreadableSegments).toEqual([]);
        const noted = gaps.filter((gap) => gap.reason === 'paused' && gap.lengthMs !== null);
        for (const { startMs, lengthMs } of pauses)
          expect(noted).toContainEqual({ startMs, lengthMs, reason: 'paused' });
        expect(gaps.filter((gap) => gap.reason === 'damaged' || gap.reason === 'device_lost')).toEqual([]);
      }),
      { numRuns: times(100, 3000) },
    );
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openJournal } from '../../../src/audio/journal/journalWriter.ts';
import { nodeJournalFs } from '../../../src/audio/journal/nodeJournalFs.ts';
import { sealedSounds } from '../../support/fakeParts.ts';
import { soundBytes } from '../../support/journalFixture.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ot-scribe-marks-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('tells the marks of a recording that nobody closed, each at its place in the sound', async () => {
  const sessionKey = Buffer.alloc(32, 5);
  const journal = await openJournal({
    ...{ folder, sessionKey, trackId: 'track', channelCount: 2, sampleRateHz: 16_000 },
    ...{ fs: nodeJournalFs, nowMs: Date.now },
  });
  if (!journal.ok) throw new Error(journal.error.message);
  for (let second = 0; second < 3; second++) {
    journal.value.appendAudio(soundBytes(second * 16_000, 16_000, 2));
    if (second === 1) journal.value.mark('station');
  }
  await journal.value.sync();
  const found = await sealedSounds.inspect({ folder, sessionKey, trackId: 'track', sessionId: 's1' });
  expect(found).toMatchObject({ ok: true, value: { durationMs: 3000, marksMs: [2000] } });
});

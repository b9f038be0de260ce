/** The core, or its worker, is killed in each stage of making a note: the note that comes in the end is the same, byte for byte. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { report, times } from '../support/faultTable.ts';
import { killWorkersOf, recordIn, runRealCore, SHORT_SOUND } from '../support/realCore.ts';

const STAGES = ['hear', 'transcribe', 'extract', 'count minutes', 'reckon units', 'draft', 'check'] as const;
/** Those that listen have a process of their own. */
const WITH_WORKER = ['hear', 'transcribe'] as const;
const ROUNDS = times(1, 3);
const CORE_STAGES = STAGES.filter((stage) => times(0, 1) === 1 || ['hear', 'transcribe', 'draft'].includes(stage));

describe('a note whose making is killed', () => {
  let folder: string;
  let sessionId: string;
  let calm: string;
  let kills = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ot-scribe-stages-'));
    const lines = await runRealCore(['make', join(folder, 'made'), SHORT_SOUND]).ended;
    sessionId = lines.flatMap((line) => ('made' in line ? [line.made] : []))[0] ?? '';
    calm = (await noteOf(fresh('calm'))) ?? '';
    expect(calm.length).toBeGreaterThan(500);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function fresh(name: string): string {
    const copy = join(folder, name);
    cpSync(join(folder, 'made'), copy, { recursive: true });
    return copy;
  }

  async function noteOf(data: string): Promise<string | null> {
    return recordIn(await runRealCore(['note', data, sessionId]).ended);
  }

  it.each(CORE_STAGES)(
    'with the core, at "%s", is the same after the next start',
    async (stage) => {
      for (let round = 0; round < ROUNDS; round++) {
        const data = fresh(`core-${stage}-${round}`);
        const lines = await runRealCore(['note', data, sessionId], (line, child) => {
          if ('stage' in line && line.stage === stage) child.kill('SIGKILL');
        }).ended;
        expect(lines.some((line) => 'stage' in line && line.stage === stage)).toBe(true);
        expect(await noteOf(data)).toBe(calm);
        kills++;
      }
    },
    400_000,
  );

  it.each(WITH_WORKER)(
    'with the worker of "%s" goes on by itself and is the same',
    async (stage) => {
      for (let round = 0; round < ROUNDS; round++) {
        let killed = 0;
        const lines = await runRealCore(['note', fresh(`worker-${stage}-${round}`), sessionId], (line, child) => {
          if (killed > 0 || !('stage' in line) || line.stage !== stage) return;
          // A moment into the stage, so that the worker is at its work.
          setTimeout(
            () => {
              if (child.pid !== undefined && child.exitCode === null) killed += killWorkersOf(child.pid);
            },
            150 + 100 * round,
          );
        }).ended;
        expect(killed).toBeGreaterThan(0);
        expect(recordIn(lines)).toBe(calm);
        kills++;
      }
    },
    400_000,
  );

  it('was killed in each of them', () => {
    expect(kills).toBe((CORE_STAGES.length + WITH_WORKER.length) * ROUNDS);
    report('core or worker killed in a stage of the note', kills, 'the note is byte-identical to an undisturbed one');
  });
});

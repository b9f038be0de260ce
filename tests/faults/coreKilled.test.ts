/** kill -9 of the whole core at odd moments of importing, processing, editing and signing: what was acknowledged stays. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { report, seeded, times } from '../support/faultTable.ts';
import { PASSPHRASE, startTestCore } from '../support/testCore.ts';
import { lostSteps, startTreating } from '../support/treatingProcess.ts';
import { type Acknowledged, STEPS } from '../support/treatment.ts';

const KILLS = times(6, 100);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ot-scribe-killed-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it(
  `loses nothing that was acknowledged in ${KILLS} kills, and goes on after each`,
  async () => {
    const chance = seeded(20_260_302);
    const acknowledged: Acknowledged[] = [];
    const killedAfter = new Map<string, number>();
    for (let kill = 0; kill < KILLS; kill++) {
      const treating = startTreating(folder);
      await treating.until((line) => 'ready' in line);
      treating.go('forever');
      // Some kills fall on a chosen step, the others anywhere in the two seconds of a treatment.
      const chosen = STEPS[kill % (2 * STEPS.length)];
      if (chosen !== undefined) {
        await treating.until((line) => 'step' in line && line.step === chosen);
        await wait(chance() * 60);
      } else await wait(chance() * 2000);
      await treating.kill();
      const told = treating.acknowledged();
      acknowledged.push(...told);
      const last = told.at(-1)?.step ?? 'start';
      killedAfter.set(last, (killedAfter.get(last) ?? 0) + 1);
      expect(treating.failures()).toEqual([]);
    }
    const app = startTestCore({ now: () => new Date() }, folder);
    await wait((await app.must('app.status', {})).unlockWaitSeconds * 1000);
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    expect(await lostSteps(app, acknowledged)).toEqual([]);
    expect(await app.must('security.verify', {})).toMatchObject({ ok: true });
    await app.close();
    const places = [...killedAfter].map(([step, count]) => `${step} ${count}`).join(', ');
    const told = `0 of ${acknowledged.length} acknowledged steps lost; database, chains and sound verified (killed after: ${places})`;
    report('kill -9 of the core while processing and signing', KILLS, told);
  },
  KILLS * 20_000,
);

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

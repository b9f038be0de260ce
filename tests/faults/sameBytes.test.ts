/** The same intake and the same record give the same bytes, whatever language and time zone the computer is set to. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { report, times } from '../support/faultTable.ts';
import { repositoryRoot, runCli } from '../support/runCli.ts';

const PLACES = [
  { TZ: 'UTC', LC_ALL: 'C', LANG: 'C' },
  { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
  { TZ: 'America/St_Johns', LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8' },
  { TZ: 'Asia/Kolkata', LC_ALL: 'ar_EG.UTF-8', LANG: 'ar_EG.UTF-8' },
] as const;
const RUNS = times(1, 3);
const INTAKES = ['progress-stroke', 'discharge-knee', 'plan-hand', 'home-shoulder'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ot-scribe-same-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('writes text, JSON and PDF alike in every place', async () => {
  for (const intake of INTAKES.slice(0, times(2, 4))) {
    const hashes = new Map<string, Set<string>>();
    for (let run = 0; run < RUNS; run++) {
      for (const [index, env] of PLACES.entries()) {
        const out = join(folder, `${intake}-${run}-${index}`);
        const done = await runCli(['draft', join(repositoryRoot, `resources/examples/${intake}.json`), '--out', out], {
          env,
        });
        expect(done.code, done.stderr).toBe(0);
        for (const file of readdirSync(out)) {
          const sha256 = createHash('sha256')
            .update(readFileSync(join(out, file)))
            .digest('hex');
          hashes.set(file, (hashes.get(file) ?? new Set()).add(sha256));
        }
      }
    }
    expect([...hashes.keys()].toSorted()).toEqual(['document.json', 'note.json', 'note.pdf', 'note.txt']);
    for (const [file, seen] of hashes)
      expect({ intake, file, versions: seen.size }).toEqual({ intake, file, versions: 1 });
  }
  report(
    'the same record under other time zones and languages',
    RUNS * PLACES.length * times(2, 4),
    'byte-identical text, JSON and PDF',
  );
}, 600_000);

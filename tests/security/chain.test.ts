/** The signed notes with their links, checked by a script that knows nothing of the app. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { report, seeded, times } from '../support/faultTable.ts';
import { PERSON, startTestCore } from '../support/testCore.ts';
import { treat } from '../support/treatment.ts';

const SCRIPT = resolve(import.meta.dirname, '../../resources/verify/verify-chain.mjs');
const NOTES = 3;
const FLIPS = times(60, 600);

interface Chain {
  readonly signatures: readonly Record<string, unknown>[];
  readonly addenda: readonly Record<string, unknown>[];
}

describe('a chain file', () => {
  let folder: string;
  let text: string;
  let chain: Chain;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ot-scribe-chain-'));
    const app = startTestCore();
    await app.must('security.setUp', PERSON);
    for (let note = 0; note < NOTES; note++) {
      expect(await treat(app.core, { acknowledged: () => undefined, failed: () => false })).toBe(true);
    }
    const { jsonBase64 } = await app.must('security.chain', {});
    text = Buffer.from(jsonBase64, 'base64').toString('utf8');
    chain = JSON.parse(text) as Chain;
    await app.remove();
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function verified(content: string | Buffer): { readonly status: number | null; readonly said: string } {
    const file = join(folder, 'chain.json');
    writeFileSync(file, content);
    const run = spawnSync(process.execPath, [SCRIPT, file], { encoding: 'utf8', cwd: folder });
    return { status: run.status, said: `${run.stdout}${run.stderr}`.trim() };
  }
  const altered = (change: (copy: Chain) => Chain) =>
    verified(JSON.stringify({ ...JSON.parse(text), ...change(chain) }));

  it('of untouched notes is whole, and its last link is told', () => {
    expect(chain.signatures).toHaveLength(NOTES);
    expect(chain.addenda).toHaveLength(NOTES);
    const { status, said } = verified(text);
    expect(status).toBe(0);
    expect(said).toContain(
      `${NOTES} signed notes and ${NOTES} addenda are whole. Last link: ${chain.signatures.at(-1)?.chain}`,
    );
  });

  it('names the note that was changed, taken out or put elsewhere', () => {
    const swap = ({ signatures: [a, b, c], ...rest }: Chain) => ({
      ...rest,
      signatures: [b, a, c] as Chain['signatures'],
    });
    const without = ({ signatures, ...rest }: Chain) => ({
      ...rest,
      signatures: signatures.filter((_, index) => index !== 1),
    });
    const changed = ({ signatures, ...rest }: Chain) => ({
      ...rest,
      signatures: signatures.map((each, index) =>
        index === 1 ? { ...each, canonical: String(each.canonical).replace('moderate', 'minimal') } : each,
      ),
    });
    expect(altered(swap)).toMatchObject({ status: 1, said: expect.stringMatching(/^BROKEN at note 1 /) });
    expect(altered(without)).toMatchObject({ status: 1, said: expect.stringMatching(/^BROKEN at note 2 /) });
    expect(altered(changed)).toMatchObject({
      status: 1,
      said: expect.stringMatching(/^BROKEN at note 2 .*not the one/),
    });
    const forged = ({ addenda, ...rest }: Chain) => ({
      ...rest,
      addenda: addenda.map((each) => ({ ...each, addendum: { ...(each.addendum as object), text: 'Other.' } })),
    });
    expect(altered(forged)).toMatchObject({ status: 1, said: expect.stringMatching(/^BROKEN at addendum 1 /) });
  });

  it('cannot know of notes that were cut off its end: then the last link is another one', () => {
    const shorter = ({ signatures, addenda }: Chain) => ({
      signatures: signatures.slice(0, 2),
      addenda: addenda.filter(({ sessionId }) => sessionId !== signatures[2]?.sessionId),
    });
    const { status, said } = altered(shorter);
    expect(status).toBe(0);
    expect(said).not.toContain(String(chain.signatures.at(-1)?.chain));
  });

  it(`shows a flipped byte anywhere in the notes and their links (${FLIPS} tried)`, () => {
    const bytes = Buffer.from(text, 'utf8');
    const chance = seeded(11);
    let meant = 0;
    for (let flip = 0; flip < FLIPS; flip++) {
      const flipped = Buffer.from(bytes);
      const at = Math.floor(chance() * bytes.length);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << Math.floor(chance() * 7));
      const { status } = verified(flipped);
      if (isSame(flipped)) expect(status).toBe(0);
      else {
        expect([at, status]).toEqual([at, expect.toBeOneOf([1, 2])]);
        meant++;
      }
    }
    expect(meant).toBeGreaterThan(FLIPS / 2);
    report('a flipped byte in the file of signed notes, checked without the app', meant, 'each found, the item named');
  }, 120_000);

  it('that is none is told as such', () => {
    for (const content of ['', '{', '[]', '{"format":"other"}']) expect(verified(content).status).toBe(2);
    expect(readFileSync(SCRIPT, 'utf8')).not.toMatch(/from '(?!node:)/);
  });

  /** White space and the day it was made are not part of the notes. */
  function isSame(flipped: Buffer): boolean {
    try {
      const read = JSON.parse(flipped.toString('utf8')) as Chain & { format: string; version: number };
      const same =
        JSON.stringify([read.signatures, read.addenda]) === JSON.stringify([chain.signatures, chain.addenda]);
      return same && read.format === 'ot-scribe-chain' && read.version === 1;
    } catch {
      return false;
    }
  }
});

/** The audit pack: links that lead somewhere, from the claim line to the sound, and a proof that needs no program. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { wavBytes } from '../../src/audio/wav/writeWav.ts';
import { auditPack } from '../../src/main/core/export/audit/auditPack.ts';
import { zipOf } from '../../src/main/core/export/audit/zip.ts';
import { noteSha256 } from '../../src/main/core/export/noteHash.ts';
import { type ReleasedRecord, releaseRecord } from '../../src/main/core/export/release.ts';
import { canonicalRecord } from '../../src/main/core/session/canonicalRecord.ts';
import { canonicalJson } from '../../src/shared/canonicalJson.ts';
import type { SessionRecord } from '../../src/shared/domain/record.ts';
import { ok } from '../../src/shared/result.ts';
import type { Span } from '../../src/shared/time.ts';
import { recordOf, walter } from '../nlp/draft/noteOf.ts';
import { toiletTransferAndGrooming } from '../nlp/draft/sessions.ts';
import { RESOURCES, rules } from '../nlp/rules.ts';

const run = promisify(execFile);
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const draft = recordOf(toiletTransferAndGrooming, { patient: walter });
const signature: NonNullable<SessionRecord['signature']> = {
  ...{ by: 'Jordan Example', credentials: 'OTR/L', licence: 'OT-1234', attestation: 'I gave this care.' },
  ...{ signedAt: '2026-03-02T16:00:00Z', timeZone: 'America/Chicago', noteSha256: noteSha256(draft) },
};
const released = (record: SessionRecord): ReleasedRecord => {
  const result = releaseRecord(record, rules.unitRules);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const record = released({ ...draft, signature });

function signedLink() {
  const canonical = canonicalRecord({ record, issues: [] });
  const sha = (text: string) => createHash('sha256').update(text).digest('hex');
  const head = { previous: 'ot-scribe signatures', sessionId: 's1', signature, recordSha256: sha(canonical) };
  return { sequence: 1, ...head, chain: sha(canonicalJson(head)), canonical };
}

const asked: Span[] = [];
const clip = async (span: Span) => {
  asked.push(span);
  return ok(wavBytes([new Float32Array(Math.round((span.endMs - span.startMs) * 16))]));
};

async function packOf(more: Partial<Parameters<typeof auditPack>[0]> = {}): Promise<ReadonlyMap<string, Uint8Array>> {
  const pack = await auditPack({ record, signed: signedLink(), clip, resourcesFolder: RESOURCES, ...more });
  if (!pack.ok) throw new Error(pack.error.message);
  return pack.value;
}

function unpacked(files: ReadonlyMap<string, Uint8Array>): string {
  const folder = mkdtempSync(join(tmpdir(), 'audit-'));
  folders.push(folder);
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}

const pageOf = (files: ReadonlyMap<string, Uint8Array>) => new TextDecoder().decode(files.get('index.html'));
const hrefs = (html: string, from: string): readonly string[] => {
  const end = from.startsWith('statement-') ? '</p>' : '</tr>';
  const block = new RegExp(`id="${from}"(.*?)${end}`, 's').exec(html)?.[1] ?? '';
  return [...block.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
};

describe('the page of an audit pack', () => {
  it('has no link that leads nowhere, no script, and nothing from the network', async () => {
    const html = pageOf(await packOf());
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets.length).toBeGreaterThan(40);
    expect(targets.filter((id) => !ids.has(id))).toEqual([]);
    expect(html).not.toMatch(/<script|https?:|@import|url\(/i);
  });

  it('leads from a claim line to its minutes, their words and their sound', async () => {
    const files = await packOf();
    const html = pageOf(files);
    const [entry] = hrefs(html, 'line-97530');
    expect(entry).toBe('entry-m0');
    const fromEntry = hrefs(html, entry!);
    const fact = fromEntry.find((id) => id.startsWith('fact-'));
    expect(fromEntry).toContain('statement-minutes-97530');
    const words = hrefs(html, fact!).find((id) => id.startsWith('words-'))!;
    const row = new RegExp(`id="${words}".*?</tr>`, 's').exec(html)![0];
    const sound = /src="(sound\/u\d+\.wav)#t=[\d.]+,[\d.]+"/.exec(row)![1]!;
    expect(files.has(sound)).toBe(true);
  });

  it('shows each statement of the note with its facts, and each fact with its statements', async () => {
    const html = pageOf(await packOf());
    for (const { id, factIds } of record.note.sections.flatMap(({ statements }) => statements)) {
      const targets = hrefs(html, `statement-${id}`);
      for (const factId of factIds) {
        expect(targets).toContain(`fact-${factId}`);
        expect(hrefs(html, `fact-${factId}`)).toContain(`statement-${id}`);
      }
    }
  });

  it('escapes what was said, and marks a draft as one', async () => {
    const said = { ...draft, patient: { ...walter, name: '<img src=x onerror=alert(1)>' } };
    const html = pageOf(await packOf({ record: released(said), signed: null, clip: null }));
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x');
    expect(html).toContain('DRAFT - not signed');
    expect(html).toContain('No sound is in this pack.');
  });

  it('asks for the sound of cited segments only, within the session', async () => {
    asked.length = 0;
    await packOf();
    expect(asked.length).toBeGreaterThan(0);
    for (const { startMs, endMs } of asked) {
      expect(startMs).toBeGreaterThanOrEqual(0);
      expect(endMs).toBeLessThanOrEqual(record.session.durationMs);
    }
  });
});

describe('the proof of an audit pack', () => {
  const verify = (folder: string) =>
    run(process.execPath, [join(folder, 'verify.mjs')]).then(
      ({ stdout }) => ({ code: 0, stdout }),
      (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
    );

  it('holds without the program, and fails on a changed file, note or chain', async () => {
    const files = await packOf();
    const whole = await verify(unpacked(files));
    expect(whole).toMatchObject({ code: 0 });
    expect(whole.stdout).toContain('ok   the note is the one Jordan Example signed');
    expect(whole.stdout).toContain('ok   the signature has its place in the chain');

    const text = (name: string) => new TextDecoder().decode(files.get(name));
    const changed = (name: string, from: string, to: string) =>
      unpacked(new Map([...files, [name, new TextEncoder().encode(text(name).replace(from, to))]]));
    const page = await verify(changed('index.html', 'Mod A', 'Min A'));
    expect(page.code).toBe(1);
    expect(page.stdout).toContain('FAIL index.html is the file that was exported');
    const note = await verify(changed('export.json', 'required Mod A', 'required Min A'));
    expect(note.stdout).toContain('FAIL the note is the one Jordan Example signed');
    const chain = await verify(changed('signature.json', 'ot-scribe signatures', 'another start'));
    expect(chain.stdout).toContain('FAIL the signature has its place in the chain');
  }, 30_000);

  it('is the same to the byte for the same record', async () => {
    expect(zipOf(await packOf())).toEqual(zipOf(await packOf()));
  });
});

describe('the ZIP of a pack', () => {
  it('lists each file with its length, place and check sum as the format wants', async () => {
    const files = await packOf();
    const zip = Buffer.from(zipOf(files));
    const end = zip.length - 22;
    expect(zip.readUInt32LE(end)).toBe(0x06054b50);
    expect(zip.readUInt16LE(end + 10)).toBe(files.size);
    let at = zip.readUInt32LE(end + 16);
    for (const [name, bytes] of files) {
      expect(zip.readUInt32LE(at)).toBe(0x02014b50);
      const nameLength = zip.readUInt16LE(at + 28);
      expect(zip.toString('utf8', at + 46, at + 46 + nameLength)).toBe(name);
      const local = zip.readUInt32LE(at + 42);
      expect(zip.readUInt32LE(local)).toBe(0x04034b50);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      expect(zip.subarray(start, start + zip.readUInt32LE(at + 24)).equals(Buffer.from(bytes))).toBe(true);
      expect(zip.readUInt32LE(at + 16)).toBe(crc32(bytes));
      at += 46 + nameLength;
    }
  });
});

/**
 * Proves an audit pack without the program it came from: node verify.mjs, in the pack's folder. Needs Node.js 20 or
 * later, nothing else. Prints one line for each proof; ends with 1 when one fails.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const sha256 = (content) => createHash('sha256').update(content).digest('hex');
const readJson = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
let failed = 0;

function prove(what, holds) {
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}`);
  if (!holds) failed += 1;
}

/** Keys sorted, no white space: one text for one value. */
function canonical(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((each) => canonical(each ?? null)).join(',')}]`;
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`;
}

/** What a signature covers: patient and visit, every sentence with its evidence, the minutes and the charges. */
function noteHash({ session, patient, note, ledger, charges }) {
  const visit = { id: session.id, patientId: session.patientId, dateOfService: session.dateOfService };
  const { issues: _issues, ...written } = note;
  return sha256(canonical({ visit, patient, note: written, ledger, charges }));
}

const listed = readFileSync(join(folder, 'SHA256SUMS'), 'utf8').trim().split('\n');
for (const line of listed) {
  const name = line.slice(66);
  prove(`${name} is the file that was exported`, sha256(readFileSync(join(folder, name))) === line.slice(0, 64));
}

const { record, sha256: exported } = readJson('export.json');
prove('the record is the one that was exported', sha256(canonical(record)) === exported);
if (record.signature === null) console.log('     the note is a draft: nobody signed it');
else prove(`the note is the one ${record.signature.by} signed`, noteHash(record) === record.signature.noteSha256);

if (existsSync(join(folder, 'signature.json'))) {
  const { canonical: text, previous, sessionId, signature, chain, recordSha256 } = readJson('signature.json');
  const asSigned = JSON.parse(text).record;
  prove('the record at the signature has the same note', noteHash(asSigned) === noteHash(record));
  prove('the whole record is as it was at the signature', sha256(text) === recordSha256);
  const link = sha256(canonical({ previous, sessionId, signature, recordSha256: sha256(text) }));
  prove('the signature has its place in the chain', link === chain);
  console.log(`     chain value ${chain}`);
}
if (record.signature !== null) console.log(`     note hash ${record.signature.noteSha256}`);
process.exitCode = failed === 0 ? 0 : 1;

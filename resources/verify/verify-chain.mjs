/**
 * Checks a chain file of OT Scribe without OT Scribe: node verify-chain.mjs FILE
 * Needs nothing but Node. Each signed note must give its printed hash, each signature must follow from the one before,
 * each addendum from its note. Prints the first broken link, or how many notes are whole and the last link, which a
 * later file must contain again. Exit code 0: whole, 1: broken, 2: not a chain file.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { argv, exit, stdout } from 'node:process';

const START = 'ot-scribe signatures';
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** Keys sorted, no white space, undefined left out (RFC 8785). */
function canonical(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`;
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`;
}

function noteHash({ session, patient, note, ledger, charges }) {
  const visit = { id: session.id, patientId: session.patientId, dateOfService: session.dateOfService };
  const { issues: _issues, ...written } = note;
  return sha256(canonical({ visit, patient, note: written, ledger, charges }));
}

function check({ signatures, addenda }) {
  let previous = START;
  const ends = new Map();
  for (const [
    index,
    { sequence, sessionId, signature, canonical: text, previous: named, chain },
  ] of signatures.entries()) {
    const where = `note ${index + 1} (session ${sessionId})`;
    if (sequence !== index + 1) return `${where}: a note before it is missing`;
    if (named !== previous) return `${where}: does not follow from the note before it`;
    if (noteHash(JSON.parse(text).record) !== signature.noteSha256)
      return `${where}: the note is not the one that was signed`;
    if (chain !== sha256(canonical({ previous, sessionId, signature, recordSha256: sha256(text) }))) {
      return `${where}: the record or its signature was altered`;
    }
    previous = chain;
    ends.set(sessionId, chain);
  }
  for (const [index, { sessionId, addendum, previous: named, chain }] of addenda.entries()) {
    const before = ends.get(sessionId);
    const follows = named === before && chain === sha256(canonical({ previous: before, sessionId, addendum }));
    if (!follows) return `addendum ${index + 1} (session ${sessionId}): altered, or one before it is missing`;
    ends.set(sessionId, chain);
  }
  return null;
}

function read(file) {
  try {
    const chain = JSON.parse(readFileSync(file, 'utf8'));
    return chain.format === 'ot-scribe-chain' && chain.version === 1 ? chain : null;
  } catch {
    return null;
  }
}

const chain = read(argv[2] ?? '');
if (chain === null) {
  stdout.write('This is no chain file. Use: node verify-chain.mjs FILE\n');
  exit(2);
}
let broken;
try {
  broken = check(chain);
} catch {
  broken = 'the file: a part is missing or unreadable';
}
if (broken !== null) {
  stdout.write(`BROKEN at ${broken}.\n`);
  exit(1);
}
const last = chain.signatures.at(-1)?.chain ?? 'none';
stdout.write(
  `${chain.signatures.length} signed notes and ${chain.addenda.length} addenda are whole. Last link: ${last}\n`,
);

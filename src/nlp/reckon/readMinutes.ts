/**
 * The door for minutes by code: whatever comes in (typed, from a file, from the ledger) is whole minutes of one day for
 * codes the catalogue knows how to count, or one sentence that says what is wrong.
 */
import type { CatalogueCode, CodeCatalogue } from '../../shared/domain/rules.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

export interface CodeMinutes {
  readonly entry: CatalogueCode;
  readonly minutes: number;
}

const MINUTES_PER_DAY = 24 * 60;
/** Five characters, the first or the last of them possibly a capital letter (97530, G0283, 0552T). */
const CODE_FORM = /^(?:\d{5}|[A-Z]\d{4}|\d{4}[A-Z])$/;

export function readMinutes(input: unknown, catalogue: CodeCatalogue): Result<readonly CodeMinutes[]> {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return fail('invalid_input', 'Give the minutes by code, for example {"97530":12,"97535":11}.');
  const read: CodeMinutes[] = [];
  let total = 0;
  for (const [code, minutes] of Object.entries(input)) {
    const entry = readEntry(code, minutes, catalogue);
    if (!entry.ok) return entry;
    total += entry.value.minutes;
    read.push(entry.value);
  }
  if (total > MINUTES_PER_DAY)
    return fail('invalid_input', `The codes add up to ${total} minutes; a day has ${MINUTES_PER_DAY}.`);
  return ok(read.sort((a, b) => (a.entry.code < b.entry.code ? -1 : 1)));
}

function readEntry(code: string, minutes: unknown, catalogue: CodeCatalogue): Result<CodeMinutes> {
  const refuse = (message: string) => fail('invalid_input', message, { at: code });
  if (!CODE_FORM.test(code))
    return refuse(`"${code}" is not a billing code: a code has five characters, for example 97530.`);
  const entry = catalogue.codes.find((candidate) => candidate.code === code);
  if (entry === undefined)
    return refuse(
      `Code ${code} is not in the catalogue of therapy codes: check the number or add it to the catalogue.`,
    );
  if (entry.counting === 'other')
    return refuse(
      `Code ${code} (${entry.label}) is not counted in 15-minute units: ${entry.note ?? 'enter its units by hand'}.`,
    );
  if (typeof minutes !== 'number' || !Number.isFinite(minutes))
    return refuse(`The minutes of ${code} are not a number.`);
  if (minutes < 0) return refuse(`The minutes of ${code} are negative (${minutes}).`);
  if (!Number.isInteger(minutes)) return refuse(`The minutes of ${code} are not whole minutes (${minutes}).`);
  if (minutes > MINUTES_PER_DAY)
    return refuse(`The minutes of ${code} are more than a day has (${minutes} of ${MINUTES_PER_DAY}).`);
  return ok({ entry, minutes });
}

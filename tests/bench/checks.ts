/**
 * The checks against seeded errors: drafts of the shipped dialogues and of seeded intakes, each altered in one place at
 * a time, and the same drafts untouched.
 *   node tests/bench/checks.ts [--intakes 40] [--detail]
 * An escape is an altered draft of which no blocker refuses the text. A false alarm is an issue about the text of an untouched draft; what a therapist still has to do (confirm
 * minutes, answer a question, play a doubtful word) is none. Exit code 1 if there is either.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { documentTemplate } from '../../src/main/core/documents/draftDocument.ts';
import { loadRules } from '../../src/main/core/rules/loadRules.ts';
import { checkDocument } from '../../src/nlp/document/checkDocument.ts';
import { writeDocument } from '../../src/nlp/document/writeDocument.ts';
import type { Intake } from '../../src/shared/domain/intake.ts';
import type { Issue } from '../../src/shared/domain/issue.ts';
import type { NoteDraft } from '../../src/shared/domain/note.ts';
import { type AlterationKind, alterations, KINDS } from './checks/alterations.ts';
import { exampleIntakes, variedIntakes } from './checks/intakeVariations.ts';
import { issuesOf, readAhead, readLexicon, recordOfDialogue } from './checks/sessionDrafts.ts';
import { readDialogues } from './facts/dialogueForm.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const RESOURCES = path.join(ROOT, 'resources');
const DATE_OF_SERVICE = '2026-05-04';
/** Sentences of this many other drafts are dropped into each. */
const STRANGERS = 2;
/** Issues about what is written; all others tell what is still to do (a number written "ate" has to be listened to). */
const ABOUT_TEXT: ReadonlySet<string> = new Set([
  ...['number-lock', 'altered-statement', 'value-not-in-words'],
  ...['met-below-target', 'status-contradicts-measurement', 'measurement-mismatch', 'goal-count', 'cookie-cutter-plan'],
]);

const { values } = parseArgs({
  options: { intakes: { type: 'string', default: '60' }, detail: { type: 'boolean', default: false } },
});
const loaded = await loadRules(RESOURCES);
if (!loaded.ok) throw new Error(loaded.error.message);
const rules = loaded.value;
const parts = readDialogues(path.join(ROOT, 'tests/nlp/dialogues'));
const readings = await readAhead(
  ROOT,
  parts.flatMap(({ dialogues }) => dialogues),
);
const tools = { rules, lexicon: readLexicon(RESOURCES), readings };
const phraseCodes = new Set(rules.phrases.map(({ id }) => id));

interface Draft {
  readonly name: string;
  /** A part kept aside is counted, never printed. */
  readonly isAside: boolean;
  readonly note: NoteDraft;
  readonly issuesOf: (note: NoteDraft) => readonly Issue[];
}

const sessions = parts.flatMap(({ name, dialogues }) =>
  dialogues.map((dialogue, i): Draft => {
    const type = i % 2 === 0 ? 'daily' : 'treatment';
    const record = recordOfDialogue(dialogue, { dateOfService: DATE_OF_SERVICE, patient: null, type }, tools);
    return {
      ...{ name: dialogue.id, isAside: name === 'test', note: record.note },
      issuesOf: (note) => issuesOf(record, note, rules),
    };
  }),
);
const intakes = [...exampleIntakes(RESOURCES), ...variedIntakes(Number(values.intakes), RESOURCES, rules.wording)];
const documents = intakes.map(documentDraft);

function documentDraft(intake: Intake, index: number): Draft {
  const template = documentTemplate(rules, intake.document);
  const note = writeDocument({ intake, template, stamp: { app: '0.1.0', rules: rules.sha256 } });
  return {
    ...{ name: `${intake.document} ${index}`, isAside: false, note },
    issuesOf: (altered) => checkDocument({ note: altered, intake, edits: [], rules, template }),
  };
}

interface Tally {
  altered: number;
  escapes: number;
  'without the second lock': number;
}

const shown: string[] = [];
const show = (draft: Draft, line: string) => {
  if (!draft.isAside || !values.detail)
    shown.push(draft.isAside ? `${draft.name} (kept aside)` : `${draft.name}: ${line}`);
};

function tallyOf(drafts: readonly Draft[]): Record<string, Tally> {
  const tallies = new Map<AlterationKind, Tally>(
    KINDS.map((kind) => [kind, { altered: 0, escapes: 0, 'without the second lock': 0 }]),
  );
  drafts.forEach((draft, i) => {
    const strangers = Array.from({ length: STRANGERS }, (_, k) => drafts[(i + 7 * k + 5) % drafts.length]!.note);
    for (const { kind, note, before, after } of alterations(draft.note, strangers)) {
      const tally = tallies.get(kind)!;
      const refusals = draft.issuesOf(note).filter(refusesText);
      tally.altered += 1;
      if (refusals.length === 0) {
        tally.escapes += 1;
        show(draft, `${kind}: "${before}" -> "${after}"`);
      }
      if (!refusals.some(({ code }) => code !== 'altered-statement')) tally['without the second lock'] += 1;
    }
  });
  const rows = Object.fromEntries([...tallies].filter(([, { altered }]) => altered > 0));
  const sum = (key: keyof Tally) => Object.values(rows).reduce((total, tally) => total + tally[key], 0);
  const all = {
    altered: sum('altered'),
    escapes: sum('escapes'),
    'without the second lock': sum('without the second lock'),
  };
  return { ...rows, all };
}

function refusesText({ severity, code }: Issue): boolean {
  return severity === 'blocker' && ABOUT_TEXT.has(code);
}

/** Alarms about text that is as it was drafted. */
function falseAlarms(drafts: readonly Draft[]): number {
  let count = 0;
  for (const draft of drafts) {
    const alarms = draft.issuesOf(draft.note).filter(({ code }) => ABOUT_TEXT.has(code) || phraseCodes.has(code));
    count += alarms.length;
    for (const { code, message, at } of alarms) show(draft, `${code} at ${at}: ${message}`);
  }
  return count;
}

const known = sessions.filter(({ isAside }) => !isAside);
let failures = 0;
for (const [name, drafts, untouched] of [
  ['Notes of sessions', sessions, known],
  ['Documents from intakes', documents, documents],
] as const) {
  const rows = tallyOf(drafts);
  const alarms = falseAlarms(untouched);
  failures += rows.all!.escapes + alarms;
  console.log(`${name}: ${untouched.length} drafts untouched, ${alarms} false alarms; altered in one place each:`);
  console.table(rows);
}
const aside = sessions.filter(({ isAside }) => isAside);
console.log(
  `Kept aside: ${aside.length} drafts untouched, ${falseAlarms(aside)} alarms (a value read wrongly is rightly one).`,
);
if (shown.length > 0) console.error((values.detail ? shown : shown.slice(0, 20)).join('\n'));
if (failures > 0) process.exitCode = 1;

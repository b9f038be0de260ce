/**
 * The drafts of docs/examples: twenty sessions from the dialogues and the four shipped intakes, as they leave the
 * program. The patients are invented; their diagnosis is the dialogue's, their goals are typed in examplePatients.json.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentTemplate, draftDocument } from '../../../src/main/core/documents/draftDocument.ts';
import { noteToText } from '../../../src/main/core/export/noteToText.ts';
import { printableDocument, printableSession } from '../../../src/main/core/export/printable.ts';
import { releaseRecord } from '../../../src/main/core/export/release.ts';
import type { Patient } from '../../../src/shared/domain/record.ts';
import { type Dialogue, readDialogues } from '../facts/dialogueForm.ts';
import { exampleIntakes } from './intakeVariations.ts';
import { type DraftTools, readAhead, recordOfDialogue } from './sessionDrafts.ts';

const DATE_OF_SERVICE = '2026-05-04';
const APP = '0.1.0';

type Entered = Readonly<
  Record<
    string,
    { readonly affectedSide: Patient['affectedSide']; readonly goals: readonly (readonly ['long' | 'short', string])[] }
  >
>;

/** File name → content. `root` is the repository's folder. */
export async function exampleFiles(
  root: string,
  given: Omit<DraftTools, 'readings'>,
): Promise<ReadonlyMap<string, string>> {
  const entered = JSON.parse(readFileSync(join(import.meta.dirname, 'examplePatients.json'), 'utf8')) as Entered;
  const dialogues = readDialogues(join(root, 'tests/nlp/dialogues')).find(({ name }) => name === 'dev')!.dialogues;
  const chosen = dialogues.filter(({ id }) => Object.hasOwn(entered, id));
  const tools = { ...given, readings: await readAhead(root, chosen) };
  const sessions = chosen.map((dialogue) => [`${dialogue.id}.txt`, sessionText(dialogue, entered, tools)] as const);
  const documents = exampleIntakes(join(root, 'resources')).map((intake) => {
    const record = draftDocument(intake, tools.rules, APP);
    const text = noteToText(printableDocument(record, documentTemplate(tools.rules, intake.document)));
    return [`${intake.document}.txt`, text] as const;
  });
  return new Map([...sessions, ...documents, ['README.md', index(chosen)]]);
}

function sessionText(dialogue: Dialogue, entered: Entered, tools: DraftTools): string {
  const patient = patientOf(dialogue, entered[dialogue.id]!);
  const record = recordOfDialogue(dialogue, { dateOfService: DATE_OF_SERVICE, patient, type: 'daily' }, tools);
  const released = releaseRecord(record, tools.rules.unitRules);
  if (!released.ok) throw new Error(`${dialogue.id}: ${released.error.message}`);
  return noteToText(printableSession(released.value));
}

function patientOf({ id, condition }: Dialogue, { affectedSide, goals }: Entered[string]): Patient {
  return {
    ...{ id, name: '[PATIENT NAME]', birthDate: null, recordNumber: null, diagnosis: condition, affectedSide },
    ...{ precautions: null, payerId: 'medicare-part-b', isSample: true },
    planOfCare: {
      goals: goals.map(([term, text], i) => ({ id: `g${i}`, term, text })),
      ...{ frequency: null, certificationStart: null, certificationEnd: null },
    },
  };
}

function index(chosen: readonly Dialogue[]): string {
  const rows = chosen.map(({ id, setting, condition }) => `| [${id}](${id}.txt) | ${setting} | ${condition} |`);
  return `# Drafts as they leave the program

Written by the grammar from the annotated dialogues of \`tests/nlp/dialogues/dev\` and from the intakes of
\`resources/examples\`; nobody has edited them, so what nobody said is a blank, and each is marked as a draft. All people are
invented. \`npm run examples\` writes this folder; a test holds it against the program.

| session | setting | condition |
| --- | --- | --- |
${rows.join('\n')}

Documents from typed intakes: [progress report](progress.txt), [plan of care](plan.txt), [discharge note](discharge.txt),
[home program](home.txt).
`;
}

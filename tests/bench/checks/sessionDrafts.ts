/** A dialogue → the record of its session with a drafted note, the way the stages of the application go, without sound. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { openFactReader } from '../../../src/main/core/reading/openFactReader.ts';
import { sessionTemplate } from '../../../src/main/core/rules/dailyTemplate.ts';
import { loadLexicon } from '../../../src/main/core/rules/loadLexicon.ts';
import { checkNote } from '../../../src/nlp/check/checkNote.ts';
import { draftDailyNote } from '../../../src/nlp/draft/draftDailyNote.ts';
import { extractFacts } from '../../../src/nlp/extractFacts.ts';
import type { Lexicon } from '../../../src/nlp/lexicon/lexicon.ts';
import { parseTranscript } from '../../../src/nlp/parseTranscript.ts';
import type { Reading } from '../../../src/nlp/read/reading.ts';
import { buildLedger } from '../../../src/nlp/reckon/buildLedger.ts';
import { proposeCharges } from '../../../src/nlp/reckon/proposeCharges.ts';
import type { NoteDraft } from '../../../src/shared/domain/note.ts';
import type { Patient, SessionRecord } from '../../../src/shared/domain/record.ts';
import type { RuleSet } from '../../../src/shared/domain/rules.ts';
import type { Transcript } from '../../../src/shared/domain/utterance.ts';
import type { Dialogue } from '../facts/dialogueForm.ts';

const MS_PER_SECOND = 1000;
const PAYER = 'medicare-part-b';

export interface DraftTools {
  readonly rules: RuleSet;
  readonly lexicon: Lexicon;
  /** By the id of the dialogue, as `readAhead` gives them. */
  readonly readings: ReadonlyMap<string, Reading>;
}

/** What the shipped reader says of the dialogues. */
export async function readAhead(
  root: string,
  dialogues: readonly Pick<Dialogue, 'id' | 'utterances'>[],
): Promise<ReadonlyMap<string, Reading>> {
  const opened = await openFactReader(join(root, 'models'), availableParallelism());
  if (!opened.ok) throw new Error(opened.error.message);
  const readings = new Map<string, Reading>();
  for (const dialogue of dialogues) readings.set(dialogue.id, await opened.value.read(transcriptOf(dialogue)));
  await opened.value.release();
  return readings;
}

function transcriptOf({ utterances }: Pick<Dialogue, 'utterances'>): Transcript {
  const transcript = parseTranscript({ utterances });
  if (!transcript.ok) throw new Error(transcript.error.message);
  return transcript.value;
}

export function readLexicon(resources: string): Lexicon {
  const loaded = loadLexicon(join(resources, 'lexicon'));
  if (!loaded.ok) throw new Error(loaded.error.message);
  return loaded.value;
}

export interface DraftedSession {
  readonly dateOfService: string;
  readonly patient: Patient | null;
  readonly type: 'daily' | 'treatment';
}

export function recordOfDialogue(
  { id, utterances }: Pick<Dialogue, 'id' | 'utterances'>,
  { dateOfService, patient, type }: DraftedSession,
  { rules, lexicon, readings }: DraftTools,
): SessionRecord {
  const transcript = transcriptOf({ utterances });
  const reading = readings.get(id);
  if (reading === undefined) throw new Error(`${id} was not read.`);
  const payer = rules.payers.find((each) => each.id === (patient?.payerId ?? PAYER))!;
  const facts = extractFacts(transcript, lexicon, reading);
  const ledger = buildLedger(facts, [], [], rules.catalogue);
  const charges = proposeCharges(ledger, payer, rules, { dateOfService });
  const session: SessionRecord['session'] = {
    ...{ id, patientId: patient?.id ?? 'not-given', state: 'review', dateOfService, startedAt: null },
    ...{ timeZone: 'America/New_York', consent: { kind: 'pending' }, isSample: true },
    durationMs: Math.round((utterances.at(-1)?.t1 ?? 0) * MS_PER_SECOND),
  };
  const made = { facts, transcript, ledger, charges, patient, session };
  const template = sessionTemplate(rules, type);
  const note = draftDailyNote({ ...made, template, rules, stamp: { app: '0.1.0', models: 'none' } });
  const record: SessionRecord = {
    ...{ format: 'ot-scribe-record', version: 1, therapist: null, tracks: [], frontEnd: null, ...made },
    ...{ note, signature: null },
  };
  return { ...record, note: { ...note, issues: issuesOf(record, note, rules) } };
}

export function issuesOf(record: SessionRecord, note: NoteDraft, rules: RuleSet) {
  const type = note.type === 'treatment' ? 'treatment' : 'daily';
  return checkNote({ note, record, edits: [], played: [], rules, template: sessionTemplate(rules, type) });
}

/** Facts and drafts from words that nobody recorded: typed, pasted, or of the sample. The lexicon is read when first asked. */
import { join } from 'node:path';
import { checkModels } from '../../../audio/onnx/checkModels.ts';
import { comparableFacts, comparableLines, comparableMinutes } from '../../../nlp/compare/comparable.ts';
import { compareNotes } from '../../../nlp/compare/compareNotes.ts';
import { type PaperWords, readPasted } from '../../../nlp/compare/readPasted.ts';
import { markLanguages } from '../../../nlp/correctTranscript.ts';
import { spokenMarks } from '../../../nlp/extract/spokenMarks.ts';
import { extractFacts } from '../../../nlp/extractFacts.ts';
import { followInstruction } from '../../../nlp/instruct/followInstruction.ts';
import type { Lexicon } from '../../../nlp/lexicon/lexicon.ts';
import { buildLedger } from '../../../nlp/reckon/buildLedger.ts';
import type { Fact } from '../../../shared/domain/facts.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import type { RuleSet } from '../../../shared/domain/rules.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { runStages } from '../pipeline/orchestrator.ts';
import { noteStages } from '../pipeline/sessionStages.ts';
import type { WordsPort } from '../ports.ts';
import type { FactReader } from '../reading/factReader.ts';
import { createKnownReadings } from '../reading/knownReadings.ts';
import { loadInstructionWords } from '../rules/instructionWords.ts';
import { loadLexicon } from '../rules/loadLexicon.ts';
import { loadPaperWords } from '../rules/paperWords.ts';

export interface WrittenWordsOptions {
  readonly resourcesFolder: string;
  readonly rules: RuleSet;
  /** Marks facts in spoken words; null: the rules find them alone. A pasted note is never read: it is no talk. */
  readonly reader: FactReader | null;
  /** Where the reader's files are: their fingerprint stands in the stamp of a draft. */
  readonly modelsFolder: string;
  /** The version of the app, which stands in the stamp of a draft. */
  readonly app: string;
}

const READER = 'fact-reader';
const NO_CHECKPOINTS = { load: async () => undefined, save: async () => {} };

export function createWrittenWords({
  resourcesFolder,
  modelsFolder,
  rules,
  reader,
  app,
}: WrittenWordsOptions): WordsPort {
  const readings = createKnownReadings(reader);
  let known: Lexicon | null = null;
  let knownPaper: PaperWords | null = null;

  function lexicon(): Result<Lexicon> {
    if (known !== null) return ok(known);
    const loaded = loadLexicon(join(resourcesFolder, 'lexicon'));
    if (loaded.ok) known = loaded.value;
    return loaded;
  }

  function paper(): Result<PaperWords> {
    if (knownPaper !== null) return ok(knownPaper);
    const loaded = loadPaperWords(resourcesFolder);
    if (loaded.ok) knownPaper = loaded.value;
    return loaded;
  }

  /** The one model that has a part in these drafts, by name and fingerprint. */
  async function readerStamp(): Promise<Result<string>> {
    if (reader === null) return ok('none');
    const checked = await checkModels(modelsFolder, [READER]);
    return checked.ok ? ok(`${READER} ${checked.value.fingerprint}`) : checked;
  }

  /** What the note says today: facts behind its sentences, and what was typed read as it stands. */
  function factsOfNote({ note, facts }: SessionRecord, words: Lexicon, onPaper: PaperWords): readonly Fact[] {
    const statements = note.sections.flatMap((section) => section.statements);
    const typed = statements.filter(({ kind }) => kind === 'typed').map(({ text }) => text);
    const shown = new Set(statements.filter(({ kind }) => kind !== 'typed').flatMap(({ factIds }) => factIds));
    const read = extractFacts(readPasted(typed.join('\n'), onPaper).transcript, words);
    return [...facts.filter(({ id }) => shown.has(id)), ...read];
  }

  return {
    compare(text, record) {
      const words = lexicon();
      if (!words.ok) return words;
      const onPaper = paper();
      if (!onPaper.ok) return onPaper;
      const pasted = readPasted(text, onPaper.value);
      const found = extractFacts(pasted.transcript, words.value);
      const { entries } = buildLedger(found, [], [], rules.catalogue);
      const theirs = [...comparableFacts(found), ...comparableMinutes(entries), ...pasted.billed];
      const mine = [
        ...comparableFacts(factsOfNote(record, words.value, onPaper.value)),
        ...comparableMinutes(record.ledger.entries),
        // Where the pasted note says nothing of units, they are no difference.
        ...(pasted.billed.length === 0 ? [] : comparableLines(record.charges.lines)),
      ];
      return ok(compareNotes(mine, theirs, pasted.quoteOf));
    },
    instruct(input) {
      const loaded = loadInstructionWords(resourcesFolder);
      return loaded.ok ? followInstruction({ ...input, words: loaded.value }) : loaded;
    },
    markLanguages(transcript) {
      const words = lexicon();
      return words.ok ? ok(markLanguages(transcript, words.value)) : words;
    },
    facts(transcript) {
      const words = lexicon();
      return words.ok ? ok(extractFacts(transcript, words.value, readings.of(transcript))) : words;
    },
    whenRead: readings.whenRead,
    marks(transcript) {
      const words = lexicon();
      return words.ok ? ok(spokenMarks(transcript, words.value)) : words;
    },
    async note({ transcript, session, patient, therapist }) {
      const words = lexicon();
      if (!words.ok) return words;
      const models = await readerStamp();
      if (!models.ok) return models;
      const stages = noteStages({ reader, lexicon: words.value, rules, stamp: { app, models: models.value } });
      const subject = { session, patient, therapist, payerId: patient.payerId };
      const entered = { timers: [], typed: [], tieChoices: [] };
      const ran = await runStages(
        stages,
        { values: { transcript, subject, entered }, keys: {} },
        { signal: new AbortController().signal, now: () => performance.now(), checkpoints: NO_CHECKPOINTS },
      );
      if (!ran.ok) return ran;
      const { facts, ledger, charges, note } = ran.value.graph;
      return ok({ facts, ledger, charges, note });
    },
  };
}

/** Facts and drafts from words that nobody recorded: typed, pasted, or of the sample. The lexicon is read when first asked. */
import { join } from 'node:path';
import { extractFacts } from '../../../nlp/extractFacts.ts';
import type { Lexicon } from '../../../nlp/lexicon/lexicon.ts';
import type { RuleSet } from '../../../shared/domain/rules.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { runStages } from '../pipeline/orchestrator.ts';
import { noteStages } from '../pipeline/sessionStages.ts';
import type { WordsPort } from '../ports.ts';
import { loadLexicon } from '../rules/loadLexicon.ts';

export interface WrittenWordsOptions {
  readonly resourcesFolder: string;
  readonly rules: RuleSet;
  /** The version of the app, which stands in the stamp of a draft. */
  readonly app: string;
}

const NO_CHECKPOINTS = { load: async () => undefined, save: async () => {} };

export function createWrittenWords({ resourcesFolder, rules, app }: WrittenWordsOptions): WordsPort {
  let known: Lexicon | null = null;

  function lexicon(): Result<Lexicon> {
    if (known !== null) return ok(known);
    const loaded = loadLexicon(join(resourcesFolder, 'lexicon'));
    if (loaded.ok) known = loaded.value;
    return loaded;
  }

  return {
    facts(transcript) {
      const words = lexicon();
      return words.ok ? ok(extractFacts(transcript, words.value)) : words;
    },
    async note({ transcript, session, patient, therapist }) {
      const words = lexicon();
      if (!words.ok) return words;
      const stages = noteStages({ lexicon: words.value, rules, stamp: { app, models: 'none' } });
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

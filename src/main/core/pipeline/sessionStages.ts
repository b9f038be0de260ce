/**
 * The table of stages: the way of a sound to a checked draft, in order. Everything after the transcript is pure and
 * quick, so only the two stages that listen are kept as checkpoints.
 */

import { unpacked } from '../../../audio/frontEnd/packedSound.ts';
import type { Recogniser } from '../../../audio/transcribe/recogniser.ts';
import type { StockPhrases } from '../../../audio/transcribe/stockPhrases.ts';
import { transcribeSounds } from '../../../audio/transcribe/transcribeSounds.ts';
import { checkNote } from '../../../nlp/check/checkNote.ts';
import { markLanguages } from '../../../nlp/correctTranscript.ts';
import { draftDailyNote } from '../../../nlp/draft/draftDailyNote.ts';
import { inPayerLayout } from '../../../nlp/draft/payerLayout.ts';
import { extractFacts } from '../../../nlp/extractFacts.ts';
import type { Lexicon } from '../../../nlp/lexicon/lexicon.ts';
import { providerOf } from '../../../nlp/reckon/assistants.ts';
import { buildLedger } from '../../../nlp/reckon/buildLedger.ts';
import { withPayers } from '../../../nlp/reckon/payerRules.ts';
import { proposeCharges } from '../../../nlp/reckon/proposeCharges.ts';
import type { PayerRules, RuleSet } from '../../../shared/domain/rules.ts';
import { AppFailure } from '../../../shared/result.ts';
import type { FactReader } from '../reading/factReader.ts';
import { dailyTemplate } from '../rules/dailyTemplate.ts';
import { findPayer } from '../rules/loadRules.ts';
import type { Heard, SessionGraph, SoundInput } from './graph.ts';
import { defineStage, type Stage, type StageContext } from './stage.ts';

export interface StageDeps {
  /** The front end, wherever it runs. */
  readonly hear: (input: SoundInput, context: StageContext) => Promise<Heard>;
  readonly recogniser: Recogniser;
  readonly stockPhrases: StockPhrases;
  /** null: the rules alone, for words that nobody spoke. */
  readonly reader: FactReader | null;
  readonly lexicon: Lexicon;
  readonly rules: RuleSet;
  readonly stamp: { readonly app: string; readonly models: string };
}

const stage = defineStage<SessionGraph>();

export function sessionStages(deps: StageDeps): readonly Stage<SessionGraph>[] {
  return [
    stage({
      id: 'hear',
      version: 2,
      needs: ['sound'],
      ensures: 'heard',
      isSaved: true,
      run: ({ sound }, context) => deps.hear(sound, context),
    }),
    stage({
      id: 'transcribe',
      version: 2,
      needs: ['heard', 'sound'],
      ensures: 'transcript',
      isSaved: true,
      run: async ({ heard, sound }, context) => {
        const speechSeconds = heard.sounds.reduce(
          (sum, { segment }) => sum + (segment.endMs - segment.startMs) / 1000,
          0,
        );
        const transcript = await transcribeSounds(oneByOne(heard), deps, {
          ownTerms: sound.ownTerms,
          signal: context.signal,
          onProgress: (doneSeconds) => context.progress(doneSeconds / Math.max(speechSeconds, 1)),
        });
        return markLanguages(transcript, deps.lexicon);
      },
    }),
    ...noteStages(deps),
  ];
}

/** No more than one sound is there in both forms. */
export function* oneByOne({ sounds }: Pick<Heard, 'sounds'>) {
  for (const sound of sounds) yield { ...sound, samples: unpacked(sound.samples) };
}

/** From a transcript on: also run again by itself when the therapist changes words, speakers or minutes. */
export function noteStages(
  deps: Pick<StageDeps, 'reader' | 'lexicon' | 'rules' | 'stamp'>,
): readonly Stage<SessionGraph>[] {
  const { reader, lexicon, rules, stamp } = deps;
  const payerOf = ({ session, payerId, ownPayers }: SessionGraph['subject']): PayerRules => {
    const payer = findPayer(withPayers(rules, ownPayers), payerId, session.dateOfService);
    if (!payer.ok) throw new AppFailure(payer.error);
    return payer.value;
  };
  return [
    stage({
      id: 'read',
      version: 1,
      needs: ['transcript'],
      ensures: 'reading',
      isSaved: false,
      run: async ({ transcript }, { signal }) => reader?.read(transcript, signal) ?? null,
    }),
    stage({
      id: 'extract',
      version: 2,
      needs: ['transcript', 'reading'],
      ensures: 'facts',
      isSaved: false,
      run: async ({ transcript, reading }) => extractFacts(transcript, lexicon, reading),
    }),
    stage({
      id: 'count minutes',
      version: 1,
      needs: ['facts', 'entered', 'subject'],
      ensures: 'ledger',
      isSaved: false,
      run: async ({ facts, entered, subject }) => {
        const provider = providerOf(subject.therapist, rules.assistants);
        return buildLedger(facts, entered.timers, entered.typed, rules.catalogue, provider);
      },
    }),
    stage({
      id: 'reckon units',
      version: 1,
      needs: ['ledger', 'subject', 'entered'],
      ensures: 'charges',
      isSaved: false,
      run: async ({ ledger, subject, entered }) => {
        const { dateOfService } = subject.session;
        return proposeCharges(ledger, payerOf(subject), rules, { dateOfService, choices: entered.tieChoices });
      },
    }),
    stage({
      id: 'draft',
      version: 1,
      needs: ['facts', 'transcript', 'ledger', 'charges', 'subject'],
      ensures: 'draft',
      isSaved: false,
      run: async ({ facts, transcript, ledger, charges, subject }) => {
        const { patient, session } = subject;
        const template = dailyTemplate(rules);
        const drafted = { facts, transcript, ledger, charges, patient, session, template, rules, stamp };
        return inPayerLayout(draftDailyNote(drafted), payerOf(subject));
      },
    }),
    stage({
      id: 'check',
      version: 1,
      needs: ['draft', 'facts', 'transcript', 'ledger', 'charges', 'subject'],
      ensures: 'note',
      isSaved: false,
      run: async ({ draft, facts, transcript, ledger, charges, subject }) => {
        const { patient, session } = subject;
        // Words that nobody spoke come without marks, and give no facts either where they are not English.
        const marked = markLanguages(transcript, lexicon);
        const record = { facts, transcript: marked, ledger, charges, patient, session };
        const template = dailyTemplate(rules);
        return {
          ...draft,
          issues: checkNote({ note: draft, record, edits: [], played: [], rules, template, payer: payerOf(subject) }),
        };
      },
    }),
  ];
}

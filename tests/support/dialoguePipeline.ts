/**
 * Sessions from written dialogues: everything after the recogniser is the real thing (facts, minutes, units, draft,
 * checks); the sound is silence, since nobody spoke these words into a microphone.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runStages } from '../../src/main/core/pipeline/orchestrator.ts';
import { noteStages } from '../../src/main/core/pipeline/sessionStages.ts';
import type { PipelinePort } from '../../src/main/core/ports.ts';
import { loadLexicon } from '../../src/main/core/rules/loadLexicon.ts';
import { loadRules } from '../../src/main/core/rules/loadRules.ts';
import { parseTranscript } from '../../src/nlp/parseTranscript.ts';
import type { Transcript } from '../../src/shared/domain/utterance.ts';
import { ok } from '../../src/shared/result.ts';

const ROOT = join(import.meta.dirname, '../..');
const DIALOGUES = join(import.meta.dirname, '../nlp/dialogues/dev');

export function dialogue(name: string): Transcript {
  const transcript = parseTranscript(JSON.parse(readFileSync(join(DIALOGUES, `${name}.json`), 'utf8')));
  if (!transcript.ok) throw new Error(transcript.error.message);
  return transcript.value;
}

/** The same words without the pauses between them: so much shorter is the sound that has to be there. */
export function withoutPauses({ utterances, gaps }: Transcript): Transcript {
  let at = 0;
  const closer = utterances.map((utterance) => {
    const by = at - utterance.startMs;
    at = utterance.endMs + by + 200;
    const words = utterance.words.map((word) => ({ ...word, startMs: word.startMs + by, endMs: word.endMs + by }));
    return { ...utterance, startMs: utterance.startMs + by, endMs: utterance.endMs + by, words };
  });
  return { utterances: closer, gaps };
}

export function lengthMs({ utterances }: Transcript): number {
  return Math.max(0, ...utterances.map(({ endMs }) => endMs));
}

/** Gives the dialogues in this order, one for each session that is processed. */
export function dialoguePipeline(names: readonly string[]): Promise<PipelinePort> {
  return transcriptPipeline(names.map(dialogue));
}

/** Gives these transcripts in this order. */
export async function transcriptPipeline(transcripts: readonly Transcript[]): Promise<PipelinePort> {
  const rules = await loadRules(join(ROOT, 'resources'));
  const lexicon = loadLexicon(join(ROOT, 'resources/lexicon'));
  if (!rules.ok || !lexicon.ok) throw new Error('The shipped rules do not load.');
  const stages = noteStages({
    reader: null,
    lexicon: lexicon.value,
    rules: rules.value,
    stamp: { app: '0.0.0', models: 'none' },
  });
  let next = 0;
  return {
    async process({ session, patient, therapist, payerId, timers, signal }) {
      const transcript = transcripts[next++] ?? { utterances: [], gaps: [] };
      const subject = { session, patient, therapist, payerId };
      const entered = { timers, typed: [], tieChoices: [] };
      const ran = await runStages(
        stages,
        { values: { transcript, subject, entered }, keys: { subject: 'subject', entered: 'entered' } },
        { signal, now: () => performance.now(), checkpoints: { load: async () => undefined, save: async () => {} } },
      );
      if (!ran.ok) return ran;
      const { facts, ledger, charges, note } = ran.value.graph as Required<typeof ran.value.graph>;
      // Read with the times as they are written; only the sound behind it is closed up.
      const played = withoutPauses(transcript);
      const durationMs = lengthMs(played);
      const frontEnd = { mode: 'single', durationMs, health: [], notices: [], segments: [], dropped: [] } as const;
      return ok({ frontEnd, transcript: played, facts, ledger, charges, note });
    },
  };
}

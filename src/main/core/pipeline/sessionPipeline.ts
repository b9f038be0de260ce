/**
 * The pipeline with its parts in place: rules, lexicon and models of this installation, front end and recogniser in
 * processes of their own. One object serves many sessions; the processes start with the first and end with `close`.
 */
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { checkModels } from '../../../audio/onnx/checkModels.ts';
import { loadStockPhrases, type StockPhrases } from '../../../audio/transcribe/stockPhrases.ts';
import { transcribeSounds } from '../../../audio/transcribe/transcribeSounds.ts';
import { spokenMarks } from '../../../nlp/extract/spokenMarks.ts';
import type { Lexicon } from '../../../nlp/lexicon/lexicon.ts';
import type { RuleSet } from '../../../shared/domain/rules.ts';
import { type Transcript, textOf, type Word } from '../../../shared/domain/utterance.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Span } from '../../../shared/time.ts';
import { createEngineClient } from '../host/engineClient.ts';
import { createFrontEndClient } from '../host/frontEndClient.ts';
import type { ProcessHost } from '../host/processHost.ts';
import { createReaderClient } from '../host/readerClient.ts';
import type { Installation } from '../installation.ts';
import type { FactReader } from '../reading/factReader.ts';
import { bundledRecogniser, type RecogniserPlace, recogniserFingerprint } from '../recognisers/recogniserPlace.ts';
import { loadLexicon } from '../rules/loadLexicon.ts';
import { loadRules } from '../rules/loadRules.ts';
import { appVersion } from '../version.ts';
import { type CheckpointStore, noCheckpoints } from './checkpoint.ts';
import type { EnteredMinutes, SessionGraph, SoundInput, Subject } from './graph.ts';
import { type RunOutcome, runStages, type StageProgress } from './orchestrator.ts';
import { rememberingRecogniser } from './rememberingRecogniser.ts';
import { noteStages, oneByOne, type StageDeps, sessionStages } from './sessionStages.ts';
import { type WorkAheadDeps, workAhead } from './workAhead.ts';

export interface SessionRun {
  readonly sound: SoundInput;
  readonly subject: Subject;
  readonly entered: EnteredMinutes;
  /** Changes when the sound does: a checkpoint of another recording is never used. */
  readonly soundKey?: string;
  readonly checkpoints?: CheckpointStore;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: StageProgress) => void;
}

/** From a transcript on: a typed or imported one, or one whose speakers or words were corrected. */
export type NoteRun = Omit<SessionRun, 'sound' | 'soundKey' | 'checkpoints'> & Pick<SessionGraph, 'transcript'>;

export interface SessionPipeline {
  readonly rules: RuleSet;
  readonly lexicon: Lexicon;
  process(run: SessionRun): Promise<Result<RunOutcome<SessionGraph>>>;
  draftAgain(run: NoteRun): Promise<Result<RunOutcome<SessionGraph>>>;
  /**
   * Works through a recording that goes on, for a `process` of the same sound later; ends with the signal.
   * @param wait until the next look; by default on the clock
   */
  workAhead(sound: SoundInput, signal: AbortSignal, wait?: WorkAheadDeps['wait']): Promise<void>;
  /** Sound to transcript alone. */
  transcribe(run: Pick<SessionRun, 'sound' | 'signal' | 'onProgress'>): Promise<Result<RunOutcome<SessionGraph>>>;
  /** A line of a transcript read again: its words in the ways that differ, the first one favouring terms. */
  hearAgain(run: Pick<SessionRun, 'sound' | 'signal'> & { readonly span: Span }): Promise<readonly (readonly Word[])[]>;
  /** Moments the therapist marked by saying so, milliseconds. */
  marks(transcript: Transcript): readonly number[];
  close(): Promise<void>;
}

export interface PipelineOptions {
  readonly installation: Installation;
  readonly processHost?: ProcessHost;
  /** An imported recogniser in place of the bundled one. */
  readonly recogniser?: RecogniserPlace;
  /** Shared with others and closed by its owner; without it the pipeline has its own. */
  readonly reader?: FactReader;
  /** Threads of the recogniser; all cores are taken when nothing records. */
  readonly threads: number;
}

export async function createSessionPipeline(options: PipelineOptions): Promise<Result<SessionPipeline>> {
  const { models, resources } = options.installation;
  const rules = await loadRules(resources);
  if (!rules.ok) return rules;
  const lexicon = loadLexicon(join(resources, 'lexicon'));
  if (!lexicon.ok) return lexicon;
  const checked = await checkModels(models);
  if (!checked.ok) return checked;
  const place = options.recogniser ?? bundledRecogniser(options.installation);
  const fingerprint = await fingerprintWith(checked.value.fingerprint, place);
  if (!fingerprint.ok) return fingerprint;
  const stockPhrases: StockPhrases = await loadStockPhrases(join(resources, 'asr/stock-phrases.json'));
  const host = options.processHost;
  const frontEnd = createFrontEndClient({ configuration: { modelsFolder: models, resourcesFolder: resources }, host });
  const engine = createEngineClient({
    configuration: {
      modelsFolder: place.folder,
      modelId: place.modelId,
      threads: options.threads,
      vocabularyFile: join(resources, 'asr/vocabulary.json'),
      confidenceFile: join(resources, 'asr/confidence.json'),
    },
    host,
  });
  const ownReader =
    options.reader === undefined
      ? createReaderClient({ configuration: { modelsFolder: models, threads: options.threads }, host })
      : null;
  const recogniser = rememberingRecogniser(engine);
  const deps: StageDeps = {
    hear: (input, context) => frontEnd.hear(input, context),
    recogniser,
    stockPhrases,
    reader: options.reader ?? ownReader,
    lexicon: lexicon.value,
    rules: rules.value,
    stamp: { app: appVersion(options.installation.root), models: fingerprint.value },
  };
  const stages = sessionStages(deps);
  const now = (): number => performance.now();
  const keys = { heard: fingerprint.value, subject: 'subject', entered: 'entered' } as const;
  return ok({
    rules: rules.value,
    lexicon: lexicon.value,
    process: async ({ sound, subject, entered, soundKey, checkpoints = noCheckpoints, signal, onProgress }) => {
      const outcome = await runStages(
        stages,
        { values: { sound, subject, entered }, keys: { ...keys, sound: `${soundKey ?? randomUUID()} ${keys.heard}` } },
        { signal, checkpoints, now, onProgress },
      );
      recogniser.forget();
      return outcome;
    },
    workAhead: (sound, signal, wait = waitUnlessAborted) => {
      recogniser.forget();
      const { hearAhead } = frontEnd;
      return workAhead(sound, { recogniser, stockPhrases, hearAhead, wait }, signal);
    },
    draftAgain: ({ transcript, subject, entered, signal, onProgress }) =>
      runStages(
        noteStages(deps),
        { values: { transcript, subject, entered }, keys },
        { signal, checkpoints: noCheckpoints, now, onProgress },
      ),
    transcribe: ({ sound, signal, onProgress }) =>
      runStages(
        stages.slice(0, 2),
        { values: { sound }, keys },
        { signal, checkpoints: noCheckpoints, now, onProgress },
      ),
    hearAgain: async ({ sound, span, signal }) => {
      const sounds = await frontEnd.hearSpan(sound, span, signal);
      const readings: (readonly Word[])[] = [];
      for (const care of ['fully', 'widely'] as const) {
        const options = { ownTerms: sound.ownTerms, care, signal };
        const { utterances } = await transcribeSounds(oneByOne({ sounds }), { recogniser, stockPhrases }, options);
        const words = utterances.flatMap((line) => line.words).toSorted((a, b) => a.startMs - b.startMs);
        if (!readings.some((known) => textOf(known) === textOf(words))) readings.push(words);
      }
      return readings;
    },
    marks: (transcript) => spokenMarks(transcript, lexicon.value),
    close: async () => {
      await Promise.all([frontEnd.close(), engine.close(), ownReader?.close()]);
    },
  });
}

/** Of all models that have a part in a note: the bundled ones, and the recogniser that replaces one of them. */
async function fingerprintWith(bundled: string, place: RecogniserPlace): Promise<Result<string>> {
  if (place.origin === 'bundled') return ok(bundled);
  const own = await recogniserFingerprint(place);
  return own.ok ? ok(createHash('sha256').update(`${bundled}\n${own.value}`).digest('hex')) : own;
}

function waitUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  return setTimeout(ms, undefined, { signal, ref: false }).catch(() => undefined);
}

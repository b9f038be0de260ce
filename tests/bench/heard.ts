/**
 * Facts from sound: annotated dialogues spoken in simulated rooms go through the product's whole way (front end, who
 * speaks, recogniser, reader, extraction), and the facts are scored like those of bench:nlp, beside the facts of the true words.
 *   node tests/bench/heard.ts SCENES DIALOGUES [--results FOLDER] [--only TEXT,TEXT] [--limit N] [--threads N] [--detail]
 * SCENES holds one folder per rendered scene (mix.wav, reference.json, where there are any enrol.wav and array.json) whose
 * reference.json names its dialogue as `case`; heard/renderDialogues.ts makes such scenes. DIALOGUES holds the annotated
 * dialogues by that id. With --results transcripts are kept there and scenes that have one are not heard again, so that a
 * change of the extraction alone is measured in seconds.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findInstallation } from '../../src/main/core/installation.ts';
import { NOTHING_ENTERED, type SoundInput, type Subject } from '../../src/main/core/pipeline/graph.ts';
import { createSessionPipeline } from '../../src/main/core/pipeline/sessionPipeline.ts';
import { toGoldForm } from '../../src/nlp/goldForm.ts';
import type { Fact } from '../../src/shared/domain/facts.ts';
import type { Transcript } from '../../src/shared/domain/utterance.ts';
import type { Result } from '../../src/shared/result.ts';
import { type Dialogue, parsePrediction, readDialogues } from './facts/dialogueForm.ts';
import { scoreDialogue } from './facts/factScore.ts';
import { type GymScene, readScenes } from './gymScene.ts';
import { asSpoken, onTrueLines, trueTranscript } from './heard/annotatedScene.ts';
import { conditionTable, forbiddenList, type HeardScene, kindTable, lostTable } from './heard/heardTables.ts';
import { lostFacts } from './heard/lost.ts';
import { scoreScene } from './sceneScore.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    results: { type: 'string' },
    only: { type: 'string', default: '' },
    limit: { type: 'string' },
    threads: { type: 'string', default: '2' },
    detail: { type: 'boolean', default: false },
  },
});
const [scenesFolder, dialoguesFolder] = positionals;
if (!scenesFolder || !dialoguesFolder)
  throw new Error('Name the folder of rendered scenes and that of their dialogues.');
const parts = readDialogues(path.resolve(dialoguesFolder));
const dialogues = new Map(parts.flatMap((part) => part.dialogues).map((dialogue) => [dialogue.id, dialogue]));
const pipeline = must(
  await createSessionPipeline({ installation: findInstallation(), threads: Number(values.threads) }),
);
const signal = new AbortController().signal;

const wanted = values.only.split(',');
const scenes = readScenes(path.resolve(scenesFolder))
  .map((scene) => ({ scene, dialogue: dialogues.get(scene.truth.case ?? '') }))
  .filter((one): one is { scene: GymScene; dialogue: Dialogue } => one.dialogue !== undefined)
  .filter(({ scene }) => wanted.some((text) => scene.name.includes(text)))
  .slice(0, values.limit ? Number(values.limit) : undefined);
if (scenes.length === 0) throw new Error(`No scene in ${scenesFolder} has a dialogue in ${dialoguesFolder}.`);

const outcomes: HeardScene[] = [];
let soundS = 0;
for (const { scene, dialogue } of scenes) {
  outcomes.push(await outcomeOf(scene, asSpoken(dialogue, scene.truth)));
  soundS += scene.truth.durationS;
  process.stderr.write(`${outcomes.length} of ${scenes.length}: ${scene.name}\n`);
}
await pipeline.close();
print(outcomes);

async function outcomeOf(scene: GymScene, dialogue: Dialogue): Promise<HeardScene> {
  const said = trueTranscript(dialogue);
  const heard = await heardOf(scene, dialogue);
  const scoreOf = (facts: readonly Fact[]) => scoreDialogue(dialogue, parsePrediction(toGoldForm(facts, said)));
  const scores = {
    said: scoreOf(await factsOf(said, scene)),
    heard: scoreOf(onTrueLines(await factsOf(heard, scene), heard, said)),
  };
  const written = heard.utterances.flatMap(({ speaker, words }) =>
    words.map(({ startMs, endMs, text }) => ({ speaker, text, t0: startMs / 1000, t1: endMs / 1000 })),
  );
  return {
    scene: scene.name,
    condition: scene.type === 'quiet' ? 'quiet' : `${scene.snrDb} dB`,
    ...scores,
    words: scoreScene(scene.truth, written),
    lost: lostFacts(scene.name, scores, { said, heard }),
  };
}

async function heardOf(scene: GymScene, dialogue: Dialogue): Promise<Transcript> {
  const kept = values.results ? path.join(values.results, `${scene.name}.json`) : null;
  if (kept && existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as Transcript;
  const file = (name: string) => path.join(scene.folder, name);
  const enrolled = existsSync(file('enrol.wav'));
  const sound: SoundInput = {
    session: { kind: 'wav', path: file('mix.wav') },
    enrolment: enrolled ? { kind: 'wav', path: file('enrol.wav') } : null,
    geometry: scene.geometry,
    channel: null,
    hasCompanion: dialogue.utterances.some(({ speaker }) => speaker === 'caregiver'),
  };
  const { transcript } = must(await pipeline.transcribe({ sound, signal })).graph;
  if (kept) {
    mkdirSync(path.dirname(kept), { recursive: true });
    writeFileSync(kept, JSON.stringify(transcript, null, 1));
  }
  return transcript;
}

/** By the stages of the note, as the app makes them of a transcript. */
async function factsOf(transcript: Transcript, scene: GymScene): Promise<readonly Fact[]> {
  const subject: Subject = {
    ...{ patient: null, therapist: null, payerId: 'medicare-part-b' },
    session: {
      ...{ id: 'bench', patientId: 'unknown', state: 'review', dateOfService: '2026-01-05', startedAt: null },
      ...{ timeZone: 'UTC', consent: { kind: 'pending' }, durationMs: scene.truth.durationS * 1000, isSample: false },
    },
  };
  return must(await pipeline.draftAgain({ transcript, subject, entered: NOTHING_ENTERED, signal })).graph.facts;
}

function print(found: readonly HeardScene[]): void {
  const lost = found.flatMap((scene) => scene.lost);
  const byLevel = (name: string) => (name === 'quiet' ? Number.POSITIVE_INFINITY : Number.parseFloat(name));
  const conditions = [...new Set(found.map(({ condition }) => condition))].sort((a, b) => byLevel(b) - byLevel(a));
  const texts = [
    `${found.length} scenes, ${(soundS / 60).toFixed(1)} minutes of sound`,
    conditionTable(found, conditions),
    kindTable(found),
    forbiddenList(found),
    lostTable(lost),
  ];
  if (values.detail) {
    texts.push(
      ...lost.map((fact) => `${fact.scene} ${fact.cause} ${fact.kind}\n  said  ${fact.said}\n  heard ${fact.heard}`),
    );
    texts.push(...found.flatMap(({ scene, heard }) => heard.detail.map((line) => `${scene} ${line}`)));
  }
  process.stdout.write(`${texts.join('\n\n')}\n`);
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/**
 * The live lane's own process: reads the running recording from its file and tells words as a preview. It yields
 * to the recorder and the pages; when it is slow or gone there is no preview, and that is all.
 */
import '../../audio/onnx/telemetry.ts';
import os from 'node:os';
import { join } from 'node:path';
import { followJournal } from '../../audio/journal/followJournal.ts';
import { nodeJournalFs } from '../../audio/journal/nodeJournalFs.ts';
import { openJournalSource } from '../../audio/journal/openJournalSource.ts';
import { createLiveFrontEnd } from '../../audio/live/liveFrontEnd.ts';
import { checkModels, modelPath } from '../../audio/onnx/checkModels.ts';
import { openSoundModels } from '../../audio/onnx/soundModels.ts';
import { openWhisper } from '../../audio/transcribe/openWhisper.ts';
import { loadStockPhrases } from '../../audio/transcribe/stockPhrases.ts';
import { SAMPLE_RATE_HZ } from '../../shared/domain/audio.ts';
import { AppFailure, type Result } from '../../shared/result.ts';
import { type LiveNews, type LiveRequest, liveConfigurationSchema, liveContract } from '../core/live/liveContract.ts';
import { runLiveLane } from '../core/live/liveLane.ts';
import { parentPort } from './parentPort.ts';
import { serveWorker } from './serveWorker.ts';

const { modelsFolder, resourcesFolder, threads } = liveConfigurationSchema.parse(JSON.parse(process.argv[2] ?? 'null'));
os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

/** What was said while the models were being opened is caught up with. */
const KEPT_SAMPLES = 10 * SAMPLE_RATE_HZ;

async function openModels() {
  const checked = must(await checkModels(modelsFolder, ['vad.', 'speaker.']));
  const sound = await openSoundModels({
    vad: modelPath(checked, 'vad.silero'),
    voice: modelPath(checked, 'speaker.ge2e'),
    segmenter: join(resourcesFolder, 'audio/segmenter.json'),
  });
  const recogniser = must(await openWhisper(modelsFolder, { threads }));
  const stockPhrases = await loadStockPhrases(join(resourcesFolder, 'asr/stock-phrases.json'));
  return { sound, recogniser, stockPhrases };
}

async function follow(request: LiveRequest, signal: AbortSignal, tell: (news: LiveNews) => void): Promise<null> {
  const { folder, enrolmentFolder, geometry } = request;
  const key = Buffer.from(request.sessionKey);
  const follower = followJournal(folder, key, KEPT_SAMPLES, nodeJournalFs);
  const enrolment = enrolmentFolder === null ? null : must(await openJournalSource(enrolmentFolder, key));
  try {
    const { sound, recogniser, stockPhrases } = await openModels();
    const frontEnd = createLiveFrontEnd(enrolment, geometry, sound);
    const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
    const nowMs = () => performance.now();
    await runLiveLane({ follower, frontEnd, recogniser, vad: sound.vad, stockPhrases, tell, wait, nowMs }, signal);
    return null;
  } finally {
    follower.close();
    await enrolment?.close();
    key.fill(0);
  }
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new AppFailure(result.error);
  return result.value;
}

serveWorker(
  parentPort(),
  liveContract,
  { follow: (request, { signal, progress }) => follow(request, signal, progress) },
  async () => undefined,
);

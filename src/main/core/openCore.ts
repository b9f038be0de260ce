/** The core of this installation with its real parts, for every shell: rules, sound, microphones, pipeline, paper. */
import { cpus } from 'node:os';
import type { CaptureAdapter } from '../../audio/capture/chooseSource.ts';
import type { AppStatus } from '../../shared/contract.ts';
import { ok, type Result } from '../../shared/result.ts';
import { createClinicalRules } from './adapters/clinicalRules.ts';
import { createDocuments } from './adapters/documents.ts';
import { createIntegration } from './adapters/integration.ts';
import { createLazyPipeline } from './adapters/lazyPipeline.ts';
import { createMicrophones } from './adapters/microphones.ts';
import { createReports } from './adapters/reports.ts';
import { createSealedSounds } from './adapters/sealedSounds.ts';
import { createWrittenWords } from './adapters/writtenWords.ts';
import { createPageMicrophone } from './capture/pageMicrophone.ts';
import { type Core, createCore } from './createCore.ts';
import { createChildProcessHost } from './host/childProcessHost.ts';
import type { ProcessHost } from './host/processHost.ts';
import { createReaderClient } from './host/readerClient.ts';
import { findInstallation, type Installation } from './installation.ts';
import { createPreviewStarter } from './live/livePreview.ts';
import { createModelLibrary, libraryFolder } from './recognisers/modelLibrary.ts';
import { loadRules } from './rules/loadRules.ts';
import { keepOutOfCoreDumps } from './security/coreDump.ts';
import { defaultDataFolder } from './security/dataFolder.ts';
import type { SecretStore } from './security/secretStore.ts';
import { appVersion } from './version.ts';

export interface OpenCoreOptions {
  readonly shell: AppStatus['shell'];
  /** null: the platform's own place, or OT_SCRIBE_DATA. */
  readonly dataFolder?: string | null;
  readonly processHost?: ProcessHost;
  readonly secretStore?: SecretStore | null;
  readonly installation?: Installation;
  /** Where sound comes from; default: the machine's microphones. */
  readonly captureAdapter?: CaptureAdapter;
}

const MAX_THREADS = 4;
/** Chunks of a few seconds gain nothing from more. */
const MAX_PREVIEW_THREADS = 2;

export async function openCore(options: OpenCoreOptions): Promise<Result<Core>> {
  keepOutOfCoreDumps();
  const installation = options.installation ?? findInstallation();
  const host = options.processHost ?? createChildProcessHost();
  const rules = await loadRules(installation.resources);
  if (!rules.ok) return rules;
  const sound = createSealedSounds(Date.now);
  // One core stays free: a recording that goes on comes before a note that is being made.
  const threads = Math.max(1, Math.min(MAX_THREADS, cpus().length - 1));
  const preview = createPreviewStarter({
    host,
    configuration: {
      modelsFolder: installation.models,
      resourcesFolder: installation.resources,
      threads: Math.min(MAX_PREVIEW_THREADS, threads),
    },
  });
  const page = createPageMicrophone();
  const dataFolder = options.dataFolder ?? defaultDataFolder();
  const recognisers = createModelLibrary({ folder: libraryFolder(dataFolder), installation, threads, host });
  const reader = createReaderClient({ configuration: { modelsFolder: installation.models, threads }, host });
  const pipeline = createLazyPipeline({
    ...{ installation, threads, reader },
    processHost: host,
    chosenRecogniser: recognisers.chosen,
    recogniserNamed: recognisers.find,
  });
  const version = appVersion(installation.root);
  const about = { resourcesFolder: installation.resources, rules: rules.value, app: version };
  const clinical = createClinicalRules(rules.value);
  const words = createWrittenWords({ ...about, reader, modelsFolder: installation.models });
  const core = createCore({
    dataFolder,
    resourcesFolder: installation.resources,
    version,
    shell: options.shell,
    secretStore: options.secretStore ?? null,
    sound,
    capture: createMicrophones({
      host,
      sound,
      adapter: options.captureAdapter,
      preview,
      workAhead: pipeline.workAhead,
      page,
    }),
    page,
    pipeline,
    hearAgain: pipeline,
    recognisers,
    ...{ clinical, words },
    integration: createIntegration({ ...about, words, clinical }),
    documents: createDocuments(installation.resources, rules.value.unitRules),
    reports: createReports(about),
  });
  if (!core.ok) return core;
  const close = async (): Promise<void> => {
    await core.value.close();
    await pipeline.close();
    await reader.close();
  };
  return ok({ ...core.value, close });
}

import { checkModels } from '../../audio/onnx/checkModels.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Installation } from './installation.ts';

export interface ModelListing {
  /** Changes with any model file; stands in the stamp of each draft. */
  readonly fingerprint: string;
  readonly models: readonly {
    readonly id: string;
    readonly purpose: string;
    readonly file: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly licence: string;
    readonly source: string;
    readonly state: 'good';
  }[];
}

/** The bundled models, each checked against its checksum. */
export async function listModels(installation: Installation): Promise<Result<ModelListing>> {
  const checked = await checkModels(installation.models);
  if (!checked.ok) return checked;
  const { fingerprint, models } = checked.value;
  return ok({
    fingerprint,
    models: [...models.values()].map(({ id, purpose, file, bytes, sha256, licence, source }) => ({
      ...{ id, purpose, file, bytes, sha256, licence, source },
      state: 'good',
    })),
  });
}

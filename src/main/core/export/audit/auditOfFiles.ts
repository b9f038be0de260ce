/** The audit pack of a record file and, where there is one, the recording behind it. */
import { openWav } from '../../../../audio/wav/openWav.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import { cutClip } from '../../session/cutClip.ts';
import type { ReleasedRecord } from '../release.ts';
import { auditPack } from './auditPack.ts';

export async function auditOfFiles(
  record: ReleasedRecord,
  soundPath: string | null,
  resourcesFolder: string,
): Promise<Result<ReadonlyMap<string, Uint8Array>>> {
  const sound = soundPath === null ? ok(null) : await openWav(soundPath);
  if (!sound.ok) return sound;
  const source = sound.value;
  const good = (record.frontEnd?.health ?? [])
    .filter(({ verdict }) => verdict === 'good')
    .map(({ channel }) => channel);
  try {
    const clip = source === null ? null : (span: Parameters<typeof cutClip>[1]) => cutClip(source, span, good);
    return await auditPack({ record, signed: null, clip, resourcesFolder });
  } finally {
    await source?.close();
  }
}

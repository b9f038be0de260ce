/**
 * Where a stretch of sound is stored, in a form that can be sent to another process: models run there and open the
 * sound themselves, so that hours of samples never travel between processes.
 */
import { openJournalSource } from '../../../audio/journal/openJournalSource.ts';
import { openWav } from '../../../audio/wav/openWav.ts';
import type { PcmSource } from '../../../shared/domain/audio.ts';
import type { Result } from '../../../shared/result.ts';

export type SoundDescriptor =
  | { readonly kind: 'wav'; readonly path: string }
  | { readonly kind: 'journal'; readonly folder: string; readonly sessionKey: Uint8Array };

export interface OpenSound extends PcmSource {
  close(): Promise<void>;
}

export function openSound(descriptor: SoundDescriptor): Promise<Result<OpenSound>> {
  return descriptor.kind === 'wav'
    ? openWav(descriptor.path)
    : openJournalSource(descriptor.folder, Buffer.from(descriptor.sessionKey));
}

/** The adapters by name. `node-record` is the default; see each adapter for what it is good for. */
import { ok, type Result } from '../../shared/result.ts';
import { createArecordSource } from './arecordSource.ts';
import type { CaptureFormat, CaptureSource } from './captureSource.ts';
import { createFileReplaySource } from './fileReplaySource.ts';
import { createNodeRecordSource } from './nodeRecordSource.ts';
import { createPageSource, type PageSource } from './pageSource.ts';

export type CaptureAdapter =
  | { readonly kind: 'node-record'; readonly recorder?: 'arecord' | 'rec' | 'sox' }
  | { readonly kind: 'arecord' }
  | { readonly kind: 'replay'; readonly speed: number }
  /** A page hears it and hands it over, see pageSource. */
  | { readonly kind: 'page' };

export const DEFAULT_ADAPTER: CaptureAdapter = { kind: 'node-record' };

export function createCaptureSource(
  adapter: CaptureAdapter,
  format: CaptureFormat,
): Result<CaptureSource & Partial<Pick<PageSource, 'feed'>>> {
  switch (adapter.kind) {
    case 'node-record':
      return createNodeRecordSource(format, adapter.recorder);
    case 'arecord':
      return ok(createArecordSource(format));
    case 'replay':
      return ok(createFileReplaySource(format, adapter.speed));
    case 'page':
      return ok(createPageSource(format));
  }
}

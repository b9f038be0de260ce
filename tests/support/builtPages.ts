/** A folder like the one the renderer's build leaves behind, small enough to know every file of it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface BuiltPages {
  readonly folder: string;
  remove(): void;
}

export function buildSmallPages(): BuiltPages {
  const root = mkdtempSync(join(tmpdir(), 'ot-scribe-pages-'));
  const folder = join(root, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__" /><script type="module" src="./assets/app-1.js"></script>',
  );
  writeFileSync(join(folder, 'assets/app-1.js'), 'export {};');
  writeFileSync(join(folder, 'assets/app-1.css'), 'body{}');
  writeFileSync(join(folder, 'assets/inter-1.woff2'), 'font');
  writeFileSync(join(folder, 'not-listed.js'), 'secret');
  writeFileSync(join(root, 'secret.js'), 'secret');
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({
      'index.html': {
        file: 'assets/app-1.js',
        css: ['assets/app-1.css'],
        assets: ['assets/inter-1.woff2'],
        isEntry: true,
      },
    }),
  );
  return { folder, remove: () => rmSync(root, { recursive: true, force: true }) };
}

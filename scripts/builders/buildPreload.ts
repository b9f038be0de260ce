/** The preload script: one CommonJS file, because a sandboxed preload can load nothing but Electron's own module. */
import { join } from 'node:path';
import { build } from 'vite';

export async function buildPreload(root: string, outFolder: string): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir: outFolder,
      emptyOutDir: false,
      minify: false,
      target: 'chrome130',
      rolldownOptions: {
        input: join(root, 'src/main/shell/electron/preload.ts'),
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
      },
    },
  });
}

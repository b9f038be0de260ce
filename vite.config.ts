/**
 * Builds the pages. Everything they load is a file of their own origin: no inline script, no data: font, no eval,
 * so that the strict content security policy of both shells holds. The manifest lists what a shell may serve.
 */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('./src/renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: here('./dist/renderer'),
    emptyOutDir: true,
    manifest: 'manifest.json',
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      // The audio thread loads its module by its address: a file of its own, under a name that the page knows.
      input: {
        index: here('./src/renderer/index.html'),
        captureWorklet: here('./src/renderer/microphone/captureWorklet.ts'),
      },
      output: {
        entryFileNames: ({ name }) =>
          name === 'captureWorklet' ? 'assets/captureWorklet.js' : 'assets/[name]-[hash].js',
      },
    },
    target: 'chrome130',
    cssTarget: 'chrome130',
    reportCompressedSize: false,
  },
});

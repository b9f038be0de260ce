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
    target: 'chrome130',
    cssTarget: 'chrome130',
    reportCompressedSize: false,
  },
});

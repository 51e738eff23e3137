/** Builds the site into dist/viewer: files that any web server can serve, from any folder of it. */
import { cpSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { serviceWorker } from './offline/build-service-worker.ts';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Packed data sets lie beside the page. */
const data: Plugin = {
  name: 'data',
  closeBundle() {
    if (existsSync(path('../dist/data'))) cpSync(path('../dist/data'), path('../dist/viewer/data'), { recursive: true });
  },
};

export default defineConfig({
  root: path('.'),
  base: './',
  worker: { format: 'es' },
  plugins: [data, serviceWorker],
  build: {
    outDir: path('../dist/viewer'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
});

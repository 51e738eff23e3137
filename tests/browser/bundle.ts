/** Builds a module of these tests, and all that it imports, into one file that a page can load. */
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../build.ts';

/** `entry`: a file in tests/browser; returns the path of the built module. */
export async function bundle(entry: string): Promise<string> {
  const outDir = join(root, '.cache/browser', entry.replace(/\.ts$/, ''));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      lib: { entry: join(root, 'tests/browser', entry), formats: ['es'], fileName: () => 'bundle.js' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  return join(outDir, 'bundle.js');
}

/** A part of the site's build: the service worker, told which files to keep. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

export const serviceWorker: Plugin = {
  name: 'service-worker',
  apply: 'build',
  generateBundle(_options, bundle) {
    const names = Object.keys(bundle).filter((name) => !name.endsWith('.map'));
    const hash = createHash('sha256');
    for (const name of [...names].sort()) {
      const file = bundle[name]!;
      hash.update(name).update(file.type === 'chunk' ? file.code : file.source);
    }
    const files = ['./', ...names.filter((name) => name !== 'index.html').map((name) => `./${name}`)];
    const head = `const VERSION = ${JSON.stringify(hash.digest('hex').slice(0, 16))};\nconst FILES = ${JSON.stringify(files)};\n`;
    const source = head + readFileSync(new URL('service-worker.js', import.meta.url), 'utf8');
    this.emitFile({ type: 'asset', fileName: 'service-worker.js', source });
  },
};

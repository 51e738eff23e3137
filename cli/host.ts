/** The engine's host in the terminal: clock, event loop, and packed data files of the package. */
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NeurariumError, type PaceHost } from '../engine/index.ts';

/** The package's own folder: the nearest one above this file with its package.json, whether it runs from source or from dist. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const description = join(folder, 'package.json');
    if (existsSync(description) && JSON.parse(readFileSync(description, 'utf8')).name === 'neurarium') return folder;
    const parent = dirname(folder);
    if (parent === folder)
      throw new NeurariumError({ code: 'data', message: `no package 'neurarium' at or above ${import.meta.url}` });
    folder = parent;
  }
}

async function loadData(folder: string, name: string): Promise<Uint8Array> {
  if (!/^[a-z0-9][a-z0-9._-]*$/i.test(name)) {
    throw new NeurariumError({ code: 'data', message: `'${name}' is no name of a data file`, hint: "Such as 'mnist.bin'." });
  }
  const path = join(folder, name);
  try {
    return await readFile(path);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'it does not exist' : (error as Error).message;
    const hint =
      "In a checkout run 'npm ci', or 'npm run prepare' where packages are installed; an installed package ships its data.";
    throw new NeurariumError({ code: 'data', message: `cannot read the data file ${path}: ${reason}`, hint }, { cause: error });
  }
}

/** The host of a simulation in Node. `dataFolder`: where packed data lie; by default the package's own dist/data. */
export function nodeHost(dataFolder?: string): PaceHost {
  return {
    now: () => performance.now(),
    yield: () => new Promise((resolve) => setImmediate(resolve)),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    loadData: (name) => loadData(dataFolder ?? join(packageRoot(), 'dist', 'data'), name),
  };
}

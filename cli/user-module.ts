/** Loads a user's own module, TypeScript or JavaScript, with `neurarium` in it meaning this very program. */
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';

/** '.ts' where this program runs from its sources, '.js' where it was built. */
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const entry = new URL(`../index${extension}`, import.meta.url).href;
let hooked = false;

/** @throws whatever the module throws */
export async function importUserModule(path: string): Promise<Record<string, unknown>> {
  if (!hooked) {
    hooked = true;
    // Loaded only for TypeScript: it brings a compiler along. Who runs from sources has it already. Not its `tsImport`, which would
    // load a second engine for the file, with errors of another class.
    if (path.endsWith('ts') && extension === '.js') (await import('tsx/esm/api')).register();
    register(`./scenario-hooks${extension}`, import.meta.url, { data: { entry } });
  }
  // Deep enough to reach the user's line from inside the engine.
  Error.stackTraceLimit = 50;
  return import(pathToFileURL(path).href);
}

/** What a file can import from 'neurarium'. */
export async function exportedNames(): Promise<string[]> {
  return Object.keys(await import(entry));
}

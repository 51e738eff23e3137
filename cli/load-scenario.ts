/** Finds a scenario by id, or loads a user's own file. */
import { existsSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isScenario, NeurariumError, type Scenario, suggest } from '../engine/index.ts';
import { scenarios } from '../scenarios/index.ts';

/** @throws NeurariumError where there is none, or where the file throws or exports something else */
export async function loadScenario(name: string): Promise<Scenario> {
  const known = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined;
  if (known !== undefined) return (await known()).default;
  if (/[\\/]|\.[cm]?[jt]s$/.test(name)) return loadFile(name);
  throw new NeurariumError({
    code: 'usage',
    message: `no scenario '${name}'`,
    hint: `${suggest(name, Object.keys(scenarios))} 'neurarium list' shows all; a file of your own is given by its path, such as ./${name}.ts.`,
  });
}

async function loadFile(path: string): Promise<Scenario> {
  const full = resolve(path);
  if (!existsSync(full)) throw new NeurariumError({ code: 'usage', message: `no file ${path}`, hint: `Looked for ${full}.` });
  if (!['.ts', '.js', '.mts', '.mjs'].includes(extname(full))) {
    throw new NeurariumError({
      code: 'usage',
      message: `${path} is no TypeScript or JavaScript module`,
      hint: 'A scenario file ends in .ts or .js.',
    });
  }
  const loaded = await importFile(full, path);
  const scenario = loaded['default'];
  if (isScenario(scenario)) return scenario;
  throw new NeurariumError({
    code: 'description',
    message: `${path} exports no scenario`,
    hint: "End it with: export default scenario({ id: '...', ... })",
  });
}

async function importFile(full: string, path: string): Promise<Record<string, unknown>> {
  try {
    if (!full.endsWith('ts')) return await import(pathToFileURL(full).href);
    // Loaded only for TypeScript files: it brings a compiler along.
    const { tsImport } = await import('tsx/esm/api');
    return await tsImport(pathToFileURL(full).href, import.meta.url);
  } catch (error) {
    if (error instanceof NeurariumError) throw error;
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new NeurariumError(
      { code: 'description', message: `loading it threw ${text}`, where: `scenario file ${path}`, hint: placeIn(error, full) },
      { cause: error },
    );
  }
}

/** The line of the user's file that threw, if the stack names one. */
function placeIn(error: unknown, full: string): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const line = stack.split('\n').find((each) => each.includes(full));
  const at = line === undefined ? null : /:(\d+):(\d+)\)?$/.exec(line.trim());
  return at === null ? undefined : `Look at line ${at[1]}, column ${at[2]}.`;
}

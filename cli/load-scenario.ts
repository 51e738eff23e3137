/** Finds a scenario by id, or loads a user's own file. */
import { existsSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { isScenario, NeurariumError, type Scenario, suggest } from '../engine/index.ts';
import { scenarios } from '../scenarios/index.ts';
import { exportedNames, importUserModule } from './user-module.ts';

const extensions = ['.ts', '.js', '.mts', '.mjs'];

/** Whether a word of the command line can only mean a scenario: an id that there is, or a path. */
export function namesScenario(word: string): boolean {
  return Object.hasOwn(scenarios, word) || isPath(word);
}

function isPath(word: string): boolean {
  return /[\\/]/.test(word) || extensions.includes(extname(word));
}

/** @throws NeurariumError where there is none, or where the file throws or exports something else */
export async function loadScenario(name: string): Promise<Scenario> {
  const known = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined;
  if (known !== undefined) return (await known()).default;
  if (isPath(name) || existsSync(name)) return loadFile(name);
  throw new NeurariumError({
    code: 'usage',
    message: `no scenario '${name}'`,
    hint: `${suggest(name, Object.keys(scenarios))} 'neurarium list' shows all; a file of your own is given by its path, such as ./${name}.ts.`,
  });
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

async function loadFile(path: string): Promise<Scenario> {
  const full = resolve(path);
  if (!existsSync(full)) throw new NeurariumError({ code: 'usage', message: `no file ${path}`, hint: `Looked for ${full}.` });
  if (!isFile(full)) throw new NeurariumError({ code: 'usage', message: `${path} is no file`, hint: 'Name a file in it.' });
  if (!extensions.includes(extname(full))) {
    throw new NeurariumError({
      code: 'usage',
      message: `${path} is no TypeScript or JavaScript module`,
      hint: 'A scenario file ends in .ts or .js.',
    });
  }
  const scenario = (await importFile(full, path))['default'];
  if (isScenario(scenario)) return scenario;
  throw new NeurariumError({
    code: 'description',
    message: `${path} exports no scenario`,
    hint: "End it with: export default scenario({ id: '...', ... })",
  });
}

async function importFile(full: string, path: string): Promise<Record<string, unknown>> {
  try {
    return await importUserModule(full);
  } catch (error) {
    if (error instanceof NeurariumError) throw atFile(error, path, full);
    const where = `scenario file ${path}`;
    const place = placeIn(error, full);
    // Node tells the line of a syntax error in JavaScript to nobody but the terminal.
    const check = error instanceof SyntaxError && place === undefined ? `'node --check ${path}' shows the line.` : undefined;
    const hint = joined(' ', await missingExport(error), place ?? check);
    throw new NeurariumError(
      { code: 'description', message: `loading it threw ${textOf(error)}`, where, hint },
      { cause: error },
    );
  }
}

/** What went wrong while the scenario ran, with the line of the user's file if that was at work. */
export function placed(error: unknown, name: string): unknown {
  const full = resolve(name);
  return error instanceof NeurariumError && placeIn(error, full) !== undefined ? atFile(error, name, full) : error;
}

function atFile(error: NeurariumError, path: string, full: string): NeurariumError {
  const where = joined(', ', `scenario file ${path}`, error.where);
  const hint = joined(' ', error.hint, placeIn(error, full));
  return new NeurariumError({ code: error.code, message: error.message, where, hint }, { cause: error });
}

function joined(separator: string, ...parts: readonly (string | undefined)[]): string | undefined {
  const there = parts.filter((part) => part !== undefined);
  return there.length === 0 ? undefined : there.join(separator);
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // What compiles TypeScript says "Transform failed with 1 error:" and then a line `path:1:17: ERROR: Unexpected ";"`.
  const syntax = /:\d+:\d+: ERROR: (.*)/.exec(error.message);
  return syntax === null ? `${error.name}: ${error.message}` : `SyntaxError: ${syntax[1]}`;
}

/** The nearest name, where the file imports something from 'neurarium' that is not there. */
async function missingExport(error: unknown): Promise<string | undefined> {
  const found = error instanceof SyntaxError ? /'neurarium' does not provide an export named '(\w+)'/.exec(error.message) : null;
  return found === null ? undefined : suggest(found[1]!, await exportedNames());
}

/** The line of the user's file that threw: the innermost that the error, or the one that caused it, knows of. */
function placeIn(error: unknown, full: string): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const inner = placeIn(error.cause, full);
  if (inner !== undefined) return inner;
  const line = `${error.message}\n${error.stack ?? ''}`.split('\n').find((each) => each.includes(`${full}:`));
  const at = line === undefined ? null : /^:(\d+)(?::(\d+))?/.exec(line.slice(line.indexOf(`${full}:`) + full.length));
  if (at === null) return undefined;
  return `Look at line ${at[1]}${at[2] === undefined ? '' : `, column ${at[2]}`}.`;
}

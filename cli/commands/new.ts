/** `neurarium new`: writes a commented starting point that runs. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { NeurariumError } from '../../engine/index.ts';
import { importedByNeuron, neuronFile } from '../templates/neuron.ts';
import { scenarioFile } from '../templates/scenario.ts';

interface Kind {
  readonly name: 'neuron' | 'scenario';
  readonly about: string;
  readonly example: string;
  /** @throws NeurariumError 'usage' for a name that cannot be had */
  readonly write: (id: string) => string;
}

const kinds: readonly Kind[] = [
  {
    name: 'neuron',
    about: 'a neuron model of your own, with a scenario that runs it',
    example: 'adapting-cell',
    write: (id) => neuronFile(id, constantName(id)),
  },
  { name: 'scenario', about: 'a network of your own', example: 'my-network', write: scenarioFile },
];

export function newCommand(): Command {
  const parent = new Command('new').description('write a commented file to start from').addHelpText('after', examples(kinds));
  for (const kind of kinds) {
    const { name, about } = kind;
    parent.addCommand(
      new Command(name)
        .description(`write <name>.ts into this folder: ${about}`)
        .argument('<name>', `in kebab-case, such as ${kind.example}`)
        .option('--json', 'print one JSON object and nothing else')
        .addHelpText('after', examples([kind]))
        .action((id: string, { json }: { json?: boolean }) => create(kind, id, json === true)),
    );
  }
  return parent;
}

function examples(of: readonly Kind[]): string {
  const lines = of.flatMap(({ name, example }) => [`neurarium new ${name} ${example}`, `neurarium run ./${example}.ts`]);
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

async function create(kind: Kind, id: string, json: boolean): Promise<void> {
  checkName(id);
  const contents = kind.write(id);
  const file = `${id}.ts`;
  await writeNew(file, contents);
  const run = `neurarium run ./${file}`;
  const text = `wrote ${file}: ${kind.about}\nTo run it: ${run}\n`;
  process.stdout.write(json ? `${JSON.stringify({ created: file, kind: kind.name, run })}\n` : text);
}

function fail(message: string, hint: string): never {
  throw new NeurariumError({ code: 'usage', message, hint });
}

function checkName(id: string): void {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) return;
  const near = id
    .replace(/\.[cm]?[jt]s$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '');
  fail(`'${id}' is no name in kebab-case`, `Such as ${near === '' ? 'my-neuron' : near}; the file is written into this folder.`);
}

/** 'adapting-cell' -> 'adaptingCell', a constant that the file can export. */
function constantName(id: string): string {
  const name = id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  if (!taken.has(name)) return name;
  return fail(`a neuron cannot be called '${name}': the name is taken in the file`, `Such as ${id}-neuron.`);
}

/** The words that no constant of a module can be called, and what the file imports. */
const taken: ReadonlySet<string> = new Set([
  ...importedByNeuron,
  ...'arguments await break case catch class const continue debugger default delete do else enum eval export extends'.split(' '),
  ...'false finally for function if implements import in instanceof interface let new null package private'.split(' '),
  ...'protected public return static super switch this throw true try typeof var void while with yield'.split(' '),
]);

/** @throws NeurariumError 'usage' where the file exists, 'write' where it cannot be written */
async function writeNew(file: string, contents: string): Promise<void> {
  try {
    // 'wx' creates or fails, in one: nothing is ever overwritten.
    await writeFile(file, contents, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' || existsSync(file))
      fail(`${file} exists already`, 'Nothing was written. Choose another name, or another folder.');
    const message = `cannot write ${join(process.cwd(), file)}: ${(error as Error).message}`;
    throw new NeurariumError({ code: 'write', message }, { cause: error });
  }
}

/** `neurarium run`: one scenario from start to summary. */
import { Command, Option } from 'commander';
import {
  type Control,
  type ControlValue,
  describeRange,
  formatQuantity,
  type Host,
  kebabName,
  NeurariumError,
  type Precision,
  type Scenario,
  suggest,
} from '../../engine/index.ts';
import { scenarios } from '../../scenarios/index.ts';
import { loadScenario, namesScenario, placed } from '../load-scenario.ts';
import { type RunFlags, runScenario } from '../run-scenario.ts';
import { simulatedTime } from '../terminal/index.ts';

/** Flags that take a value: needed to find the scenario's name among them. */
const valued = new Set(['--seed', '--duration', '--dt', '--set', '--threads', '--precision']);

/**
 * The scenario's name, if the arguments after `run` have one: it decides which further flags there are. Before those are known a
 * flag's value cannot be told from a name, so a word that can only be a scenario is preferred to the first.
 */
export function scenarioIn(args: readonly string[]): string | undefined {
  const words: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (!arg.startsWith('-')) words.push(arg);
    else if (valued.has(arg)) i++;
  }
  return words.find(namesScenario) ?? words[0];
}

/** The command with a flag for each of the scenario's controls. `done` is told the exit code. */
export async function runCommand(args: readonly string[], host: Host, done: (exitCode: number) => void): Promise<Command> {
  const name = scenarioIn(args);
  const scenario = name === undefined ? undefined : await loadScenario(name);
  const command = new Command('run')
    .description(scenario === undefined ? 'run a scenario' : `${scenario.title}\n${scenario.source}`)
    .usage(`${scenario === undefined ? '<scenario>' : name} [options]`)
    // Optional for the parser alone, so that we can say what is missing.
    .argument('[scenario]', 'id of a scenario (see: neurarium list), or path of your own .ts or .js file');
  for (const [control, about] of Object.entries(scenario?.controls ?? {}))
    command.addOption(controlOption(control, about).helpGroup(`Controls of ${scenario!.id}:`));
  command
    .option('--seed <number>', 'seed of all that is drawn, 0 to 4294967295 (default: 1)', readSeed)
    .option('--duration <time>', `simulated time, such as '2 s'${ofScenario(scenario?.duration)}`)
    .option('--dt <time>', `length of a step, such as '0.05 ms'${ofScenario(scenario?.dt)}`)
    .option('--set <name=value>', 'set a control; may be repeated', (text: string, all: string[] = []) => [...all, text])
    .option('--threads <number>', 'this version runs on 1 (default: 1)', readThreads)
    .option('--precision <precision>', `float64 or float32 (default: ${scenario?.precision ?? 'float64'})`, readPrecision)
    .option('--record [file]', 'record a trace (default: traces/<scenario>-<time>.mcap)')
    .option('--json', 'print one JSON object and nothing else')
    .option('--quiet', 'no progress, no summary')
    .addHelpText('after', scenario === undefined ? withoutScenario : examplesOf(scenario, name!));
  return command.action(async (_: string | undefined, flags: RunFlags & Record<string, unknown>) => {
    if (scenario === undefined || command.args.length === 0) throw missingScenario(flags, name);
    refuseThreads(flags.threads ?? 1);
    const given = controlsOf(scenario, flags);
    const ran = runScenario(scenario, flags, given, host).catch((error: unknown) => Promise.reject(placed(error, name!)));
    done(await ran);
  });
}

const withoutScenario =
  "\nEach scenario has controls of its own: 'neurarium run cuba --help' shows those of cuba.\n\nExamples:\n  neurarium run hello\n  neurarium run cuba --size 1000 --seed 7 --record cuba.mcap\n  neurarium run ./mine.ts --duration '2 s'";

/** `run --record cuba` reads cuba as the file. */
function missingScenario({ record }: RunFlags, name: string | undefined): NeurariumError {
  const taken = typeof record === 'string' && record === name;
  return new NeurariumError({
    code: 'usage',
    message: taken ? `no scenario is named: '${record}' is taken for the file that --record writes` : 'no scenario is named',
    hint: taken
      ? `Name it first: neurarium run ${record} --record.`
      : `Such as: neurarium run ${Object.keys(scenarios).at(-2)}. 'neurarium list' shows all.`,
  });
}

function refuseThreads(threads: number): void {
  if (threads === 1) return;
  throw new NeurariumError({
    code: 'usage',
    message: `--threads ${threads}: this version runs on one thread`,
    hint: 'Leave the flag out.',
  });
}

/** What was given for controls, by their own flags and by --set; both with different values is wrong usage. */
export function controlsOf(scenario: Scenario, flags: RunFlags & Record<string, unknown>): Record<string, ControlValue> {
  const given: Record<string, ControlValue> = {};
  for (const name of Object.keys(scenario.controls)) {
    const value = flags[name];
    if (value !== undefined) given[name] = value as ControlValue;
  }
  for (const text of flags.set ?? []) {
    const equals = text.indexOf('=');
    if (equals < 1)
      throw new NeurariumError({ code: 'usage', message: `--set ${text} is not name=value`, hint: 'Such as --set size=1000.' });
    const key = text.slice(0, equals).trim();
    const value = text.slice(equals + 1).trim();
    const name = Object.keys(scenario.controls).find((known) => known === key || kebabName(known) === key);
    if (name === undefined) {
      throw new NeurariumError({
        code: 'usage',
        message: `--set ${text}: scenario ${scenario.id} has no control '${key}'`,
        hint: suggest(key, Object.keys(scenario.controls)),
      });
    }
    if (given[name] !== undefined && given[name] !== value) {
      throw new NeurariumError({
        code: 'usage',
        message: `control '${name}' is given twice: '${given[name]}' and '${value}'`,
        hint: 'Use the flag or --set, not both.',
      });
    }
    given[name] = value;
  }
  return given;
}

function controlOption(name: string, control: Control): Option {
  const usual = control.kind === 'quantity' ? formatQuantity(control.default, control.unit) : control.default;
  const value =
    control.kind === 'boolean'
      ? '[true|false]'
      : control.kind === 'quantity'
        ? '<quantity>'
        : control.kind === 'choice'
          ? '<choice>'
          : '<number>';
  const about = control.kind === 'choice' ? `one of ${describeRange(control)}` : describeRange(control);
  const option = new Option(`--${kebabName(name)} ${value}`, `${control.doc}; ${about} (default: ${usual})`);
  option.attributeName = () => name;
  return control.kind === 'boolean' ? option.preset('true') : option;
}

function examplesOf(scenario: Scenario, name: string): string {
  const [first] = Object.entries(scenario.controls);
  const run = `neurarium run ${name}`;
  const lines = [run, `${run} --seed 7 --record ${scenario.id}.mcap`];
  if (scenario.duration !== null) lines.push(`${run} --duration '${simulatedTime(2 * scenario.duration)}'`);
  if (first !== undefined) lines.push(`${run} --${kebabName(first[0])} ${exampleValue(first[1])}`);
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

function exampleValue(control: Control): string {
  switch (control.kind) {
    case 'quantity':
      return `'${formatQuantity(another(control), control.unit)}'`;
    case 'choice':
      return control.choices.at(-1)!;
    case 'boolean':
      return String(!control.default);
    case 'number':
    case 'integer':
      return String(Object.keys(control.named)[0] ?? another(control));
    default:
      return control satisfies never;
  }
}

/** A value that is allowed and not the default. */
function another({ default: value, min = -Infinity, max = Infinity }: { default: number; min?: number; max?: number }): number {
  if (value === 0) return Number.isFinite(max) ? max : 1;
  return 2 * value >= min && 2 * value <= max ? 2 * value : value;
}

function ofScenario(ms: number | null | undefined): string {
  return ms === undefined || ms === null ? '' : ` (default: ${simulatedTime(ms)})`;
}

function readSeed(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && seed <= 0xffffffff) return seed;
  throw new NeurariumError({ code: 'usage', message: `--seed ${text}: expected a whole number from 0 to 4294967295` });
}

function readThreads(text: string): number {
  const threads = Number(text);
  if (/^\d+$/.test(text) && threads >= 1) return threads;
  throw new NeurariumError({ code: 'usage', message: `--threads ${text}: expected a whole number of at least 1` });
}

function readPrecision(text: string): Precision {
  if (text === 'float64' || text === 'float32') return text;
  const hint = suggest(text, ['float64', 'float32']);
  throw new NeurariumError({ code: 'usage', message: `--precision ${text}: expected float64 or float32`, hint });
}

/** `neurarium run`: one scenario from start to summary. */
import { Command, Option } from 'commander';
import {
  type Control,
  type ControlValue,
  describeRange,
  type Host,
  kebabName,
  NeurariumError,
  type Scenario,
  suggest,
} from '../../engine/index.ts';
import { loadScenario } from '../load-scenario.ts';
import { type RunFlags, runScenario } from '../run-scenario.ts';

/** Flags that take a value: needed to find the scenario's name among them. */
const valued = new Set(['--seed', '--duration', '--dt', '--set', '--threads', '--precision']);

/** The scenario's name, if the arguments after `run` have one: it decides which further flags there are. */
export function scenarioIn(args: readonly string[]): string | undefined {
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (!arg.startsWith('-')) return arg;
    if (valued.has(arg)) i++;
  }
  return undefined;
}

/** The command with a flag for each of the scenario's controls. `done` is told the exit code. */
export async function runCommand(args: readonly string[], host: Host, done: (exitCode: number) => void): Promise<Command> {
  const name = scenarioIn(args);
  const scenario = name === undefined ? undefined : await loadScenario(name);
  const command = new Command('run')
    .description(scenario === undefined ? 'run a scenario' : `${scenario.title}\n${scenario.source}`)
    .argument('<scenario>', 'id of a scenario (see: neurarium list), or path of your own .ts or .js file')
    .option('--seed <number>', 'seed of all that is drawn, 0 to 4294967295 (default: 1)', readSeed)
    .option('--duration <time>', `simulated time, such as '2 s'${ofScenario(scenario?.duration)}`)
    .option('--dt <time>', `length of a step, such as '0.05 ms'${ofScenario(scenario?.dt)}`)
    .option('--set <name=value>', 'set a control; may be repeated', (text: string, all: string[]) => [...all, text], [])
    .option('--threads <number>', 'threads; this version has 1', readThreads, 1)
    .addOption(new Option('--precision <precision>', 'of all numbers').choices(['float64', 'float32']))
    .option('--record [file]', 'record a trace (default: traces/<scenario>-<time>.mcap)')
    .option('--json', 'print one JSON object and nothing else')
    .option('--quiet', 'no progress, no summary')
    .addHelpText(
      'after',
      scenario === undefined ? '\nExamples:\n  neurarium run hello\n  neurarium run cuba --help' : examplesOf(scenario),
    );
  for (const [control, about] of Object.entries(scenario?.controls ?? {})) command.addOption(controlOption(control, about));
  return command.action(async (_: string, flags: RunFlags & Record<string, unknown>) => {
    if (flags.threads !== 1) {
      throw new NeurariumError({
        code: 'usage',
        message: `--threads ${flags.threads}: this version runs on one thread`,
        hint: 'Leave the flag out.',
      });
    }
    done(await runScenario(scenario!, flags, controlsOf(scenario!, flags), host));
  });
}

/** What was given for controls, by their own flags and by --set; both with different values is wrong usage. */
export function controlsOf(scenario: Scenario, flags: RunFlags & Record<string, unknown>): Record<string, ControlValue> {
  const given: Record<string, ControlValue> = {};
  for (const name of Object.keys(scenario.controls)) {
    const value = flags[name];
    if (value !== undefined) given[name] = value as ControlValue;
  }
  for (const text of flags.set) {
    const equals = text.indexOf('=');
    if (equals < 1)
      throw new NeurariumError({ code: 'usage', message: `--set ${text} is not name=value`, hint: 'Such as --set size=1000.' });
    const key = text.slice(0, equals).trim();
    const value = text.slice(equals + 1).trim();
    const name = Object.keys(scenario.controls).find((known) => known === key || kebabName(known) === key);
    if (name === undefined) {
      throw new NeurariumError({
        code: 'usage',
        message: `no control '${key}' in scenario ${scenario.id}`,
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
  const unit = control.kind === 'quantity' ? ` ${control.unit}` : '';
  const value =
    control.kind === 'boolean'
      ? '[true|false]'
      : control.kind === 'quantity'
        ? '<quantity>'
        : control.kind === 'choice'
          ? '<choice>'
          : '<number>';
  const option = new Option(
    `--${kebabName(name)} ${value}`,
    `${control.doc}; ${describeRange(control)} (default: ${control.default}${unit})`,
  );
  option.attributeName = () => name;
  return control.kind === 'boolean' ? option.preset('true') : option;
}

function examplesOf(scenario: Scenario): string {
  const [first] = Object.entries(scenario.controls);
  const run = `neurarium run ${scenario.id}`;
  const lines = [run, `${run} --seed 7 --record`];
  if (first !== undefined) lines.push(`${run} --${kebabName(first[0])} ${exampleValue(first[1])}`);
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

function exampleValue(control: Control): string {
  switch (control.kind) {
    case 'quantity':
      return `'${control.default} ${control.unit}'`;
    case 'choice':
      return control.choices.at(-1)!;
    case 'boolean':
      return String(!control.default);
    case 'number':
    case 'integer':
      return String(Object.keys(control.named)[0] ?? control.default);
    default:
      return control satisfies never;
  }
}

function ofScenario(ms: number | null | undefined): string {
  return ms === undefined || ms === null ? '' : ` (default: ${ms} ms)`;
}

function readSeed(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && seed <= 0xffffffff) return seed;
  throw new NeurariumError({ code: 'usage', message: `--seed ${text}: a seed is a whole number from 0 to 4294967295` });
}

function readThreads(text: string): number {
  const threads = Number(text);
  if (/^\d+$/.test(text) && threads >= 1) return threads;
  throw new NeurariumError({ code: 'usage', message: `--threads ${text}: expected a whole number of at least 1` });
}

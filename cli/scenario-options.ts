/** Options of commands that take a scenario: its controls, its length, its seed. Knows no command. */
import { type Command, Option } from 'commander';
import {
  type Control,
  type ControlValue,
  describeRange,
  formatQuantity,
  kebabName,
  learnsFromBatches,
  NeurariumError,
  type Precision,
  resolveControls,
  type Scenario,
  type ScenarioChoices,
  suggest,
} from '../engine/index.ts';
import { namesScenario } from './load-scenario.ts';
import type { DataFlags, OwnData } from './table/index.ts';
import { simulatedTime } from './terminal/index.ts';

/** Flags that take a value: needed to find the scenario's name among them. */
const valued = new Set(
  '--seed --duration --dt --set --threads --precision --speed --port --load --save --data --data-inputs --data-target'.split(' '),
);

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

/** Flags of a run, as read. */
export interface RunChoices extends DataFlags {
  readonly seed?: number;
  readonly duration?: string;
  readonly dt?: string;
  readonly set?: readonly string[];
  readonly precision?: Precision;
}

/** Adds a flag for each of the scenario's controls, and for how it runs. `undefined`: none is named yet. */
export function addScenarioOptions(command: Command, scenario: Scenario | undefined): Command {
  for (const [control, about] of Object.entries(scenario?.controls ?? {}))
    command.addOption(controlOption(control, about).helpGroup(`Controls of ${scenario!.id}:`));
  for (const option of dataOptions(scenario)) command.addOption(option);
  return command
    .option('--seed <number>', 'seed of all that is drawn, 0 to 4294967295 (default: 1)', readSeed)
    .addOption(durationOption(scenario))
    .addOption(dtOption(scenario))
    .option('--set <name=value>', 'set a control; may be repeated', (text: string, all: string[] = []) => [...all, text])
    .option('--precision <precision>', `float64 or float32 (default: ${precisionOf(scenario)})`, readPrecision);
}

/** Of networks that learn from batches. */
export interface LoadFlags {
  readonly load?: string;
  readonly train?: boolean;
}

/** Adds the flags by which a run begins with what was learnt before. They are shown where they are of use. */
export function addLoadOptions(command: Command, scenario: Scenario | undefined): Command {
  return command
    .addOption(ofLearning(new Option('--load <file>', 'test the network that --record or --save kept in a file'), scenario))
    .addOption(ofLearning(new Option('--train', 'with --load: train it further, and not only test it'), scenario));
}

/** An option that is of use where a network learns from batches. */
export function ofLearning(option: Option, scenario: Scenario | undefined): Option {
  return scenario === undefined || learnsSomething(scenario) ? option : option.hideHelp();
}

export function learnsSomething({ controls, learners }: Scenario): boolean {
  return Object.values(learners(resolveControls(controls, {}), null)).some(learnsFromBatches);
}

function precisionOf(scenario: Scenario | undefined): Precision {
  return scenario?.precision ?? (scenario !== undefined && learnsSomething(scenario) ? 'float32' : 'float64');
}

/** Without a flag for what does not apply, the scenario itself says why when it is given. */
function durationOption(scenario: Scenario | undefined): Option {
  if (scenario?.duration === null) return new Option('--duration <time>').hideHelp();
  if (scenario?.timed === false) return new Option('--duration <steps>', `number of steps (default: ${scenario.duration})`);
  return new Option('--duration <time>', `simulated time, such as '2 s'${ofScenario(scenario?.duration)}`);
}

function dtOption(scenario: Scenario | undefined): Option {
  const option = new Option('--dt <time>', `length of a step, such as '0.05 ms'${ofScenario(scenario?.dt)}`);
  return scenario?.timed === false ? option.hideHelp() : option;
}

/** Not shown where nothing is learnt. */
function dataOptions(scenario: Scenario | undefined): Option[] {
  const table =
    'a table of your own in place of the data: a .csv file with a header. By the seed 70 % of its rows train, 10 % validate, 20 % test; numbers are scaled to mean 0 and standard deviation 1 of the rows that train. Where the scenario learns a series, its rows follow each other, parts are stretches, and the next row is asked';
  const options = [
    new Option('--data <file>', table),
    new Option(
      '--data-inputs <columns>',
      'columns of --data that are given, such as a,b,c (default: all but the target; of a series all)',
    ),
    new Option(
      '--data-target <column>',
      'column of --data that is asked for (default: the last; of a series all that are given)',
    ),
  ];
  const learns = scenario === undefined || scenario.duration === null;
  return options.map((option) => option.hideHelp(!learns).helpGroup('Data of your own:'));
}

/** What the flags choose of a scenario. `controls`: their values, as given; `own`: data in place of its own. */
export function choicesOf(
  { dt, duration, precision }: RunChoices,
  controls: Readonly<Record<string, ControlValue>>,
  own: OwnData | null,
): ScenarioChoices {
  return {
    controls,
    ...(dt === undefined ? {} : { dt }),
    ...(duration === undefined ? {} : { duration }),
    ...(precision === undefined ? {} : { precision }),
    ...(own === null ? {} : { data: own.shape }),
  };
}

/** Flags as read, of which some are named as controls. */
export type ControlFlags = { readonly set?: readonly string[] } & Readonly<Record<string, unknown>>;

/** What was given for controls, by their own flags and by --set; both with different values is wrong usage. */
export function controlsOf(scenario: Scenario, flags: ControlFlags): Record<string, ControlValue> {
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
          : control.kind === 'text'
            ? '<text>'
            : '<number>';
  const about = control.kind === 'choice' ? `one of ${describeRange(control)}` : describeRange(control);
  const option = new Option(`--${kebabName(name)} ${value}`, `${control.doc}; ${about} (default: ${usual})`);
  option.attributeName = () => name;
  return control.kind === 'boolean' ? option.preset('true') : option;
}

function ofScenario(ms: number | null | undefined): string {
  return ms === undefined || ms === null ? '' : ` (default: ${simulatedTime(ms)})`;
}

function readSeed(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && seed <= 0xffffffff) return seed;
  throw new NeurariumError({ code: 'usage', message: `--seed ${text}: expected a whole number from 0 to 4294967295` });
}

function readPrecision(text: string): Precision {
  if (text === 'float64' || text === 'float32') return text;
  const hint = suggest(text, ['float64', 'float32']);
  throw new NeurariumError({ code: 'usage', message: `--precision ${text}: expected float64 or float32`, hint });
}

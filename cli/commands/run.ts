/** `neurarium run`: one scenario from start to summary. */
import { Command, Option } from 'commander';
import { type Control, formatQuantity, type Host, kebabName, NeurariumError, type Scenario } from '../../engine/index.ts';
import { scenarios } from '../../scenarios/index.ts';
import { loadScenario, placed } from '../load-scenario.ts';
import { type RunFlags, runScenario } from '../run-scenario.ts';
import { addLoadOptions, addScenarioOptions, controlsOf, learnsSomething, ofLearning, scenarioIn } from '../scenario-options.ts';
import { simulatedTime } from '../terminal/index.ts';

/** The command with a flag for each of the scenario's controls. `done` is told the exit code. */
export async function runCommand(args: readonly string[], host: Host, done: (exitCode: number) => void): Promise<Command> {
  const name = scenarioIn(args);
  const scenario = name === undefined ? undefined : await loadScenario(name);
  const command = new Command('run')
    .description(scenario === undefined ? 'run a scenario' : `${scenario.title}\n${scenario.source}`)
    .usage(`${scenario === undefined ? '<scenario>' : name} [options]`)
    // Optional for the parser alone, so that we can say what is missing.
    .argument('[scenario]', 'id of a scenario (see: neurarium list), or path of your own .ts or .js file');
  addScenarioOptions(command, scenario)
    .option('--threads <number>', 'this version runs on 1 (default: 1)', readThreads)
    .option('--record [file]', `record a trace${keeps(scenario)} (default: traces/<scenario>-<time>.mcap)`)
    .addOption(ofLearning(new Option('--save <file>', 'keep the trained network, and no more'), scenario));
  addLoadOptions(command, scenario)
    .option('--json', 'print one JSON object and nothing else')
    .option('--quiet', 'no progress, no summary')
    .addHelpText('after', scenario === undefined ? withoutScenario : examplesOf(scenario, name!));
  return command.action(async (_: string | undefined, flags: RunFlags & Record<string, unknown>) => {
    if (scenario === undefined || command.args.length === 0) throw missingScenario(flags, name);
    refuseThreads(flags.threads ?? 1);
    const given = controlsOf(scenario, flags);
    const ran = runScenario(name!, scenario, flags, given, host).catch((error: unknown) => Promise.reject(placed(error, name!)));
    done(await ran);
  });
}

function keeps(scenario: Scenario | undefined): string {
  return scenario !== undefined && learnsSomething(scenario) ? ', which keeps the trained network too' : '';
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

function examplesOf(scenario: Scenario, name: string): string {
  const [first] = Object.entries(scenario.controls);
  const run = `neurarium run ${name}`;
  const lines = [run, `${run} --seed 7 --record ${scenario.id}.mcap`];
  if (scenario.duration !== null) lines.push(`${run} --duration ${twice(scenario.duration, scenario.timed)}`);
  if (first !== undefined) lines.push(`${run} --${kebabName(first[0])} ${exampleValue(first[1])}`);
  if (learnsSomething(scenario))
    lines.push(`${run} --load ${scenario.id}.mcap`, `${run} --load ${scenario.id}.mcap --train --save better.mcap`);
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

function twice(duration: number, timed: boolean): string {
  return timed ? `'${simulatedTime(2 * duration)}'` : String(2 * duration);
}

function exampleValue(control: Control): string {
  switch (control.kind) {
    case 'quantity':
      return `'${formatQuantity(another(control), control.unit)}'`;
    case 'choice':
      return control.choices.at(-1)!;
    case 'boolean':
      return String(!control.default);
    case 'text':
      return `'${control.default}'`;
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

function readThreads(text: string): number {
  const threads = Number(text);
  if (/^\d+$/.test(text) && threads >= 1) return threads;
  throw new NeurariumError({ code: 'usage', message: `--threads ${text}: expected a whole number of at least 1` });
}

/** Runs a scenario in the terminal: compile, record, show progress, sum up. */
import { existsSync } from 'node:fs';
import { totalmem } from 'node:os';
import { resolve } from 'node:path';
import {
  type ControlValue,
  describeScenario,
  Experiment,
  type ExperimentResult,
  estimateMemory,
  formatBytes,
  type Host,
  NeurariumError,
  type RunTimes,
  type Scenario,
  type ScenarioDescription,
  within,
} from '../engine/index.ts';
import { datasets } from '../scenarios/index.ts';
import { drive } from './drive.ts';
import { exitCodeOf } from './errors.ts';
import { Pictures } from './pictures.ts';
import { perCellOf, recordedInWords } from './recorded.ts';
import { Recording } from './recording.ts';
import { resultOfRun } from './result-of-run.ts';
import type { RunResult } from './run-result.ts';
import { loadNetworkFile, NetworkFile } from './saved-network.ts';
import { choicesOf, type LoadFlags, type RunChoices } from './scenario-options.ts';
import { ownData } from './table/index.ts';
import { coloursFor, createProgress, summary, terminalStyle } from './terminal/index.ts';

/** Flags of `run`, as read. */
export interface RunFlags extends RunChoices, LoadFlags {
  readonly threads?: number;
  /** A path, or true for one of our own choice. */
  readonly record?: string | boolean;
  readonly save?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const defaultSeed = 1;

/** What goes on beside a run. */
interface Files {
  readonly recording: Recording | null;
  readonly network: NetworkFile | null;
}

/** `name`: as the scenario is called on the command line. @returns the exit code */
export async function runScenario(
  name: string,
  scenario: Scenario,
  flags: RunFlags,
  given: Readonly<Record<string, ControlValue>>,
  host: Host,
): Promise<number> {
  refuseToOverwrite(flags);
  const loaded = flags.load === undefined ? null : await loadNetworkFile(flags.load, scenario);
  const controls = { ...loaded?.controls, ...given };
  const own = await ownData(scenario, flags, controls, host);
  const choices = choicesOf(flags, controls, own);
  const description = within(`scenario ${scenario.id}`, () => describeScenario(scenario, choices));
  refuseBeyondMachine(description);
  let recording: Recording | null = null;
  const begin = host.now();
  const experiment = new Experiment(description, {
    seed: flags.seed ?? defaultSeed,
    datasets: own?.datasets ?? datasets,
    ...(loaded === null ? {} : { network: loaded.network, learns: flags.train === true }),
    report: (stream, error) => process.stderr.write(`a subscriber of ${stream} threw and was detached: ${String(error)}\n`),
    // The recording is flushed where the run yields, so that the run waits for a slow disk instead of filling the memory.
    host: {
      ...host,
      yield: async () => {
        await recording?.flush(host.now());
        await host.yield();
      },
    },
  });
  const compileSeconds = (host.now() - begin) / 1000;
  const files = await openFiles(experiment, flags);
  ({ recording } = files);
  const pictures = picturesOf(experiment);
  const { times, result } = await runToEnd(experiment, flags, compileSeconds, files, host);
  const told = {
    ...resultOfRun(experiment, result, times, recording?.path ?? null),
    ...(own === null ? {} : { data: own.told }),
  };
  tell(told, { name, experiment, pictures, files }, flags);
  experiment.dispose();
  return exitCodeOf(told);
}

function refuseToOverwrite({ load, record }: RunFlags): void {
  if (load === undefined || typeof record !== 'string' || resolve(load) !== resolve(record)) return;
  throw new NeurariumError({
    code: 'usage',
    message: `--record ${record} would replace the file that --load reads`,
    hint: 'Record into another file.',
  });
}

/** Before the run, so that what cannot be written costs none. */
async function openFiles(experiment: Experiment, { record, save }: RunFlags): Promise<Files> {
  const { description } = experiment;
  if (save !== undefined && experiment.savedNetwork() === null) {
    throw new NeurariumError({ code: 'usage', message: `--save ${save}: nothing in ${description.id} learns by gradients` });
  }
  const records = record !== undefined && record !== false;
  if (records || save !== undefined) await experiment.open();
  const network = save === undefined ? null : await NetworkFile.begin(save);
  try {
    return { network, recording: records ? await Recording.begin(pathFor(record, description), experiment) : null };
  } catch (error) {
    await network?.discard();
    throw error;
  }
}

function picturesOf({ simulation, description, metrics$ }: Experiment): Pictures {
  return new Pictures({
    activity: simulation,
    dt: description.timed ? description.dt : null,
    metrics$,
    spiking: simulation.plan.populations.filter(({ lowered }) => lowered.spikes),
    panels: description.panels,
    perCell: perCellOf(description.network),
  });
}

interface Ran {
  readonly name: string;
  readonly experiment: Experiment;
  readonly pictures: Pictures;
  readonly files: Files;
}

function tell(told: RunResult, { name, experiment, pictures, files }: Ran, flags: RunFlags): void {
  if (flags.json === true) process.stdout.write(`${JSON.stringify(told)}\n`);
  if (flags.json === true || flags.quiet === true) return;
  const { description, plannedSteps, learns } = experiment;
  const network = experiment.savedNetwork();
  const { recording } = files;
  const file = files.network?.path ?? recording?.path;
  const details = {
    title: description.title,
    seedGiven: flags.seed !== undefined,
    reasons: description.expect.map(({ why }) => why),
    rasters: pictures.rasters(told.steps),
    plots: pictures.plots(),
    bars: pictures.bars(),
    ...(plannedSteps === null ? {} : { plannedSteps }),
    ...(flags.load === undefined ? {} : { loaded: flags.load }),
    ...(recording === null ? {} : { recorded: recordedInWords(recording.header, network) }),
    ...(files.network === null ? {} : { saved: files.network.path }),
    ...(network === null || !learns || file === undefined ? {} : { load: { scenario: name, file } }),
  };
  process.stdout.write(summary(told, details, terminalStyle(process.stdout, process.env)));
}

async function runToEnd(
  experiment: Experiment,
  flags: RunFlags,
  compileSeconds: number,
  { recording, network }: Files,
  host: Host,
): Promise<{ times: RunTimes; result: ExperimentResult }> {
  const { description } = experiment;
  const silent = flags.json === true || flags.quiet === true;
  const progress = createProgress(process.stderr, {
    dt: description.timed ? description.dt : null,
    silent,
    colours: coloursFor(process.stderr, process.env),
  });
  const begin = host.now();
  const times = (): RunTimes => ({ compileSeconds, wallSeconds: (host.now() - begin) / 1000 });
  try {
    await drive(experiment.run$(), (state) => progress.update(state));
  } catch (error) {
    progress.clear();
    await network?.discard();
    // What was recorded until here stays readable; the run's own error is the one to tell.
    await recording?.end(experiment.result(), times(), null).catch(() => undefined);
    throw recording?.replays === true ? withTrace(error, recording.path) : error;
  }
  progress.clear();
  const finished = times();
  const result = experiment.result();
  await recording?.end(result, finished, experiment.savedNetwork());
  await network?.write(experiment, result, finished);
  return { times: finished, result };
}

/** A run that failed has still left what it recorded until then. */
function withTrace(error: unknown, path: string): unknown {
  if (!(error instanceof NeurariumError)) return error;
  const kept = `What was recorded until then replays: neurarium replay ${path}`;
  const hint = error.hint === undefined ? kept : `${error.hint} ${kept}`;
  return new NeurariumError({ code: error.code, message: error.message, where: error.where, hint }, { cause: error });
}

export function refuseBeyondMachine({ id, network, precision, dt }: ScenarioDescription): void {
  const { bytes, cells, synapses } = estimateMemory(network, precision, 1, dt);
  const machine = totalmem();
  if (bytes <= machine) return;
  const what = `${cells.toLocaleString('en')} cells and ${synapses.toLocaleString('en')} synapses`;
  throw new NeurariumError({
    code: 'memory',
    message: `a network of ${what} needs about ${formatBytes(bytes)} of memory; this machine has ${formatBytes(machine)}`,
    where: `scenario ${id}`,
    hint: 'Use fewer cells or synapses, or --precision float32.',
  });
}

/** `--record` alone: a file that no earlier run has. */
function pathFor(record: string | true, { id }: ScenarioDescription): string {
  if (typeof record === 'string') return record;
  const now = new Date().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  const name = `traces/${id}-${now}`;
  for (let again = 1; ; again++) {
    const path = again === 1 ? `${name}.mcap` : `${name}-${again}.mcap`;
    if (!existsSync(path)) return path;
  }
}

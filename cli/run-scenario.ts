/** Runs a scenario in the terminal: compile, record, show progress, sum up. */
import { existsSync } from 'node:fs';
import { totalmem } from 'node:os';
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
import { perCellOf } from './recorded.ts';
import { Recording } from './recording.ts';
import { resultOfRun } from './result-of-run.ts';
import type { RunResult } from './run-result.ts';
import { choicesOf, type RunChoices } from './scenario-options.ts';
import { ownData } from './table/index.ts';
import { coloursFor, createProgress, summary, terminalStyle } from './terminal/index.ts';

/** Flags of `run`, as read. */
export interface RunFlags extends RunChoices {
  readonly threads?: number;
  /** A path, or true for one of our own choice. */
  readonly record?: string | boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const defaultSeed = 1;

/** @returns the exit code */
export async function runScenario(
  scenario: Scenario,
  flags: RunFlags,
  controls: Readonly<Record<string, ControlValue>>,
  host: Host,
): Promise<number> {
  const own = await ownData(scenario, flags, controls, host);
  const choices = choicesOf(flags, controls, own);
  const description = within(`scenario ${scenario.id}`, () => describeScenario(scenario, choices));
  refuseBeyondMachine(description);
  let recording: Recording | null = null;
  const begin = host.now();
  const experiment = new Experiment(description, {
    seed: flags.seed ?? defaultSeed,
    datasets: own?.datasets ?? datasets,
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
  if (flags.record !== undefined && flags.record !== false)
    recording = await Recording.begin(pathFor(flags.record, description), experiment);
  const pictures = picturesOf(experiment);
  const { times, result } = await runToEnd(experiment, flags, compileSeconds, recording, host);
  const told = {
    ...resultOfRun(experiment, result, times, recording?.path ?? null),
    ...(own === null ? {} : { data: own.told }),
  };
  tell(told, description, pictures, flags);
  experiment.dispose();
  return exitCodeOf(told);
}

function picturesOf({ simulation, description }: Experiment): Pictures {
  return new Pictures({
    activity: simulation,
    spiking: simulation.plan.populations.filter(({ lowered }) => lowered.spikes),
    panels: description.panels,
    perCell: perCellOf(description.network),
  });
}

function tell(told: RunResult, { title, expect, steps }: ScenarioDescription, pictures: Pictures, flags: RunFlags): void {
  if (flags.json === true) process.stdout.write(`${JSON.stringify(told)}\n`);
  if (flags.json === true || flags.quiet === true) return;
  const details = {
    title,
    seedGiven: flags.seed !== undefined,
    reasons: expect.map(({ why }) => why),
    rasters: pictures.rasters(told.steps),
    plots: pictures.plots(),
    bars: pictures.bars(),
    ...(steps === null ? {} : { plannedSteps: steps }),
  };
  process.stdout.write(summary(told, details, terminalStyle(process.stdout, process.env)));
}

async function runToEnd(
  experiment: Experiment,
  flags: RunFlags,
  compileSeconds: number,
  recording: Recording | null,
  host: Host,
): Promise<{ times: RunTimes; result: ExperimentResult }> {
  const { description } = experiment;
  const silent = flags.json === true || flags.quiet === true;
  const progress = createProgress(process.stderr, {
    dt: description.dt,
    silent,
    colours: coloursFor(process.stderr, process.env),
  });
  const begin = host.now();
  const times = (): RunTimes => ({ compileSeconds, wallSeconds: (host.now() - begin) / 1000 });
  try {
    await drive(experiment.run$(), (state) => progress.update(state));
  } catch (error) {
    progress.clear();
    // What was recorded until here stays readable; the run's own error is the one to tell.
    await recording?.end(experiment.result(), times()).catch(() => undefined);
    throw recording?.replays === true ? withTrace(error, recording.path) : error;
  }
  progress.clear();
  const finished = times();
  const result = experiment.result();
  await recording?.end(result, finished);
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

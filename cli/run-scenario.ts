/** Runs a scenario in the terminal: compile, record, show progress, sum up. */
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
  type Precision,
  type Scenario,
  type ScenarioDescription,
} from '../engine/index.ts';
import { datasets } from '../scenarios/index.ts';
import { drive } from './drive.ts';
import { exitCodeOf } from './errors.ts';
import { Recording, type RunTimes } from './recording.ts';
import type { RunResult } from './run-result.ts';
import { coloursFor, createProgress, RasterCollector, summary } from './terminal/index.ts';
import { version } from './version.ts';

/** Flags of `run`, as read. */
export interface RunFlags {
  readonly seed?: number;
  readonly duration?: string;
  readonly dt?: string;
  readonly set: readonly string[];
  readonly threads: number;
  readonly precision?: Precision;
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
  const { dt, duration, precision } = flags;
  const description = describeScenario(scenario, {
    controls,
    ...(dt === undefined ? {} : { dt }),
    ...(duration === undefined ? {} : { duration }),
    ...(precision === undefined ? {} : { precision }),
  });
  refuseBeyondMachine(description);
  let recording: Recording | null = null;
  const seed = flags.seed ?? defaultSeed;
  const begin = host.now();
  const experiment = new Experiment(description, {
    seed,
    datasets,
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
  const rasters = collectRasters(experiment);
  const { times, result } = await runToEnd(experiment, flags, compileSeconds, recording, host);
  const told = runResult(experiment, result, times, recording?.path ?? null);
  if (flags.json === true) process.stdout.write(`${JSON.stringify(told)}\n`);
  else if (flags.quiet !== true) {
    const colours = coloursFor(process.stdout, process.env);
    const steps = description.steps;
    const details = {
      title: description.title,
      seedGiven: flags.seed !== undefined,
      reasons: description.expect.map(({ why }) => why),
      rasters: rasters.map((raster) => raster.picture(result.steps)),
      ...(steps === null ? {} : { plannedSteps: steps }),
    };
    process.stdout.write(summary(told, details, { width: Math.min(process.stdout.columns ?? 100, 120), colours }));
  }
  experiment.dispose();
  return exitCodeOf(told);
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
    throw error;
  }
  progress.clear();
  const finished = times();
  const result = experiment.result();
  await recording?.end(result, finished);
  return { times: finished, result };
}

function refuseBeyondMachine({ network, precision, dt }: ScenarioDescription): void {
  const { bytes } = estimateMemory(network, precision, 1, dt);
  const machine = totalmem();
  if (bytes <= machine) return;
  throw new NeurariumError({
    code: 'memory',
    message: `this network needs about ${formatBytes(bytes)} of memory; this machine has ${formatBytes(machine)}`,
    hint: 'Use fewer cells or synapses, or --precision float32.',
  });
}

function collectRasters({ simulation }: Experiment): RasterCollector[] {
  const spiking = simulation.plan.populations.filter(({ lowered }) => lowered.spikes);
  return spiking.map(({ name, size }) => {
    const raster = new RasterCollector({ name, size });
    simulation.population(name).spikes$.subscribe((frame) => raster.add(frame));
    return raster;
  });
}

/** `--record` alone: a file that no earlier run has. */
function pathFor(record: string | true, { id }: ScenarioDescription): string {
  if (typeof record === 'string') return record;
  const now = new Date().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  return `traces/${id}-${now}.mcap`;
}

function runResult(experiment: Experiment, result: ExperimentResult, times: RunTimes, trace: string | null): RunResult {
  const { description, simulation, seed } = experiment;
  const duration = result.steps * simulation.dt;
  const populations = simulation.plan.populations.map(({ name, model, size }) => {
    const measured = result.populations[name] ?? null;
    return [
      name,
      {
        model: model.name,
        size,
        spikes: measured?.spikes ?? null,
        rate_hz: measured?.rate ?? null,
        cv_isi: measured?.cv ?? null,
      },
    ] as const;
  });
  return {
    version,
    scenario: description.id,
    controls: description.controls,
    seed,
    dt_ms: simulation.dt,
    steps: result.steps,
    duration_ms: Number(duration.toPrecision(15)),
    interrupted: result.interrupted,
    threads: 1,
    precision: description.precision,
    integrators: Object.fromEntries(simulation.plan.populations.map(({ name, lowered }) => [name, lowered.integrator])),
    compile_s: times.compileSeconds,
    wall_s: times.wallSeconds,
    realtime_factor: times.wallSeconds > 0 ? duration / 1000 / times.wallSeconds : null,
    synapses: result.synapses,
    synaptic_events: result.synapticEvents,
    peak_memory_mb: process.resourceUsage().maxRSS / 1024,
    populations: Object.fromEntries(populations),
    metrics: result.metrics,
    expect: result.expect.map(({ of, measure, value, between, pass }) => ({ of, measure, value, between, pass })),
    spike_hash: result.spikeHash,
    state_hash: result.stateHash,
    trace,
  };
}

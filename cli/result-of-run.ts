/** From a finished experiment to what is told of it. Knows no terminal. */
import type { Experiment, ExperimentResult, LearningCount, RunTimes } from '../engine/index.ts';
import type { LearningResult, RunResult } from './run-result.ts';
import { version } from './version.ts';

/** `trace`: path of the recording, if there is one. */
export function resultOfRun(experiment: Experiment, result: ExperimentResult, times: RunTimes, trace: string | null): RunResult {
  const { description, simulation, seed } = experiment;
  const { timed } = description;
  const duration = result.steps * simulation.dt;
  const populations = simulation.plan.populations.map(({ name, model, size }) => {
    const measured = result.populations[name] ?? null;
    return [
      name,
      {
        model: model.name,
        size,
        spikes: measured?.spikes ?? null,
        rate_hz: timed ? (measured?.rate ?? null) : null,
        cv_isi: measured?.cv ?? null,
      },
    ] as const;
  });
  return {
    version,
    scenario: description.id,
    controls: description.controls,
    seed,
    dt_ms: timed ? simulation.dt : null,
    steps: result.steps,
    duration_ms: timed ? Number(duration.toPrecision(15)) : null,
    interrupted: result.interrupted,
    threads: 1,
    precision: description.precision,
    integrators: Object.fromEntries(simulation.plan.populations.map(({ name, lowered }) => [name, lowered.integrator])),
    compile_s: times.compileSeconds,
    wall_s: times.wallSeconds,
    realtime_factor: timed && times.wallSeconds > 0 ? duration / 1000 / times.wallSeconds : null,
    synapses: result.synapses,
    synaptic_events: result.synapticEvents,
    peak_memory_mb: peakMemory(),
    populations: Object.fromEntries(populations),
    metrics: result.metrics,
    ...(result.learning === undefined ? {} : { learning: learningOf(result.learning, times) }),
    expect: result.expect.map(({ of, measure, value, between, pass }) => ({ of, measure, value, between, pass })),
    spike_hash: result.spikeHash,
    state_hash: result.stateHash,
    trace,
  };
}

function learningOf({ updates, examples }: LearningCount, { wallSeconds }: RunTimes): LearningResult {
  const perSecond = (count: number) => (wallSeconds > 0 ? count / wallSeconds : null);
  return { updates, examples, updates_per_s: perSecond(updates), examples_per_s: perSecond(examples) };
}

/** Of the whole program so far, in MB of 10^6 bytes. */
export function peakMemory(): number {
  return (process.resourceUsage().maxRSS * 1024) / 1e6;
}

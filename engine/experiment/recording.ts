/** Connects an experiment with a trace: what its header says, what is recorded, how it ends. Knows no file. */
import { Subscription } from 'rxjs';
import type { SimulationEvent } from '../simulation/index.ts';
import type { TraceEvent, TraceHeader, TraceRecorder, TraceSummary } from '../trace/index.ts';
import type { Experiment, ExperimentResult } from './experiment.ts';

/** What writes a trace. */
export interface TraceWriter {
  /** Of neurarium. */
  readonly version: string;
  /** Version by name of what takes part. */
  readonly libraries: Readonly<Record<string, string>>;
}

export interface RunTimes {
  readonly compileSeconds: number;
  readonly wallSeconds: number;
}

export function traceHeaderOf({ description, simulation, seed }: Experiment, { version, libraries }: TraceWriter): TraceHeader {
  const { plan } = simulation;
  return {
    version,
    scenario: description.id,
    title: description.title,
    controls: description.controls,
    seed,
    dt_ms: plan.dt,
    first_step: simulation.nextStep,
    steps: description.steps,
    precision: plan.precision,
    threads: 1,
    lanes: plan.lanes,
    integrators: Object.fromEntries(plan.populations.map(({ name, lowered }) => [name, lowered.integrator])),
    libraries,
    network: description.network,
    panels: description.panels,
    populations: plan.populations.map(({ name, model, size, lowered }) => ({
      name,
      model: model.name,
      size,
      spikes: lowered.spikes,
    })),
    projections: plan.projections.map((projection) => ({
      from: projection.source.name,
      to: projection.target.name,
      port: projection.port,
      synapses: projection.kind === 'event' ? projection.table.synapses : projection.synapses,
    })),
    values: [],
  };
}

/** Records all spikes and events from now on, until it is unsubscribed. */
export function recordInto(recorder: TraceRecorder, { simulation }: Experiment): Subscription {
  const subscriptions = new Subscription();
  subscriptions.add(simulation.events$.subscribe((event) => recorder.event(traceEvent(event))));
  simulation.populationNames.forEach((name, index) => {
    if (!simulation.plan.populations[index]!.lowered.spikes) return;
    subscriptions.add(simulation.population(name).spikes$.subscribe((frame) => recorder.spikes(index, frame)));
  });
  return subscriptions;
}

export function traceSummaryOf(result: ExperimentResult, { compileSeconds, wallSeconds }: RunTimes): TraceSummary {
  return {
    steps: result.steps,
    interrupted: result.interrupted,
    spike_hash: result.spikeHash,
    state_hash: result.stateHash,
    compile_s: compileSeconds,
    wall_s: wallSeconds,
    synapses: result.synapses,
    synaptic_events: result.synapticEvents,
    metrics: result.metrics,
    expect: result.expect,
  };
}

/** Per-cell parameters of presented examples follow from the data set, so only the example's number is kept. */
function traceEvent(event: SimulationEvent): TraceEvent {
  if (event.kind === 'set' && typeof event.value !== 'number') return { ...event, value: Float32Array.from(event.value) };
  return { ...event };
}

/** Connects an experiment with a trace: what its header says, what is recorded, how it ends. Knows no file. */
import { Subscription } from 'rxjs';
import { numberBytes } from '../compile/plan.ts';
import type { SimulationEvent } from '../simulation/index.ts';
import {
  type TraceEvent,
  type TraceHeader,
  TraceRecorder,
  type TraceSummary,
  type TraceThinning,
  type TraceWritable,
} from '../trace/index.ts';
import type { Experiment, ExperimentResult } from './experiment.ts';
import { shownVariables } from './needs-of-panels.ts';

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

/** Bytes of recorded variables in a trace, before compression: where a run has more of them, they are recorded of some examples. */
const mostValueBytes = 256 * 1024 * 1024;

/** After `open`, so that it is known how long the run takes. */
export function traceHeaderOf(experiment: Experiment, { version, libraries }: TraceWriter): TraceHeader {
  const { description, simulation, seed, plannedSteps } = experiment;
  const { plan } = simulation;
  const thinning = thinningOf(experiment);
  return {
    version,
    scenario: description.id,
    title: description.title,
    controls: description.controls,
    seed,
    timed: description.timed,
    dt_ms: plan.dt,
    first_step: simulation.nextStep,
    steps: plannedSteps,
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
    values: shownVariables(description).map((shown) => ({ ...shown, precision: plan.precision })),
    ...(thinning === null ? {} : { thinning }),
  };
}

/** Null where variables of all steps are within what a trace holds. */
function thinningOf({ description, simulation, plannedSteps }: Experiment): TraceThinning | null {
  const { populations, precision, lanes } = simulation.plan;
  const cells = shownVariables(description).reduce((sum, { population }) => sum + populations[population]!.size, 0);
  const every = Math.ceil(((plannedSteps ?? 0) * cells * lanes * numberBytes(precision)) / mostValueBytes);
  if (every <= 1) return null;
  const unrolled = Object.values(description.learners).flatMap((one) => (one.kind === 'gradient' ? one.unroll : []));
  return { window: unrolled[0] ?? 1, every };
}

/** Records spikes, events, metrics, and what panels show of populations without spikes, from now on, until it is unsubscribed. */
export function recordInto(recorder: TraceRecorder, { simulation, description, metrics$ }: Experiment): Subscription {
  const subscriptions = new Subscription();
  const { populationNames: names, plan } = simulation;
  subscriptions.add(simulation.events$.subscribe((event) => recorder.event(traceEvent(event))));
  subscriptions.add(metrics$.subscribe(({ step, values }) => recorder.metrics(step, values)));
  names.forEach((name, index) => {
    // Frames of the first tell that a step has been, also where nothing of it is to be recorded.
    if (index > 0 && !plan.populations[index]!.lowered.spikes) return;
    subscriptions.add(simulation.population(name).spikes$.subscribe((frame) => recorder.spikes(index, frame)));
  });
  shownVariables(description).forEach(({ population, variable }, index) => {
    const values$ = simulation.population(names[population]!).values$(variable);
    subscriptions.add(values$.subscribe((frame) => recorder.values(index, frame)));
  });
  return subscriptions;
}

/** A trace of no steps, which holds what was learnt. @throws NeurariumError 'write' where it cannot be written */
export async function writeNetwork(
  writable: TraceWritable,
  experiment: Experiment,
  result: ExperimentResult,
  writer: TraceWriter,
  times: RunTimes,
): Promise<void> {
  const { thinning: _, ...header } = traceHeaderOf(experiment, writer);
  const recorder = await TraceRecorder.open(writable, { ...header, steps: 0, values: [] });
  await recorder.close({ ...traceSummaryOf(result, times), steps: 0 }, experiment.savedNetwork());
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

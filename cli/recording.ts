/** Connects a running experiment with a trace file. */
import { Subscription } from 'rxjs';
import {
  type Experiment,
  type ExperimentResult,
  type SimulationEvent,
  type TraceEvent,
  type TraceHeader,
  TraceRecorder,
} from '../engine/index.ts';
import { createTraceFile, type TraceFileWriter } from './trace-file.ts';
import { libraryVersions, version } from './version.ts';

export interface RunTimes {
  readonly compileSeconds: number;
  readonly wallSeconds: number;
}

export class Recording {
  readonly path: string;
  /** Whether what was recorded can be read again, also after a failure; not so for a pipe. */
  readonly replays: boolean;
  readonly #file: TraceFileWriter;
  readonly #recorder: TraceRecorder;
  readonly #subscriptions: Subscription;
  #flushed: Promise<void> | undefined;

  private constructor(path: string, file: TraceFileWriter, recorder: TraceRecorder, subscriptions: Subscription) {
    this.path = path;
    this.replays = file.isFile;
    this.#file = file;
    this.#recorder = recorder;
    this.#subscriptions = subscriptions;
  }

  /** Creates the file and records all spikes and events from now on. @throws NeurariumError 'write'; no file is left then */
  static async begin(path: string, experiment: Experiment): Promise<Recording> {
    const file = await createTraceFile(path);
    try {
      const recorder = await TraceRecorder.open(file, headerOf(experiment));
      return new Recording(path, file, recorder, connect(experiment, recorder));
    } catch (error) {
      await file.discard();
      throw error;
    }
  }

  /** To be called at each yield of the run. @throws NeurariumError 'write', once */
  flush(now: number): Promise<void> {
    this.#flushed = this.#recorder.flush(now);
    return this.#flushed;
  }

  /** Writes the summary and closes the file, also after a failed run. @throws NeurariumError 'write' */
  async end(result: ExperimentResult, times: RunTimes): Promise<void> {
    this.#subscriptions.unsubscribe();
    try {
      // A run that was interrupted while it waited for this did not hear of its failure.
      await this.#flushed;
      await this.#recorder.close({
        steps: result.steps,
        interrupted: result.interrupted,
        spike_hash: result.spikeHash,
        state_hash: result.stateHash,
        compile_s: times.compileSeconds,
        wall_s: times.wallSeconds,
        synapses: result.synapses,
        synaptic_events: result.synapticEvents,
        metrics: result.metrics,
        expect: result.expect,
      });
    } finally {
      await this.#file.close();
    }
  }
}

function connect(experiment: Experiment, recorder: TraceRecorder): Subscription {
  const { simulation } = experiment;
  const subscriptions = new Subscription();
  subscriptions.add(simulation.events$.subscribe((event) => recorder.event(traceEvent(event))));
  simulation.populationNames.forEach((name, index) => {
    if (!simulation.plan.populations[index]!.lowered.spikes) return;
    subscriptions.add(simulation.population(name).spikes$.subscribe((frame) => recorder.spikes(index, frame)));
  });
  return subscriptions;
}

/** Per-cell parameters of presented examples follow from the data set, so only the example's number is kept. */
function traceEvent(event: SimulationEvent): TraceEvent {
  if (event.kind === 'set' && typeof event.value !== 'number') return { ...event, value: Float32Array.from(event.value) };
  return { ...event };
}

function headerOf({ description, simulation, seed }: Experiment): TraceHeader {
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
    libraries: { node: process.versions.node, ...libraryVersions() },
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

/** The messages between the host of a run (a worker, a server) and a client (a page). Plain data and typed arrays, no more. */
import type { ControlValue } from '../controls.ts';
import type { Confusion, EnergyHistogram, JudgedExpectation, MetricsAt, ShownExamples } from '../experiment/index.ts';
import type { Eigenvalues } from '../numerics/index.ts';
import type { Phase } from '../scenario.ts';
import type { LearningProgress } from '../simulation/index.ts';
import type { About } from './about.ts';

/** How fast the simulated time may go: a multiple of wall time (where time is in steps: steps per ms), or as fast as it can. */
export type Speed = number | 'fastest';

/** Values that a client wants: of some cells after every step, or of all cells once per batch. */
export interface ValueDemand {
  /** Place in `About.populations`. */
  readonly population: number;
  readonly variable: string;
  readonly cells: readonly number[] | 'all';
}

/** What a client adds to a port, as a stimulus does. */
export interface ToldStimulus {
  /** Place in `About.populations`. */
  readonly population: number;
  readonly port: string;
  readonly cells: readonly number[];
  /** In the port's unit: one number, or one for each of the cells. */
  readonly value: number | Float64Array;
  readonly steps: number;
}

/** A question that is answered once, of the state as it is then. */
export type Question =
  /** The values of a variable of all cells -> one number per cell. */
  | { readonly of: 'values'; readonly population: number; readonly variable: string }
  /** The same of each example of the batch at work, `limit` at most. */
  | { readonly of: 'lanes'; readonly population: number; readonly variable: string; readonly limit: number }
  /** Up to `limit` synapses of a projection, evenly taken; with `cell`, those into and out of one cell of a population. */
  | { readonly of: 'synapses'; readonly projection: number; readonly limit: number }
  | { readonly of: 'synapses-of-cell'; readonly population: number; readonly cell: number; readonly limit: number }
  /** The weights of all projections from one population to another as a matrix of at most rows x columns means; NaN: no synapse. */
  | { readonly of: 'weights'; readonly from: number; readonly to: number; readonly rows: number; readonly columns: number }
  /** Of a population that learns by Boltzmann learning, the means of the products of two cells in a phase, as such a matrix. */
  | { readonly of: 'products'; readonly population: number; readonly phase: Phase }
  /** Counts of the weights of a projection in `bins` equal bins. */
  | { readonly of: 'weight-histogram'; readonly projection: number; readonly bins: number }
  /** The eigenvalues of the matrix of all connections of values from a population to itself. */
  | { readonly of: 'spectrum'; readonly population: number }
  /** The weights of a projection onto these cells of its target; onto all, where there are none. */
  | { readonly of: 'incoming-weights'; readonly projection: number; readonly targets: readonly number[] }
  /** A variable of all cells of a population for each point of a grid over the inputs of another, ends included; one row: of a single input. */
  | {
      readonly of: 'surface';
      readonly inputs: number;
      readonly population: number;
      readonly variable: string;
      readonly across: readonly [low: number, high: number];
      readonly up: readonly [low: number, high: number];
      readonly columns: number;
      readonly rows: number;
    }
  /** Up to `limit` examples of the data: what enters a population, and a field of each. */
  | { readonly of: 'examples'; readonly inputs: number; readonly field: string; readonly limit: number }
  /** Of a metric of the distance from Boltzmann's distribution: shares of energies in `bins` equal bins. */
  | { readonly of: 'energies'; readonly metric: string; readonly bins: number }
  /** Of a metric of right answers: how often each class was answered with each. */
  | { readonly of: 'confusion'; readonly metric: string }
  /** `length` cells of a population of inputs, each drawn by the shares of another's and read in turn, after those of the prompt. */
  | {
      readonly of: 'generated';
      readonly inputs: number;
      readonly population: number;
      readonly variable: string;
      readonly prompt: readonly number[];
      readonly length: number;
    };

export interface Synapses {
  /** Place in `About.projections`, per synapse. */
  readonly projection: Uint32Array;
  readonly source: Uint32Array;
  readonly target: Uint32Array;
  /** In the port's unit. */
  readonly weight: Float64Array;
  /** In steps. */
  readonly delay: Uint32Array;
  /** Derivatives of the loss by the weights, of the latest update; NaN where none was taken. Absent where nothing learns by them. */
  readonly gradient?: Float64Array;
  /** How many there are, of which these were taken. */
  readonly of: number;
}

export interface WeightMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Row by row: row = source, column = target. */
  readonly means: Float64Array;
  readonly unit: string;
}

export interface WeightHistogram {
  readonly low: number;
  readonly high: number;
  readonly counts: Uint32Array;
  readonly unit: string;
}

export interface IncomingWeights {
  /** Of each target, those of all sources in turn; NaN: no synapse. */
  readonly values: Float32Array;
  readonly targets: Uint32Array;
  readonly unit: string;
}

export interface ToldSurface {
  readonly columns: number;
  readonly rows: number;
  /** Of each cell a grid, row by row from the lowest. */
  readonly values: Float32Array;
  readonly cells: number;
  /** The step whose network it is of. */
  readonly step: number;
}

export interface Generated {
  readonly cells: Uint32Array;
  /** Of the cell that was drawn, among all. */
  readonly shares: Float32Array;
}

export type Answer =
  | { readonly of: 'values'; readonly values: Float64Array }
  /** Of each example one number per cell, example by example; a single one where nothing learns from batches. */
  | { readonly of: 'lanes'; readonly values: Float32Array }
  | { readonly of: 'synapses'; readonly synapses: Synapses }
  | { readonly of: 'weights'; readonly matrix: WeightMatrix }
  | { readonly of: 'weight-histogram'; readonly histogram: WeightHistogram }
  | { readonly of: 'energies'; readonly energies: EnergyHistogram }
  | { readonly of: 'incoming-weights'; readonly weights: IncomingWeights }
  | { readonly of: 'spectrum'; readonly spectrum: Eigenvalues }
  | { readonly of: 'surface'; readonly surface: ToldSurface }
  | { readonly of: 'examples'; readonly examples: ShownExamples }
  /** Null before anything was answered. */
  | { readonly of: 'confusion'; readonly confusion: Confusion | null }
  | { readonly of: 'generated'; readonly generated: Generated };

/** What a client may ask of a host. */
export type ClientMessage =
  /** Begins anew, at step 0. What is left out stays as it was. */
  | { readonly kind: 'open'; readonly seed?: number; readonly controls?: Readonly<Record<string, ControlValue>> }
  | { readonly kind: 'run' }
  | { readonly kind: 'pause' }
  /** Does that many steps, then pauses. */
  | { readonly kind: 'step'; readonly steps: number }
  | { readonly kind: 'speed'; readonly speed: Speed }
  /** Changes controls while it runs, or begins anew where the network's shape changes. */
  | { readonly kind: 'control'; readonly name: string; readonly value: ControlValue }
  /** All in the same step. */
  | { readonly kind: 'stimulate'; readonly stimuli: readonly ToldStimulus[] }
  /** A muted projection sends nothing; what is on its way arrives. */
  | { readonly kind: 'mute'; readonly projection: number; readonly muted: boolean }
  /** Replaces what was demanded before. Spikes always come. `number` comes back in the batches that are of this demand. */
  | { readonly kind: 'demand'; readonly number: number; readonly values: readonly ValueDemand[] }
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question }
  /** Runs the same again up to now, recording it: the same seed, and the same changes at the same steps. */
  | { readonly kind: 'save'; readonly id: number }
  /** The batch has been taken in: the next may come. */
  | { readonly kind: 'ready' };

/** The spikes of one population in one batch, ascending by step, then cell. */
export interface BatchSpikes {
  readonly population: number;
  readonly steps: Uint32Array;
  readonly cells: Uint32Array;
  readonly amplitudes?: Float64Array;
}

/** Values of demand number `demand`: one row per step of the batch, NaN where it was not recorded; or for all cells one row of its last step. */
export interface BatchValues {
  readonly demand: number;
  readonly values: Float32Array | Float64Array;
}

export interface BatchEvent {
  readonly step: number;
  readonly kind: string;
  readonly text: string;
}

/** `steps` consecutive steps from `step` on. What a slow client did not take is left out, and counted. */
export interface Batch {
  readonly step: number;
  readonly steps: number;
  readonly spikes: readonly BatchSpikes[];
  /** Number of the demand that `values` are of. */
  readonly demands: number;
  readonly values: readonly BatchValues[];
  readonly events: readonly BatchEvent[];
  /** As they are now; empty where they were told lately. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Metrics that are measured as the run goes, ascending by step: their curves. */
  readonly measured: readonly MetricsAt[];
  /** Steps before `step` whose pictures were dropped since the last batch. */
  readonly dropped: number;
}

/** How the run is: sent when it changes, and at most ten times a second while it runs. */
export interface RunState {
  readonly phase: 'compiling' | 'running' | 'paused' | 'done' | 'failed';
  readonly speed: Speed;
  /** The step that comes next. */
  readonly step: number;
  /** The step after the last one that is planned; null where nobody knows. */
  readonly planned: number | null;
  /** Simulated time over wall time, lately; where time is in steps, steps per ms. */
  readonly realtime: number;
  readonly synapticEvents: number;
  /** Where it learns in batches. */
  readonly learning?: LearningProgress;
}

export interface RunResult {
  readonly metrics: Readonly<Record<string, number>>;
  readonly expect: readonly JudgedExpectation[];
  readonly spikeHash: string | null;
}

export interface RemoteError {
  readonly code: string;
  readonly message: string;
  readonly where?: string;
  readonly hint?: string;
}

/** What a host tells. */
export type HostMessage =
  /** A run begins: all that was told before is of another. */
  | { readonly kind: 'about'; readonly about: About }
  | { readonly kind: 'batch'; readonly batch: Batch }
  | { readonly kind: 'state'; readonly state: RunState }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer }
  /** The bytes of a recorded run. */
  | { readonly kind: 'trace'; readonly id: number; readonly bytes: Uint8Array }
  /** Values of all controls, after one of them was changed. */
  | { readonly kind: 'controls'; readonly controls: Readonly<Record<string, ControlValue>> }
  /** A question that has no answer, as for the weights of a replay, or a run that cannot be saved. */
  | { readonly kind: 'no-answer'; readonly id: number; readonly error: RemoteError }
  | { readonly kind: 'result'; readonly result: RunResult }
  /** A refused message, with the run going on, or the run's own end (`state.phase` is then 'failed'). */
  | { readonly kind: 'error'; readonly error: RemoteError }
  /** Something to be known, such as a damaged trace read as far as it is intact. */
  | { readonly kind: 'notice'; readonly text: string };

/** One end of a connection that keeps order: a worker's port, a WebSocket with MessagePack, two ends in a test. */
export interface RemotePort<Out, In> {
  send(message: Out): void;
  /** Bytes that wait to be sent, where the port knows. */
  readonly backlog: number;
  /** One listener. */
  listen(next: (message: In) => void, closed: () => void): void;
  close(): void;
}

/** What a trace says: its shapes, names and limits. Knows no bytes and no container. */

/** Profile written in the container's header; what tells our files from other MCAP files. */
export const TRACE_PROFILE = 'neurarium';
/** Version of what the messages say. Readers read all up to this one and refuse newer ones by name. */
export const TRACE_FORMAT = 1;

export const HEADER_TOPIC = 'header';
export const SPIKES_TOPIC = 'spikes';
export const EVENTS_TOPIC = 'events';
export const METRICS_TOPIC = 'metrics';
export const NETWORK_TOPIC = 'network';
export const SUMMARY_TOPIC = 'summary';
export const VALUES_TOPIC = 'values/';

/** Readers refuse what exceeds these, so that memory stays bounded whatever a file claims; the recorder refuses to write it. */
export const LIMITS = {
  /** Bytes of a chunk, decompressed, and of one message. */
  chunkBytes: 64 * 1024 * 1024,
  /** Bytes of values, events and metrics that wait for their batch. */
  batchBytes: 128 * 1024 * 1024,
  /** Events and metrics that wait for their batch. */
  batchEvents: 65_536,
  batchSteps: 1000,
  populations: 65_536,
  lanes: 65_535,
  valueStreams: 4096,
  /** Bytes of what a network has learnt, and arrays that it has. */
  networkBytes: 1024 * 1024 * 1024,
  networkArrays: 65_536,
  /** Characters in the name of a population or variable. */
  name: 256,
  chunks: 2_000_000,
} as const;

export interface TracePopulation {
  readonly name: string;
  readonly model: string;
  readonly size: number;
  /** Whether its spikes are recorded. */
  readonly spikes: boolean;
}

export interface TraceProjection {
  readonly from: string;
  readonly to: string;
  readonly port: string;
  readonly synapses: number;
}

/** A recorded state variable; of all steps, or of some: see `thinning`. */
export interface TraceValueStream {
  /** Index into `populations`. */
  readonly population: number;
  readonly variable: string;
  readonly precision: 'float64' | 'float32';
}

/** Of every so many windows of so many steps each, counted from the first step on, the first is recorded. */
export interface TraceThinning {
  /** Steps: of an example, where there are examples. */
  readonly window: number;
  readonly every: number;
}

/** Written before the first step. A population's index is its place in `populations`. */
export interface TraceHeader {
  /** Version of neurarium that recorded. */
  readonly version: string;
  readonly scenario: string;
  readonly title: string;
  readonly controls: Readonly<Record<string, number | string | boolean>>;
  readonly seed: number;
  /** Whether time is counted in ms; else in steps, and `dt_ms` is 1. Absent in older traces, which count ms. */
  readonly timed?: boolean;
  readonly dt_ms: number;
  readonly first_step: number;
  /** Planned number of steps; null where the run is open-ended. */
  readonly steps: number | null;
  readonly precision: 'float64' | 'float32';
  readonly threads: number;
  readonly lanes: number;
  /** Integrator by population name. */
  readonly integrators: Readonly<Record<string, string>>;
  /** Version by name of what took part: node, libraries. */
  readonly libraries: Readonly<Record<string, string>>;
  /** The network's description: plain data; typed arrays come back as typed arrays. */
  readonly network: unknown;
  /** The scenario's panels, so that a replay is drawn as the run was: plain data, unchecked. */
  readonly panels?: readonly unknown[];
  readonly populations: readonly TracePopulation[];
  readonly projections: readonly TraceProjection[];
  readonly values: readonly TraceValueStream[];
  /** Where variables are not recorded in all steps. */
  readonly thinning?: TraceThinning;
}

/** Written when the run ends, also when it was interrupted. */
export interface TraceSummary {
  /** Steps done. */
  readonly steps: number;
  readonly interrupted: boolean;
  readonly spike_hash: string | null;
  readonly state_hash: string | null;
  readonly compile_s: number | null;
  readonly wall_s: number;
  readonly synapses: number | null;
  readonly synaptic_events: number | null;
  readonly metrics: Readonly<Record<string, number>>;
  readonly expect: readonly unknown[];
}

/** A parameter change, a stimulus, a presented example: what happened at the start of `step`. The rest is plain data. */
export interface TraceEvent {
  readonly step: number;
  readonly kind: string;
  readonly [field: string]: unknown;
}

export interface TraceMetrics {
  readonly step: number;
  readonly values: Readonly<Record<string, number>>;
}

/**
 * The spikes of one population in one batch. Frame f is in slot `slots[f]` = (step - batch step) x lanes + lane and has the cells from
 * `ends[f - 1]` to `ends[f]`. Frames without spikes are not listed.
 */
export interface PopulationSpikes {
  readonly population: number;
  readonly slots: Uint32Array;
  readonly ends: Uint32Array;
  readonly cells: Uint16Array | Uint32Array;
  readonly amplitudes: Float64Array | undefined;
}

/** What a network has learnt: numbers by name. Plain data, and no more. */
export type TraceNetwork = Readonly<Record<string, Float64Array | Float32Array>>;

/** One recorded variable in one batch: recorded steps x lanes x cells. */
export interface ValueBatch {
  /** Index into the header's `values`. */
  readonly stream: number;
  readonly values: Float64Array | Float32Array;
}

/** `steps` consecutive steps from `step` on, complete. `steps` is 0 where events came after the last step. */
export interface TraceBatch {
  readonly step: number;
  readonly steps: number;
  readonly spikes: readonly PopulationSpikes[];
  readonly values: readonly ValueBatch[];
  readonly events: readonly TraceEvent[];
  readonly metrics: readonly TraceMetrics[];
}

/** Most steps in one batch: a slot must fit 16 bits. */
export function stepsPerBatch(lanes: number): number {
  return Math.max(1, Math.min(LIMITS.batchSteps, Math.floor(0xffff / lanes)));
}

/** Indices, counts and slot gaps of a population of up to 65,535 cells take 16 bits, of a larger one 32. */
export function isNarrow(size: number): boolean {
  return size <= 0xffff;
}

/** Of the steps from the first one to before `step`, those in which variables are recorded. */
export function recordedBefore(
  step: number,
  { first_step: first, thinning }: Pick<TraceHeader, 'first_step' | 'thinning'>,
): number {
  const steps = step - first;
  if (thinning === undefined) return steps;
  const { window, every } = thinning;
  return Math.floor(steps / (window * every)) * window + Math.min(steps % (window * every), window);
}

/** Whether variables are recorded in a step. */
export function isRecorded(step: number, header: Pick<TraceHeader, 'first_step' | 'thinning'>): boolean {
  return recordedBefore(step + 1, header) > recordedBefore(step, header);
}

/** Container time of a step, in ns of simulated time. */
export function stepTime(step: number, dtMs: number): bigint {
  return BigInt(Math.round(step * dtMs * 1e6));
}

/** What a run comes to, as one JSON object: what `--json` prints and the summary is made of. Knows no terminal. */
import type { OwnDataResult } from './table/index.ts';

export interface PopulationResult {
  /** Name of the model. */
  readonly model: string;
  readonly size: number;
  /** Null for a population that does not spike. */
  readonly spikes: number | null;
  /** Mean rate per cell; null where time is counted in steps. */
  readonly rate_hz: number | null;
  /** Mean over cells with at least three spikes of std / mean of their inter-spike intervals (std divided by n). */
  readonly cv_isi: number | null;
}

export interface ExpectationResult {
  /** Population, or null for a metric of the whole run. */
  readonly of: string | null;
  readonly measure: string;
  readonly value: number | null;
  /** Inclusive; null on a side without limit, so that `atLeast: a` is [a, null]. */
  readonly between: readonly [low: number | null, high: number | null];
  /** Null when it could not be judged, as after an interruption. */
  readonly pass: boolean | null;
}

/** How much was learnt, and how fast: per second of the run's wall time. */
export interface LearningResult {
  readonly updates: number;
  /** Gone through, while it trained and while it was tested. */
  readonly examples: number;
  readonly updates_per_s: number | null;
  readonly examples_per_s: number | null;
}

/** Null where nothing applies: no times of computing in a replay, no ms in a scenario that counts steps. */
export interface RunResult {
  readonly version: string;
  /** Id of the scenario, or the path it was read from. */
  readonly scenario: string;
  readonly controls: Readonly<Record<string, number | string | boolean>>;
  readonly seed: number;
  readonly dt_ms: number | null;
  /** Steps simulated (or replayed). */
  readonly steps: number;
  /** Time simulated. */
  readonly duration_ms: number | null;
  readonly interrupted: boolean;
  readonly threads: number | null;
  readonly precision: 'float64' | 'float32';
  /** Population -> integrator. */
  readonly integrators: Readonly<Record<string, string>>;
  readonly compile_s: number | null;
  readonly wall_s: number | null;
  /** Simulated time / wall time: above 1 is faster than the brain. */
  readonly realtime_factor: number | null;
  readonly synapses: number | null;
  /** Spikes that arrived: one for each synapse a spike crossed. */
  readonly synaptic_events: number | null;
  readonly peak_memory_mb: number | null;
  readonly populations: Readonly<Record<string, PopulationResult>>;
  readonly metrics: Readonly<Record<string, number>>;
  /** Only where a run learns in batches. */
  readonly learning?: LearningResult;
  readonly expect: readonly ExpectationResult[];
  readonly spike_hash: string | null;
  readonly state_hash: string | null;
  /** Of a table in place of the scenario's own data, where there is one. */
  readonly data?: OwnDataResult;
  /** Path of the trace. */
  readonly trace: string | null;
}

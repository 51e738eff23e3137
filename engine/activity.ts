/** What leaves a simulation, live, remote or replayed: frames. Panels and operators know only this file. */
import type { FrameStream } from './frame-stream.ts';

/**
 * The spikes of one population in one step. Borrowed: valid until the emission returns; who keeps it copies it.
 * `cells`: Uint32Array of at least `count` cell indices, ascending; entries from `count` on are meaningless.
 * Published in the step in which the threshold was passed: the spike happens at instant (step + 1) dt.
 */
export interface SpikeFrame {
  readonly step: number;
  readonly lane: number;
  readonly count: number;
  readonly cells: Uint32Array;
  /** Graded spikes only: the amplitude of each of the first `count` cells. */
  readonly amplitude?: Float64Array;
}

/** One number per cell, after step `step` (reset included). Borrowed like a SpikeFrame. */
export interface ValueFrame {
  readonly step: number;
  readonly lane: number;
  readonly values: Float64Array | Float32Array;
}

export interface PopulationActivity {
  readonly name: string;
  readonly size: number;
  /** Hot, no replay; a frame for each step, also when nobody spiked (count 0). Completes when the source ends, never errors. */
  readonly spikes$: FrameStream<SpikeFrame>;
  /** Hot, no replay; the named state variable after each step. */
  values$(variable: string): FrameStream<ValueFrame>;
}

/** One interface for live, remote and replayed activity. */
export interface Activity {
  /** Length of a step in ms. */
  readonly dt: number;
  readonly populationNames: readonly string[];
  population(name: string): PopulationActivity;
}

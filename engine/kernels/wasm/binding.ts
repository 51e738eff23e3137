/** A population bound to memory: where each named number lies. Plain values; knows no model and emits nothing. */

export type Precision = 'float64' | 'float32';

/** Where a parameter or coefficient lies: shared, one number of the run's precision; per cell, `stride` numbers shared by all lanes. */
export interface BoundNumber {
  readonly address: number;
  readonly perCell: boolean;
}

/** One input of a port. Each but `drawn` is read once per step, and set to 0 as it is read, whether or not the program uses the port. */
export type PortInput =
  /**
   * Ring of int32 arrival counts. This step's slot begins at `address + slot * slotBytes` (lanes * stride counts), where `slot` is the
   * call's slot argument number `ring`. The count is converted, then multiplied by the number at `weightAddress`.
   */
  | {
      readonly kind: 'counts';
      readonly ring: number;
      readonly address: number;
      readonly slotBytes: number;
      readonly weightAddress: number;
    }
  /** The same with numbers of the run's precision and no weight. */
  | { readonly kind: 'sums'; readonly ring: number; readonly address: number; readonly slotBytes: number }
  /**
   * lanes * stride int32 counts, written anew for each step and never cleared. A count is converted, then multiplied by the number at
   * `weightAddress`, or by its cell's (`stride` numbers shared by all lanes).
   */
  | { readonly kind: 'drawn'; readonly address: number; readonly weightAddress: number; readonly perCell: boolean }
  /** lanes * stride numbers of the run's precision, written anew for each step: the sum of a value connection. */
  | { readonly kind: 'values'; readonly address: number }
  /** The same for the stimuli of one step. Only `stepStimulated` reads them. */
  | { readonly kind: 'stimulus'; readonly address: number };

/** Byte addresses in the one linear memory, imported as `env.memory`. Multiples of 16 are fastest; multiples of the number's size do. */
export interface Binding {
  readonly precision: Precision;
  /** Cells of the population. */
  readonly size: number;
  /** Cells per lane with padding, a multiple of 128: cell i of lane l is element l * stride + i of a state array. */
  readonly stride: number;
  /** Length of a step in ms. */
  readonly dt: number;
  readonly parameters: Readonly<Record<string, BoundNumber>>;
  readonly coefficients: Readonly<Record<string, BoundNumber>>;
  /** Address of the table of each coefficient that is the mean of Poisson draws, see poisson-table.ts. */
  readonly tables: Readonly<Record<string, number>>;
  /** Arrays of lanes * stride numbers of the run's precision. */
  readonly state: Readonly<Record<string, number>>;
  /** Arrays of the same form for what one stage of a step leaves to the next; none: an empty record. */
  readonly scratch?: Readonly<Record<string, number>>;
  /** Per axis, each cell's place along it: `stride` numbers shared by all lanes. */
  readonly indices?: Readonly<Record<string, BoundNumber>>;
  /** Inputs of each port, added in order: (in0 + in1) + in2 ...; an empty list gives 0. */
  readonly ports: Readonly<Record<string, readonly PortInput[]>>;
  /** int32, lanes * stride: the last step in which the cell is refractory; null if the model has no refractoriness. */
  readonly refractoryUntil: number | null;
  /** uint32, lanes * stride: cells that spike, ascending, from `spikes + lane * stride * 4`; null if the model does not spike. */
  readonly spikes: number | null;
  /** lanes * stride numbers of the run's precision: amplitudes of the cells that spike, by cell; what stands for others means nothing. Null unless graded. */
  readonly amplitude: number | null;
  /** int32 flag, set to 1 and never cleared here when a new state value of any cell is NaN or infinite. */
  readonly notFinite: number;
  /** Philox key of the population's draws, two uint32. */
  readonly key: readonly [number, number];
}

/** What the emitted module exports. Slots: one per ring, in the order of `PortInput.ring`. Returns the number of spikes in the lane. */
export type StepFunction = (lane: number, step: number, ...slots: number[]) => number;

export interface PopulationExports {
  /** A step without stimuli: `stimulus` inputs are neither read nor added. */
  readonly step: StepFunction;
  /** A step with them; absent if no port has a `stimulus` input. */
  readonly stepStimulated?: StepFunction;
}

export interface SplitExports {
  /** Arguments: lane, step, a slot for each ring, address of the list, its length. */
  readonly arrive: (lane: number, step: number, ...slotsAndList: number[]) => number;
  readonly quiet: StepFunction;
}

/** Bytes of a number, and cells of a vector. */
export const bytesOf: Readonly<Record<Precision, number>> = { float64: 8, float32: 4 };
export const cellsOf: Readonly<Record<Precision, number>> = { float64: 2, float32: 4 };

/** Where a learning rule's program finds its numbers, and over which synapses or cells it goes. Plain values; emits nothing. */
import type { Precision } from './binding.ts';

/**
 * What a variable has one value for. In a walk over lanes: `cell`, shared by the lanes; `local`, per lane and cell; `entry`, the same
 * with one array after the other for each time.
 */
export type Along = 'synapse' | 'pre' | 'post' | 'cell' | 'local' | 'entry';

export interface WalkBinding {
  readonly precision: Precision;
  /** In ms. */
  readonly dt: number;
  /** Philox key of the draws of a walk over lanes, two uint32. */
  readonly key?: readonly [number, number];
  /** Addresses of one number each. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly coefficients: Readonly<Record<string, number>>;
  /** Arrays by name; an array along 'post' begins at the first target of the block. */
  readonly state: Readonly<Record<string, { readonly address: number; readonly along: Along }>>;
  /** int32 flag, set to 1 and never cleared here when a stored value is NaN or infinite. */
  readonly notFinite: number;
}

/**
 * `rows`: the synapses of each listed source; row starts uint32, targets uint16. `columns`: the synapses onto each listed target;
 * starts uint32, and for each synapse its position in the rows and its source, uint32; `positions` null: they lie as the columns do. `consecutive`: the targets of every row (the
 * sources of every column) follow each other, so that they are read as vectors. `cells`: each listed cell. `range`: the first `count`
 * cells, a multiple of a vector; it takes no list. `lanes`: the first `count` cells, a multiple of a vector, of each of `length` lanes;
 * `list` is how many bytes before the first `entry` lies.
 */
export type Walk =
  | { readonly kind: 'rows'; readonly rows: number; readonly targets: number; readonly consecutive: boolean }
  | {
      readonly kind: 'columns';
      readonly starts: number;
      readonly positions: number | null;
      readonly sources: number;
      readonly consecutive: boolean;
    }
  | { readonly kind: 'cells'; readonly along: 'pre' | 'post' }
  | { readonly kind: 'range'; readonly along: 'pre' | 'post'; readonly count: number }
  | { readonly kind: 'lanes'; readonly count: number };

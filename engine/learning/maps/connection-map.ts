/**
 * A connection while it learns: forward, transposed, and the gradient of its weights. A kind of connection is a file beside this one and a
 * line in map-of.ts; convolutions, pools and contractions join here.
 */

export interface ConnectionMap {
  /** Adds to the target's port at time t what the source said `delay` steps before. */
  forward(t: number): void;
  /** Adds to the adjoints of what the source said. */
  backward(t: number): void;
  /** Adds the gradient by the weights, of the times from `first` to before `end` at once. */
  gradient(first: number, end: number): void;
}

/**
 * What a source says and its adjoints, one array per time from 0 (the beginning) on, and what a target is sent. Times are of the target;
 * what lies further back than the beginning is what the example began with.
 */
export interface Ends {
  readonly lanes: number;
  readonly from: { readonly size: number; readonly stride: number; values(t: number): number; adjoints(t: number): number };
  readonly to: { readonly size: number; readonly stride: number; input(t: number): number; sent(t: number): number };
  /** From this time on, what is read lies one time after the other. */
  readonly regular: number;
}

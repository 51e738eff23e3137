/**
 * A connection while it learns: forward, transposed, and the gradient of its weights. A kind of connection is a file beside this one and a
 * line in map-of.ts; convolutions, pools and contractions join here.
 */

export interface ConnectionMap {
  /** Adds to the target's port at time t what the source said. */
  forward(t: number): void;
  /** Adds to the adjoints of what the source said. */
  backward(t: number): void;
  /** Adds the gradient by the weights, of the times from `first` to before `end` at once. */
  gradient(first: number, end: number): void;
}

/**
 * What a source says, and what a target is sent, by the time of the target: one array after the other. Adjoints are there for gradients only;
 * those of what was said before the beginning lie at the beginning, and nobody reads them.
 */
export interface Ends {
  readonly lanes: number;
  readonly from: { readonly size: number; readonly stride: number; values(t: number): number; adjoints(t: number): number };
  readonly to: { readonly size: number; readonly stride: number; input(t: number): number; sent(t: number): number };
}

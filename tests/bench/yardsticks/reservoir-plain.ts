/** The update of an echo state network in plain JavaScript: the rows of a sparse matrix, one after the other. */

export interface Reservoir {
  /** Rows compressed: where each begins, sources, weights. */
  readonly rows: Uint32Array;
  readonly sources: Uint32Array;
  readonly weights: Float64Array;
  readonly inputs: Float64Array;
  readonly bias: Float64Array;
  readonly leak: number;
}

/** Goes through a series of one input; returns the last state. */
export function runPlain({ rows, sources, weights, inputs, bias, leak }: Reservoir, series: Float64Array): Float64Array {
  const units = bias.length;
  let x = new Float64Array(units);
  let next = new Float64Array(units);
  for (const u of series) {
    for (let i = 0; i < units; i++) {
      let sum = inputs[i]! * u + bias[i]!;
      const end = rows[i + 1]!;
      for (let k = rows[i]!; k < end; k++) sum += weights[k]! * x[sources[k]!]!;
      next[i] = (1 - leak) * x[i]! + leak * Math.tanh(sum);
    }
    [x, next] = [next, x];
  }
  return x;
}

/** One online epoch of a self-organising map in plain JavaScript. */

export interface PlainMap {
  readonly side: number;
  readonly inputs: number;
  /** Cells x inputs, row by row; changed. */
  readonly weights: Float32Array;
  /** Examples x inputs. */
  readonly data: Float32Array;
}

export function runPlainMap({ side, inputs, weights, data }: PlainMap): void {
  const examples = data.length / inputs;
  for (let k = 0; k < examples; k++) {
    const share = k / examples;
    const [width, rate] = [(side / 2) * (1 / side) ** share, 0.5 * 0.02 ** share];
    const x = data.subarray(k * inputs, (k + 1) * inputs);
    let [winner, least] = [0, Number.POSITIVE_INFINITY];
    for (let cell = 0; cell < side * side; cell++) {
      let distance = 0;
      for (let i = 0; i < inputs; i++) {
        const away = x[i]! - weights[cell * inputs + i]!;
        distance += away * away;
      }
      if (distance < least) [winner, least] = [cell, distance];
    }
    for (let cell = 0; cell < side * side; cell++) {
      const across = (cell % side) - (winner % side);
      const down = Math.floor(cell / side) - Math.floor(winner / side);
      const share = rate * Math.exp(-(across * across + down * down) / (2 * width * width));
      for (let i = 0; i < inputs; i++) weights[cell * inputs + i]! += share * (x[i]! - weights[cell * inputs + i]!);
    }
  }
}

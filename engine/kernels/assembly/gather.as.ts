// Value connections, compressed by target: each target reads its sources in ascending order into one accumulator.

export function gatherValues64(rows: u32, sources: u32, weights: u32, values: u32, out: u32, targets: u32): void {
  gather<f64>(rows, sources, weights, values, out, targets);
}

export function gatherValues32(rows: u32, sources: u32, weights: u32, values: u32, out: u32, targets: u32): void {
  gather<f32>(rows, sources, weights, values, out, targets);
}

/** out[i] += (sum over k of weights[k] * values[sources[k]]); the sum starts at 0. */
// @ts-ignore: decorator
@inline
function gather<T>(rows: u32, sources: u32, weights: u32, values: u32, out: u32, targets: u32): void {
  const bytes = <u32>sizeof<T>();
  let k = load<u32>(rows);
  for (let i: u32 = 0; i < targets; i++) {
    const end = load<u32>(rows + (i << 2), 4);
    let sum: T = 0;
    for (; k < end; k++) sum += load<T>(weights + k * bytes) * load<T>(values + load<u32>(sources + (k << 2)) * bytes);
    const at = out + i * bytes;
    store<T>(at, load<T>(at) + sum);
  }
}

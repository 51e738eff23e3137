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
  let i: u32 = 0;
  // Four targets side by side: none waits for the sum of another. Each adds in its own order, so the bits are those of one at a time.
  for (; i + 4 <= targets; i += 4) {
    const row = rows + (i << 2);
    let k0 = load<u32>(row);
    let k1 = load<u32>(row, 4);
    let k2 = load<u32>(row, 8);
    let k3 = load<u32>(row, 12);
    const end = load<u32>(row, 16);
    const end0 = k1;
    const end1 = k2;
    const end2 = k3;
    const common = min(min(end0 - k0, end1 - k1), min(end2 - k2, end - k3));
    let sum0: T = 0;
    let sum1: T = 0;
    let sum2: T = 0;
    let sum3: T = 0;
    const stop = k0 + (common & ~1);
    for (; k0 < stop; k0 += 2, k1 += 2, k2 += 2, k3 += 2) {
      sum0 = addTwo<T>(sum0, sources + (k0 << 2), weights + k0 * bytes, values);
      sum1 = addTwo<T>(sum1, sources + (k1 << 2), weights + k1 * bytes, values);
      sum2 = addTwo<T>(sum2, sources + (k2 << 2), weights + k2 * bytes, values);
      sum3 = addTwo<T>(sum3, sources + (k3 << 2), weights + k3 * bytes, values);
    }
    for (; k0 < end0; k0++) sum0 += term<T>(k0, sources, weights, values);
    for (; k1 < end1; k1++) sum1 += term<T>(k1, sources, weights, values);
    for (; k2 < end2; k2++) sum2 += term<T>(k2, sources, weights, values);
    for (; k3 < end; k3++) sum3 += term<T>(k3, sources, weights, values);
    const at = out + i * bytes;
    store<T>(at, load<T>(at) + sum0);
    store<T>(at, load<T>(at, sizeof<T>()) + sum1, sizeof<T>());
    store<T>(at, load<T>(at, 2 * sizeof<T>()) + sum2, 2 * sizeof<T>());
    store<T>(at, load<T>(at, 3 * sizeof<T>()) + sum3, 3 * sizeof<T>());
  }
  for (; i < targets; i++) {
    const end = load<u32>(rows + (i << 2), 4);
    let sum: T = 0;
    for (let k = load<u32>(rows + (i << 2)); k < end; k++) sum += term<T>(k, sources, weights, values);
    const at = out + i * bytes;
    store<T>(at, load<T>(at) + sum);
  }
}

// @ts-ignore: decorator
@inline
function term<T>(k: u32, sources: u32, weights: u32, values: u32): T {
  const bytes = <u32>sizeof<T>();
  return load<T>(weights + k * bytes) * load<T>(values + load<u32>(sources + (k << 2)) * bytes);
}

/** One after the other. */
// @ts-ignore: decorator
@inline
function addTwo<T>(sum: T, source: u32, weight: u32, values: u32): T {
  const bytes = <u32>sizeof<T>();
  if (sizeof<T>() == 8) {
    const both = load<u64>(source);
    const low = v128.load_zero<u64>(values + (<u32>both << 3));
    const terms = v128.mul<f64>(v128.load(weight), v128.load_lane<u64>(values + (<u32>(both >> 32) << 3), low, 1));
    return <T>(<f64>sum + v128.extract_lane<f64>(terms, 0) + v128.extract_lane<f64>(terms, 1));
  }
  const first = sum + load<T>(weight) * load<T>(values + load<u32>(source) * bytes);
  return first + load<T>(weight, sizeof<T>()) * load<T>(values + load<u32>(source, 4) * bytes);
}

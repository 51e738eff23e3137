// Squared distances of what sources say from the weights, compressed by target; what goes back over them; the gradient of the weights.

export function gatherDistances64(rows: u32, sources: u32, weights: u32, values: u32, out: u32, targets: u32): void {
  gather<f64>(rows, sources, weights, values, out, targets);
}

export function gatherDistances32(rows: u32, sources: u32, weights: u32, values: u32, out: u32, targets: u32): void {
  gather<f32>(rows, sources, weights, values, out, targets);
}

export function returnDistances64(rows: u32, sources: u32, weights: u32, values: u32, sent: u32, out: u32, gradient: u32, targets: u32): void {
  back<f64>(rows, sources, weights, values, sent, out, gradient, targets);
}

export function returnDistances32(rows: u32, sources: u32, weights: u32, values: u32, sent: u32, out: u32, gradient: u32, targets: u32): void {
  back<f32>(rows, sources, weights, values, sent, out, gradient, targets);
}

/** out[i] += (sum over k of (values[sources[k]] - weights[k])^2); the sum starts at 0. */
// @ts-ignore: decorator
@inline
function gather<T>(rows: u32, sources: u32, weights: u32, values: u32, out: u32, targets: u32): void {
  const bytes = <u32>sizeof<T>();
  let k = load<u32>(rows);
  for (let i: u32 = 0; i < targets; i++) {
    const end = load<u32>(rows + (i << 2), 4);
    let sum: T = 0;
    for (; k < end; k++) {
      const away = load<T>(values + load<u32>(sources + (k << 2)) * bytes) - load<T>(weights + k * bytes);
      sum += away * away;
    }
    const at = out + i * bytes;
    store<T>(at, load<T>(at) + sum);
  }
}

/**
 * With step = (2 sent[i]) (values[sources[k]] - weights[k]) for each synapse k of each target i: out[sources[k]] += step,
 * gradient[k] -= step. An address of 0 leaves that one out.
 */
// @ts-ignore: decorator
@inline
function back<T>(rows: u32, sources: u32, weights: u32, values: u32, sent: u32, out: u32, gradient: u32, targets: u32): void {
  const bytes = <u32>sizeof<T>();
  let k = load<u32>(rows);
  for (let i: u32 = 0; i < targets; i++) {
    const end = load<u32>(rows + (i << 2), 4);
    const twice: T = 2 * load<T>(sent + i * bytes);
    for (; k < end; k++) {
      const from = load<u32>(sources + (k << 2)) * bytes;
      const step = twice * (load<T>(values + from) - load<T>(weights + k * bytes));
      if (out != 0) store<T>(out + from, load<T>(out + from) + step);
      if (gradient != 0) store<T>(gradient + k * bytes, load<T>(gradient + k * bytes) - step);
    }
  }
}

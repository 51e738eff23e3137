// The transpose of a gather, and the gradient of its weights: what goes back over a value connection, compressed by target.

export function scatterValues64(rows: u32, sources: u32, weights: u32, sent: u32, out: u32, targets: u32): void {
  scatter<f64>(rows, sources, weights, sent, out, targets);
}

export function scatterValues32(rows: u32, sources: u32, weights: u32, sent: u32, out: u32, targets: u32): void {
  scatter<f32>(rows, sources, weights, sent, out, targets);
}

export function addOuterSparse64(rows: u32, sources: u32, gradient: u32, sent: u32, values: u32, targets: u32): void {
  addOuter<f64>(rows, sources, gradient, sent, values, targets);
}

export function addOuterSparse32(rows: u32, sources: u32, gradient: u32, sent: u32, values: u32, targets: u32): void {
  addOuter<f32>(rows, sources, gradient, sent, values, targets);
}

/** out[sources[k]] += weights[k] * sent[i] for each synapse k of each target i, ascending. */
// @ts-ignore: decorator
@inline
function scatter<T>(rows: u32, sources: u32, weights: u32, sent: u32, out: u32, targets: u32): void {
  const bytes = <u32>sizeof<T>();
  let k = load<u32>(rows);
  for (let i: u32 = 0; i < targets; i++) {
    const end = load<u32>(rows + (i << 2), 4);
    const factor = load<T>(sent + i * bytes);
    for (; k < end; k++) {
      const at = out + load<u32>(sources + (k << 2)) * bytes;
      store<T>(at, load<T>(at) + load<T>(weights + k * bytes) * factor);
    }
  }
}

/** gradient[k] += sent[i] * values[sources[k]] for each synapse k of each target i. */
// @ts-ignore: decorator
@inline
function addOuter<T>(rows: u32, sources: u32, gradient: u32, sent: u32, values: u32, targets: u32): void {
  const bytes = <u32>sizeof<T>();
  let k = load<u32>(rows);
  for (let i: u32 = 0; i < targets; i++) {
    const end = load<u32>(rows + (i << 2), 4);
    const factor = load<T>(sent + i * bytes);
    for (; k < end; k++) {
      const at = gradient + k * bytes;
      store<T>(at, load<T>(at) + factor * load<T>(values + load<u32>(sources + (k << 2)) * bytes));
    }
  }
}

// What the change of one source's value does to the sums of its targets: a value connection, compressed by source.

export function addColumn64(columns: u32, targets: u32, weights: u32, field: u32, source: u32, change: f64): void {
  add<f64>(columns, targets, weights, field, source, change);
}

export function addColumn32(columns: u32, targets: u32, weights: u32, field: u32, source: u32, change: f32): void {
  add<f32>(columns, targets, weights, field, source, change);
}

// @ts-ignore: decorator
@inline
function add<T>(columns: u32, targets: u32, weights: u32, field: u32, source: u32, change: T): void {
  const bytes = <u32>sizeof<T>();
  const row = columns + (source << 2);
  const end = load<u32>(row, 4);
  for (let k = load<u32>(row); k < end; k++) {
    const at = field + load<u32>(targets + (k << 2)) * bytes;
    store<T>(at, load<T>(at) + load<T>(weights + k * bytes) * change);
  }
}

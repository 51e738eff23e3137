// Undirected connections: each weight is stored once, that of cells i > j at i (i - 1) / 2 + j, and works both ways.

export function sumPairs64(weights: u32, values: u32, out: u32, cells: u32): void {
  sumPairs<f64>(weights, values, out, cells);
}

export function sumPairs32(weights: u32, values: u32, out: u32, cells: u32): void {
  sumPairs<f32>(weights, values, out, cells);
}

export function addPairs64(weights: u32, field: u32, cells: u32, cell: u32, change: f64): void {
  addPairs<f64>(weights, field, cells, cell, change);
}

export function addPairs32(weights: u32, field: u32, cells: u32, cell: u32, change: f32): void {
  addPairs<f32>(weights, field, cells, cell, change);
}

/**
 * For each i ascending: out[j] += w[i][j] values[i] for j < i, and out[i] += the sum over j < i of w[i][j] values[j]: of the whole groups of
 * sixteen, four vectors from 0, the r-th of which takes the r-th quarters; their sum ((0 + 1) + (2 + 3)), its lanes in order; then what is left.
 */
// @ts-ignore: decorator
@inline
function sumPairs<T>(weights: u32, values: u32, out: u32, cells: u32): void {
  const bytes = <u32>sizeof<T>();
  let w = weights;
  for (let i: u32 = 1; i < cells; i++) {
    const own = load<T>(values + i * bytes);
    const owns = v128.splat<T>(own);
    let v = values;
    let o = out;
    const end = values + i * bytes;
    let s0 = v128.splat<T>(0), s1 = s0, s2 = s0, s3 = s0;
    for (; v + 64 <= end; v += 64, o += 64, w += 64) {
      const w0 = v128.load(w), w1 = v128.load(w, 16), w2 = v128.load(w, 32), w3 = v128.load(w, 48);
      s0 = v128.add<T>(s0, v128.mul<T>(w0, v128.load(v)));
      s1 = v128.add<T>(s1, v128.mul<T>(w1, v128.load(v, 16)));
      s2 = v128.add<T>(s2, v128.mul<T>(w2, v128.load(v, 32)));
      s3 = v128.add<T>(s3, v128.mul<T>(w3, v128.load(v, 48)));
      v128.store(o, v128.add<T>(v128.load(o), v128.mul<T>(w0, owns)));
      v128.store(o, v128.add<T>(v128.load(o, 16), v128.mul<T>(w1, owns)), 16);
      v128.store(o, v128.add<T>(v128.load(o, 32), v128.mul<T>(w2, owns)), 32);
      v128.store(o, v128.add<T>(v128.load(o, 48), v128.mul<T>(w3, owns)), 48);
    }
    let sum = lanes<T>(v128.add<T>(v128.add<T>(s0, s1), v128.add<T>(s2, s3)));
    for (; v < end; v += bytes, o += bytes, w += bytes) {
      const weight = load<T>(w);
      sum += weight * load<T>(v);
      store<T>(o, load<T>(o) + weight * own);
    }
    store<T>(o, load<T>(o) + sum);
  }
}

/** From the first on. */
// @ts-ignore: decorator
@inline
function lanes<T>(sums: v128): T {
  if (sizeof<T>() == 8) return <T>(f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1));
  return <T>(f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1) + f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3));
}

/** field[j] += w[cell][j] change for all other cells j: those before lie side by side, those after one row apart each. */
// @ts-ignore: decorator
@inline
function addPairs<T>(weights: u32, field: u32, cells: u32, cell: u32, change: T): void {
  const bytes = <u32>sizeof<T>();
  const changes = v128.splat<T>(change);
  let w = weights + ((cell * (cell - 1)) >>> 1) * bytes;
  const own = field + cell * bytes;
  for (; field + 16 <= own; field += 16, w += 16)
    v128.store(field, v128.add<T>(v128.load(field), v128.mul<T>(v128.load(w), changes)));
  for (; field < own; field += bytes, w += bytes) store<T>(field, load<T>(field) + load<T>(w) * change);
  // w is now the beginning of the next row.
  w += cell * bytes;
  for (let j = cell + 1; j < cells; j++) {
    field += bytes;
    store<T>(field, load<T>(field) + load<T>(w) * change);
    w += j * bytes;
  }
}

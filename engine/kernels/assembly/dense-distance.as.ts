// Squared distances of what all sources say from the weights of each target, the weights row by row of the target. Vectors go over
// targets, so that each sum adds its terms in the order of the plain loop.

/** out[i] += sum over k of (values[k] - weights[i, k])^2; the sum starts at 0. */
export function denseDistances32(weights: u32, values: u32, out: u32, targets: u32, sources: u32): void {
  const row = sources << 2;
  const whole = sources & ~3;
  let i: u32 = 0;
  for (; i + 8 <= targets; i += 8) {
    const first = weights + i * row;
    let low = f32x4.splat(0);
    let high = f32x4.splat(0);
    for (let k: u32 = 0; k < whole; k += 4) {
      const x = v128.load(values + (k << 2));
      const at = first + (k << 2);
      low = addFour(low, x, at, row);
      high = addFour(high, x, at + (row << 2), row);
    }
    finishFour(low, first, values, out + (i << 2), whole, sources, row);
    finishFour(high, first + (row << 2), values, out + (i << 2) + 16, whole, sources, row);
  }
  for (; i < targets; i++) finish<f32>(0, weights + i * row, values, out + (i << 2), 0, sources);
}

export function denseDistances64(weights: u32, values: u32, out: u32, targets: u32, sources: u32): void {
  const row = sources << 3;
  const whole = sources & ~1;
  let i: u32 = 0;
  for (; i + 4 <= targets; i += 4) {
    const first = weights + i * row;
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    for (let k: u32 = 0; k < whole; k += 2) {
      const x = v128.load(values + (k << 3));
      const at = first + (k << 3);
      low = addTwo(low, x, at, row);
      high = addTwo(high, x, at + (row << 1), row);
    }
    finishTwo(low, first, values, out + (i << 3), whole, sources, row);
    finishTwo(high, first + (row << 1), values, out + (i << 3) + 16, whole, sources, row);
  }
  for (; i < targets; i++) finish<f64>(0, weights + i * row, values, out + (i << 3), 0, sources);
}

/** The squares of four numbers of a row. */
// @ts-ignore: decorator
@inline
function square32(x: v128, at: u32): v128 {
  const away = f32x4.sub(x, v128.load(at));
  return f32x4.mul(away, away);
}

/** Adds four terms to the sums of four rows, in their order: the squares are transposed, so that each vector has one term of each row. */
// @ts-ignore: decorator
@inline
function addFour(sums: v128, x: v128, at: u32, row: u32): v128 {
  const a = square32(x, at);
  const b = square32(x, at + row);
  const c = square32(x, at + 2 * row);
  const d = square32(x, at + 3 * row);
  const abLow = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cdLow = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  let all = f32x4.add(sums, v128.shuffle<f64>(abLow, cdLow, 0, 2));
  all = f32x4.add(all, v128.shuffle<f64>(abLow, cdLow, 1, 3));
  all = f32x4.add(all, v128.shuffle<f64>(abHigh, cdHigh, 0, 2));
  return f32x4.add(all, v128.shuffle<f64>(abHigh, cdHigh, 1, 3));
}

// @ts-ignore: decorator
@inline
function square64(x: v128, at: u32): v128 {
  const away = f64x2.sub(x, v128.load(at));
  return f64x2.mul(away, away);
}

// @ts-ignore: decorator
@inline
function addTwo(sums: v128, x: v128, at: u32, row: u32): v128 {
  const a = square64(x, at);
  const b = square64(x, at + row);
  const all = f64x2.add(sums, v128.shuffle<f64>(a, b, 0, 2));
  return f64x2.add(all, v128.shuffle<f64>(a, b, 1, 3));
}

function finishFour(sums: v128, first: u32, values: u32, out: u32, from: u32, sources: u32, row: u32): void {
  finish<f32>(f32x4.extract_lane(sums, 0), first, values, out, from, sources);
  finish<f32>(f32x4.extract_lane(sums, 1), first + row, values, out + 4, from, sources);
  finish<f32>(f32x4.extract_lane(sums, 2), first + 2 * row, values, out + 8, from, sources);
  finish<f32>(f32x4.extract_lane(sums, 3), first + 3 * row, values, out + 12, from, sources);
}

function finishTwo(sums: v128, first: u32, values: u32, out: u32, from: u32, sources: u32, row: u32): void {
  finish<f64>(f64x2.extract_lane(sums, 0), first, values, out, from, sources);
  finish<f64>(f64x2.extract_lane(sums, 1), first + row, values, out + 8, from, sources);
}

/** The terms of one row from `from` on, and the sum to its place. */
// @ts-ignore: decorator
@inline
function finish<T>(begun: T, row: u32, values: u32, out: u32, from: u32, sources: u32): void {
  let sum = begun;
  for (let k = from; k < sources; k++) {
    const at = k * <u32>sizeof<T>();
    const away = load<T>(values + at) - load<T>(row + at);
    sum += away * away;
  }
  store<T>(out, load<T>(out) + sum);
}

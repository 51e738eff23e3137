// Sums down columns and along vectors, each in an order of its own that no length changes.
import { addScaled } from './matrix-row.as';

export function columnSums32(a: u32, out: u32, rows: u32, columns: u32, ldA: u32): void {
  columnSums<f32>(a, out, rows, columns, ldA << 2);
}

export function columnSums64(a: u32, out: u32, rows: u32, columns: u32, ldA: u32): void {
  columnSums<f64>(a, out, rows, columns, ldA << 3);
}

/** y += factor * x. */
export function axpy32(factor: f32, x: u32, y: u32, count: u32): void {
  addScaled<f32>(factor, x, y, count << 2);
}

export function axpy64(factor: f64, x: u32, y: u32, count: u32): void {
  addScaled<f64>(factor, x, y, count << 3);
}

export function dot32(x: u32, y: u32, count: u32): f64 {
  return dot<f32>(x, y, count);
}

export function dot64(x: u32, y: u32, count: u32): f64 {
  return dot<f64>(x, y, count);
}

export function squaredNorm32(x: u32, count: u32): f64 {
  return dot<f32>(x, x, count);
}

export function squaredNorm64(x: u32, count: u32): f64 {
  return dot<f64>(x, x, count);
}

/** out[j] += sum over i ascending of a[i][j], from 0: a cache line of columns at a time, then a number. */
function columnSums<T>(a: u32, out: u32, rows: u32, columns: u32, step: u32): void {
  const bytes = <u32>sizeof<T>();
  const end = out + columns * bytes;
  for (; out + 64 <= end; out += 64, a += 64) {
    let s0 = v128.splat<T>(0), s1 = s0, s2 = s0, s3 = s0;
    for (let i: u32 = 0, at = a; i < rows; i++, at += step) {
      s0 = v128.add<T>(s0, v128.load(at));
      s1 = v128.add<T>(s1, v128.load(at, 16));
      s2 = v128.add<T>(s2, v128.load(at, 32));
      s3 = v128.add<T>(s3, v128.load(at, 48));
    }
    v128.store(out, v128.add<T>(v128.load(out), s0));
    v128.store(out, v128.add<T>(v128.load(out, 16), s1), 16);
    v128.store(out, v128.add<T>(v128.load(out, 32), s2), 32);
    v128.store(out, v128.add<T>(v128.load(out, 48), s3), 48);
  }
  for (; out < end; out += bytes, a += bytes) {
    let sum: T = 0;
    for (let i: u32 = 0, at = a; i < rows; i++, at += step) sum += load<T>(at);
    store<T>(out, load<T>(out) + sum);
  }
}

/**
 * Sum of x[i] * y[i] in float64: of the whole groups of eight, eight accumulators from 0, the r-th of which takes the numbers r, r + 8,
 * r + 16, ...; 0 plus these in order; then what is left over, one by one.
 */
function dot<T>(x: u32, y: u32, count: u32): f64 {
  const bytes = <u32>sizeof<T>();
  let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
  let left = count;
  for (; left >= 8; left -= 8, x += 8 * bytes, y += 8 * bytes) {
    s0 = f64x2.add(s0, f64x2.mul(pair<T>(x), pair<T>(y)));
    s1 = f64x2.add(s1, f64x2.mul(pair<T>(x + 2 * bytes), pair<T>(y + 2 * bytes)));
    s2 = f64x2.add(s2, f64x2.mul(pair<T>(x + 4 * bytes), pair<T>(y + 4 * bytes)));
    s3 = f64x2.add(s3, f64x2.mul(pair<T>(x + 6 * bytes), pair<T>(y + 6 * bytes)));
  }
  let sum = inOrder(inOrder(inOrder(inOrder(0, s0), s1), s2), s3);
  for (; left > 0; left--, x += bytes, y += bytes) sum += <f64>load<T>(x) * <f64>load<T>(y);
  return sum;
}

// @ts-ignore: decorator
@inline
function inOrder(sum: f64, lanes: v128): f64 {
  return sum + f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1);
}

// @ts-ignore: decorator
@inline
function pair<T>(at: u32): v128 {
  return sizeof<T>() == 4 ? f64x2.promote_low_f32x4(v128.load64_zero(at)) : v128.load(at);
}

// The tile that every matrix product is cut into: 4 rows by 32 bytes of columns (8 float32 or 4 float64) in eight vectors.

/** Bytes of a row of a tile, and of a row of a panel of b. */
// @ts-ignore: decorator
@inline
export const tileBytes: u32 = 32;

// @ts-ignore: decorator
@inline
function plus<T>(sum: v128, left: v128, right: v128): v128 {
  return v128.add<T>(sum, v128.mul<T>(left, right));
}

/**
 * out[r][j] += sum over k ascending of a_r[k] * b[k][j], one accumulator for each output, from 0. `a0` ... `a3`: the first numbers of
 * four rows, `aStep` bytes from one k to the next; `bStep`, `outStep`: bytes from row to row.
 */
export function tile<T>(a0: u32, a1: u32, a2: u32, a3: u32, aStep: u32, b: u32, bStep: u32, inner: u32, out: u32, outStep: u32): void {
  let s00 = v128.splat<T>(0), s01 = s00, s10 = s00, s11 = s00;
  let s20 = s00, s21 = s00, s30 = s00, s31 = s00;
  for (; inner > 0; inner--) {
    const x = v128.load(b), y = v128.load(b, 16);
    let l = v128.load_splat<T>(a0); s00 = plus<T>(s00, l, x); s01 = plus<T>(s01, l, y);
    l = v128.load_splat<T>(a1); s10 = plus<T>(s10, l, x); s11 = plus<T>(s11, l, y);
    l = v128.load_splat<T>(a2); s20 = plus<T>(s20, l, x); s21 = plus<T>(s21, l, y);
    l = v128.load_splat<T>(a3); s30 = plus<T>(s30, l, x); s31 = plus<T>(s31, l, y);
    b += bStep;
    a0 += aStep; a1 += aStep; a2 += aStep; a3 += aStep;
  }
  addRow<T>(out, s00, s01);
  addRow<T>(out + outStep, s10, s11);
  addRow<T>(out + 2 * outStep, s20, s21);
  addRow<T>(out + 3 * outStep, s30, s31);
}

// @ts-ignore: decorator
@inline
function addRow<T>(out: u32, x: v128, y: v128): void {
  v128.store(out, v128.add<T>(v128.load(out), x));
  v128.store(out, v128.add<T>(v128.load(out, 16), y), 16);
}

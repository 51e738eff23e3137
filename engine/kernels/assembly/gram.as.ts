// Sums of outer products for the readout. Each element adds its m products in ascending order, one by one, so that the result
// does not depend on the tiles. Matrices are row-major float64.

/** Vectors per pass: with 1,000 features a pass stays in the second-level cache. */
// @ts-ignore: decorator
@inline
const passVectors: u32 = 32;

/** gram[i][j] += sum over v of features[v][i] * features[v][j] for j <= i. features: m x n; gram: n x n. */
export function accumulateGram64(features: u32, m: u32, n: u32, gram: u32): void {
  const stride = n << 3;
  for (let v: u32 = 0; v < m; v += passVectors) {
    gramPass(features + v * stride, min(passVectors, m - v), n, gram);
  }
}

function gramPass(features: u32, m: u32, n: u32, gram: u32): void {
  const stride = n << 3;
  const tiled = n & ~3;
  for (let i: u32 = 0; i < tiled; i += 4) {
    const left = features + (i << 3);
    const row = gram + i * stride;
    for (let j: u32 = 0; j < i; j += 4) tile(left, stride, features + (j << 3), stride, m, row + (j << 3), stride);
    for (let r: u32 = 0; r < 4; r++) {
      for (let j = i; j <= i + r; j++) element(left + (r << 3), stride, features + (j << 3), stride, m, row + r * stride + (j << 3));
    }
  }
  for (let i = tiled; i < n; i++) {
    for (let j: u32 = 0; j <= i; j++) {
      element(features + (i << 3), stride, features + (j << 3), stride, m, gram + i * stride + (j << 3));
    }
  }
}

/** cross[i][j] += sum over v of features[v][i] * targets[v][j]. features: m x n; targets: m x c; cross: n x c. */
export function accumulateCross64(features: u32, targets: u32, m: u32, n: u32, c: u32, cross: u32): void {
  for (let v: u32 = 0; v < m; v += passVectors) {
    crossPass(features + v * (n << 3), targets + v * (c << 3), min(passVectors, m - v), n, c, cross);
  }
}

function crossPass(features: u32, targets: u32, m: u32, n: u32, c: u32, cross: u32): void {
  const stride = n << 3;
  const columns = c << 3;
  const tiledRows = n & ~3;
  const tiledColumns = c & ~3;
  for (let i: u32 = 0; i < n; i++) {
    const inTile = i < tiledRows;
    if (inTile && (i & 3) == 0) {
      for (let j: u32 = 0; j < tiledColumns; j += 4) {
        tile(features + (i << 3), stride, targets + (j << 3), columns, m, cross + i * columns + (j << 3), columns);
      }
    }
    for (let j = inTile ? tiledColumns : 0; j < c; j++) {
      element(features + (i << 3), stride, targets + (j << 3), columns, m, cross + i * columns + (j << 3));
    }
  }
}

/** One element: out += left[v] * right[v] for v ascending. */
// @ts-ignore: decorator
@inline
function element(left: u32, leftStride: u32, right: u32, rightStride: u32, m: u32, out: u32): void {
  let sum = load<f64>(out);
  for (let v: u32 = 0; v < m; v++) {
    sum += load<f64>(left) * load<f64>(right);
    left += leftStride;
    right += rightStride;
  }
  store<f64>(out, sum);
}

/** A tile of 4 x 4 elements in eight vectors. */
function tile(left: u32, leftStride: u32, right: u32, rightStride: u32, m: u32, out: u32, outStride: u32): void {
  const out1 = out + outStride;
  const out2 = out1 + outStride;
  const out3 = out2 + outStride;
  let s00 = v128.load(out), s01 = v128.load(out, 16);
  let s10 = v128.load(out1), s11 = v128.load(out1, 16);
  let s20 = v128.load(out2), s21 = v128.load(out2, 16);
  let s30 = v128.load(out3), s31 = v128.load(out3, 16);
  for (let v: u32 = 0; v < m; v++) {
    const a = v128.load(right);
    const b = v128.load(right, 16);
    let l = v128.load64_splat(left);
    s00 = f64x2.add(s00, f64x2.mul(l, a));
    s01 = f64x2.add(s01, f64x2.mul(l, b));
    l = v128.load64_splat(left, 8);
    s10 = f64x2.add(s10, f64x2.mul(l, a));
    s11 = f64x2.add(s11, f64x2.mul(l, b));
    l = v128.load64_splat(left, 16);
    s20 = f64x2.add(s20, f64x2.mul(l, a));
    s21 = f64x2.add(s21, f64x2.mul(l, b));
    l = v128.load64_splat(left, 24);
    s30 = f64x2.add(s30, f64x2.mul(l, a));
    s31 = f64x2.add(s31, f64x2.mul(l, b));
    left += leftStride;
    right += rightStride;
  }
  v128.store(out, s00); v128.store(out, s01, 16);
  v128.store(out1, s10); v128.store(out1, s11, 16);
  v128.store(out2, s20); v128.store(out2, s21, 16);
  v128.store(out3, s30); v128.store(out3, s31, 16);
}

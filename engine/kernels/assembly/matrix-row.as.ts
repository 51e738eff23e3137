// One row times a matrix. The matrix is read row by row, as it lies in memory; the accumulators of all columns wait in scratch.

/**
 * c[j] += sum over k ascending of a[k] * b[k][j], one accumulator for each j, from 0. `aStep`, `bRow`: bytes from one k to the next;
 * `sums`: room for `columns` numbers.
 */
export function addRowProduct<T>(a: u32, aStep: u32, b: u32, bRow: u32, c: u32, inner: u32, columns: u32, sums: u32): void {
  const size = columns * <u32>sizeof<T>();
  memory.fill(sums, 0, size);
  for (; inner >= 4; inner -= 4) {
    fourRows<T>(a, aStep, b, bRow, size, sums);
    a += 4 * aStep;
    b += 4 * bRow;
  }
  for (; inner > 0; inner--) {
    addScaled<T>(load<T>(a), b, sums, size);
    a += aStep;
    b += bRow;
  }
  addScaled<T>(1, sums, c, size);
}

/** The next four k: the accumulators are fetched and put back once for all of them. */
function fourRows<T>(a: u32, aStep: u32, b: u32, bRow: u32, size: u32, sums: u32): void {
  const bytes = <u32>sizeof<T>();
  const a0 = load<T>(a), a1 = load<T>(a + aStep), a2 = load<T>(a + 2 * aStep), a3 = load<T>(a + 3 * aStep);
  const l0 = v128.splat<T>(a0), l1 = v128.splat<T>(a1), l2 = v128.splat<T>(a2), l3 = v128.splat<T>(a3);
  const end = sums + size;
  let b1 = b + bRow, b2 = b1 + bRow, b3 = b2 + bRow;
  for (; sums + 16 <= end; sums += 16) {
    let sum = v128.add<T>(v128.load(sums), v128.mul<T>(l0, v128.load(b)));
    sum = v128.add<T>(sum, v128.mul<T>(l1, v128.load(b1)));
    sum = v128.add<T>(sum, v128.mul<T>(l2, v128.load(b2)));
    v128.store(sums, v128.add<T>(sum, v128.mul<T>(l3, v128.load(b3))));
    b += 16; b1 += 16; b2 += 16; b3 += 16;
  }
  for (; sums < end; sums += bytes) {
    store<T>(sums, load<T>(sums) + a0 * load<T>(b) + a1 * load<T>(b1) + a2 * load<T>(b2) + a3 * load<T>(b3));
    b += bytes; b1 += bytes; b2 += bytes; b3 += bytes;
  }
}

/** to[j] += factor * from[j] over `size` bytes. */
export function addScaled<T>(factor: T, from: u32, to: u32, size: u32): void {
  const bytes = <u32>sizeof<T>();
  const end = to + size;
  const factors = v128.splat<T>(factor);
  for (; to + 16 <= end; to += 16, from += 16) v128.store(to, v128.add<T>(v128.load(to), v128.mul<T>(factors, v128.load(from))));
  for (; to < end; to += bytes, from += bytes) store<T>(to, load<T>(to) + factor * load<T>(from));
}

// Draws a Poisson number for every cell of a lane: Philox4x32-10 (Salmon et al. 2011) and a table of thresholds. Knows no rate.

/**
 * `table`: see poisson-table.ts. `out`: int32 per cell. Cell i takes word i mod 4 of the block at counter (step, i div 4, lane, 0);
 * its number is first + how many thresholds lie at or below the word. Whole groups of 16 cells are written.
 */
export function drawPoisson(table: u32, key0: u32, key1: u32, step: u32, lane: u32, cells: u32, out: u32): void {
  const first = load<i32>(table);
  const thresholds = load<u32>(table, 4);
  const begin = table + 8;
  const end = begin + (thresholds << 2);
  const most = i32x4.splat(first + <i32>thresholds);
  // Signed comparison is one instruction, unsigned two: words and thresholds are shifted by 2^31.
  const shift = i32x4.splat(i32.MIN_VALUE);
  const last = out + (cells << 2);
  for (let block: u32 = 0; out < last; out += 64, block += 4) {
    // Two blocks a, b per pair of vectors: even = (x0a x0b x2a x2b), odd = (x1a x1b x3a x3b).
    let evenA = i32x4(step, step, lane, lane);
    let evenB = evenA;
    let oddA = i32x4(block, block + 1, 0, 0);
    let oddB = i32x4(block + 2, block + 3, 0, 0);
    let k0 = key0;
    let k1 = key1;
    for (let round = 0; round < 10; round++) {
      const key = i32x4(k0, k0, k1, k1);
      const highA = productHigh(evenA);
      const lowA = productLow(evenA);
      const highB = productHigh(evenB);
      const lowB = productLow(evenB);
      evenA = v128.xor(v128.xor(v128.shuffle<i32>(highA, lowA, 1, 3, 5, 7), oddA), key);
      evenB = v128.xor(v128.xor(v128.shuffle<i32>(highB, lowB, 1, 3, 5, 7), oddB), key);
      oddA = v128.shuffle<i32>(highA, lowA, 0, 2, 4, 6);
      oddB = v128.shuffle<i32>(highB, lowB, 0, 2, 4, 6);
      k0 += 0x9e3779b9;
      k1 += 0xbb67ae85;
    }
    evenA = v128.xor(evenA, shift);
    oddA = v128.xor(oddA, shift);
    evenB = v128.xor(evenB, shift);
    oddB = v128.xor(oddB, shift);
    let evenCountA = most;
    let oddCountA = most;
    let evenCountB = most;
    let oddCountB = most;
    for (let at = begin; at < end; at += 4) {
      const threshold = v128.load32_splat(at);
      evenCountA = i32x4.add(evenCountA, i32x4.lt_s(evenA, threshold));
      oddCountA = i32x4.add(oddCountA, i32x4.lt_s(oddA, threshold));
      evenCountB = i32x4.add(evenCountB, i32x4.lt_s(evenB, threshold));
      oddCountB = i32x4.add(oddCountB, i32x4.lt_s(oddB, threshold));
    }
    v128.store(out, v128.shuffle<i32>(evenCountA, oddCountA, 0, 4, 2, 6));
    v128.store(out, v128.shuffle<i32>(evenCountA, oddCountA, 1, 5, 3, 7), 16);
    v128.store(out, v128.shuffle<i32>(evenCountB, oddCountB, 0, 4, 2, 6), 32);
    v128.store(out, v128.shuffle<i32>(evenCountB, oddCountB, 1, 5, 3, 7), 48);
  }
}

// The halves of (m0 x0a, m0 x0b, m1 x2a, m1 x2b), 64 bits each.
// @ts-ignore: decorator
@inline
function productHigh(even: v128): v128 {
  return i64x2.extmul_high_i32x4_u(even, i32x4(0xd2511f53, 0xd2511f53, 0xcd9e8d57, 0xcd9e8d57));
}

// @ts-ignore: decorator
@inline
function productLow(even: v128): v128 {
  return i64x2.extmul_low_i32x4_u(even, i32x4(0xd2511f53, 0xd2511f53, 0xcd9e8d57, 0xcd9e8d57));
}

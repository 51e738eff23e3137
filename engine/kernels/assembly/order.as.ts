// The order in which cells of a population move: drawn one after the other without putting back. Philox4x32-10 (Salmon et al. 2011).

// @ts-ignore: decorator
@inline
const orderDraws: u32 = 0x80000000;

/**
 * uint32 at `out`, room for `cells` and up to 3 beyond: 0, 1, ..., of which place k = 0 ... count - 1 is exchanged with one of those from k on.
 * Place k takes word k mod 4 at counter (step, k div 4, lane, 2^31), times the n = cells - k that are left, the upper 32 bits; where the lower ones are
 * below 2^32 mod n, the first word at (step, k, lane, 2^31 + 1, + 2, ...) in its place. `words`: room for `count` and up to 15 beyond.
 */
export function drawOrder(key0: u32, key1: u32, step: u32, lane: u32, cells: u32, count: u32, words: u32, out: u32): void {
  let numbers = i32x4(0, 1, 2, 3);
  for (let at = out, end = out + (cells << 2); at < end; at += 16) {
    v128.store(at, numbers);
    numbers = i32x4.add(numbers, i32x4.splat(4));
  }
  fillWords(key0, key1, step, lane, count, words);
  for (let k: u32 = 0; k < count; k++) {
    const left = cells - k;
    let product = <u64>load<u32>(words + (k << 2)) * <u64>left;
    if (<u32>product < left) {
      const limit: u32 = (0 - left) % left;
      for (let again: u32 = 1; <u32>product < limit; again++)
        product = <u64>firstWord(key0, key1, step, k, lane, orderDraws + again) * <u64>left;
    }
    const here = out + (k << 2);
    const there = here + (<u32>(product >>> 32) << 2);
    const cell = load<u32>(here);
    store<u32>(here, load<u32>(there));
    store<u32>(there, cell);
  }
}

/** Whole groups of 16, as poisson.as.ts draws them. */
// @ts-ignore: decorator
@inline
function fillWords(key0: u32, key1: u32, step: u32, lane: u32, count: u32, out: u32): void {
  const end = out + (count << 2);
  for (let block: u32 = 0; out < end; out += 64, block += 4) {
    // Two blocks a, b per pair of vectors: even = (x0a x0b x2a x2b), odd = (x1a x1b x3a x3b).
    let evenA = i32x4(step, step, lane, lane);
    let evenB = evenA;
    let oddA = i32x4(block, block + 1, orderDraws, orderDraws);
    let oddB = i32x4(block + 2, block + 3, orderDraws, orderDraws);
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
    v128.store(out, v128.shuffle<i32>(evenA, oddA, 0, 4, 2, 6));
    v128.store(out, v128.shuffle<i32>(evenA, oddA, 1, 5, 3, 7), 16);
    v128.store(out, v128.shuffle<i32>(evenB, oddB, 0, 4, 2, 6), 32);
    v128.store(out, v128.shuffle<i32>(evenB, oddB, 1, 5, 3, 7), 48);
  }
}

function firstWord(key0: u32, key1: u32, c0: u32, c1: u32, c2: u32, c3: u32): u32 {
  for (let round = 0; round < 10; round++) {
    const p0 = <u64>0xd2511f53 * <u64>c0;
    const p1 = <u64>0xcd9e8d57 * <u64>c2;
    c0 = <u32>(p1 >>> 32) ^ c1 ^ key0;
    c1 = <u32>p1;
    c2 = <u32>(p0 >>> 32) ^ c3 ^ key1;
    c3 = <u32>p0;
    key0 += 0x9e3779b9;
    key1 += 0xbb67ae85;
  }
  return c0;
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

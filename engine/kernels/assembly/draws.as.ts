// Draws integers from Philox4x32-10 (Salmon et al. 2011), in bulk, while a network is wired. Knows no table and no rule.

// @ts-ignore: decorator
@inline
const m0: u64 = 0xd2511f53;
// @ts-ignore: decorator
@inline
const m1: u64 = 0xcd9e8d57;

/**
 * `count` integers below `n` (1 or more), none of them `except`, as uint32 at `out`: words 0, 1, ... of (0, index, 0, word / 4); words
 * beyond the last multiple of n are passed over, and so is `except` (0xffffffff for none).
 */
export function drawBelow(key0: u32, key1: u32, index: u32, n: u32, except: u32, count: u32, out: u32): void {
  const limit: u64 = 0x100000000 - (0x100000000 % <u64>n);
  const end = out + (count << 2);
  for (let block: u32 = 0; out < end; block++) {
    let x0: u32 = 0, x1 = index, x2: u32 = 0, x3 = block;
    let k0 = key0, k1 = key1;
    for (let round = 0; round < 10; round++) {
      const p0 = m0 * <u64>x0;
      const p1 = m1 * <u64>x2;
      x0 = <u32>(p1 >>> 32) ^ x1 ^ k0;
      x1 = <u32>p1;
      x2 = <u32>(p0 >>> 32) ^ x3 ^ k1;
      x3 = <u32>p0;
      k0 += 0x9e3779b9;
      k1 += 0xbb67ae85;
    }
    out = keep(x0, n, limit, except, out, end);
    out = keep(x1, n, limit, except, out, end);
    out = keep(x2, n, limit, except, out, end);
    out = keep(x3, n, limit, except, out, end);
  }
}

/** The place of the next integer. */
// @ts-ignore: decorator
@inline
function keep(word: u32, n: u32, limit: u64, except: u32, out: u32, end: u32): u32 {
  const drawn = word % n;
  if (<u64>word >= limit || drawn == except || out >= end) return out;
  store<u32>(out, drawn);
  return out + 4;
}

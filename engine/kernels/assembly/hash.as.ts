// FNV-1a, 64 bit, with its state in memory. Fowler, Noll, Vo; RFC 9923.

// @ts-ignore: decorator
@inline
const prime: u64 = 0x100000001b3;

export function hashBytes(hashAddress: u32, address: u32, length: u32): void {
  let hash = load<u64>(hashAddress);
  for (let i: u32 = 0; i < length; i++) hash = (hash ^ load<u8>(address + i)) * prime;
  store<u64>(hashAddress, hash);
}

/** Four little-endian uint32 for each spike: step, lane, population, cell. */
export function hashSpikes(hashAddress: u32, step: u32, lane: u32, population: u32, spikes: u32, count: u32): void {
  let hash = load<u64>(hashAddress);
  for (let i: u32 = 0; i < count; i++) {
    hash = hashWord(hash, step);
    hash = hashWord(hash, lane);
    hash = hashWord(hash, population);
    hash = hashWord(hash, load<u32>(spikes + (i << 2)));
  }
  store<u64>(hashAddress, hash);
}

// @ts-ignore: decorator
@inline
function hashWord(hash: u64, word: u32): u64 {
  hash = (hash ^ <u64>(word & 0xff)) * prime;
  hash = (hash ^ <u64>((word >>> 8) & 0xff)) * prime;
  hash = (hash ^ <u64>((word >>> 16) & 0xff)) * prime;
  return (hash ^ <u64>(word >>> 24)) * prime;
}

// Adds the synapses [begin, end) of one source to one slot of a ring, in ascending order. Knows neither sources nor delays.

/** ring[targets[k]] += 1 (int32). One 64-bit load brings four targets. */
// @ts-ignore: decorator
@inline
export function countRun(targets: u32, begin: u32, end: u32, ring: u32): void {
  let at = targets + (begin << 1);
  const last = targets + (end << 1);
  while (at + 8 <= last) {
    const four = load<u64>(at);
    increment(ring, (<u32>four) & 0xffff);
    increment(ring, (<u32>four) >>> 16);
    increment(ring, <u32>(four >>> 32) & 0xffff);
    increment(ring, <u32>(four >>> 48));
    at += 8;
  }
  for (; at < last; at += 2) increment(ring, load<u16>(at));
}

// @ts-ignore: decorator
@inline
function increment(ring: u32, target: u32): void {
  const slot = ring + (target << 2);
  store<i32>(slot, load<i32>(slot) + 1);
}

/** ring[targets[k]] += weights[k], T a float. */
// @ts-ignore: decorator
@inline
export function weightRun<T>(targets: u32, weights: u32, begin: u32, end: u32, ring: u32): void {
  let at = targets + (begin << 1);
  const last = targets + (end << 1);
  let weight = weights + begin * <u32>sizeof<T>();
  while (at + 8 <= last) {
    const four = load<u64>(at);
    add<T>(ring, (<u32>four) & 0xffff, load<T>(weight));
    add<T>(ring, (<u32>four) >>> 16, load<T>(weight, sizeof<T>()));
    add<T>(ring, <u32>(four >>> 32) & 0xffff, load<T>(weight, 2 * sizeof<T>()));
    add<T>(ring, <u32>(four >>> 48), load<T>(weight, 3 * sizeof<T>()));
    at += 8;
    weight += 4 * <u32>sizeof<T>();
  }
  for (; at < last; at += 2) {
    add<T>(ring, load<u16>(at), load<T>(weight));
    weight += <u32>sizeof<T>();
  }
}

// @ts-ignore: decorator
@inline
function add<T>(ring: u32, target: u32, weight: T): void {
  const slot = ring + target * <u32>sizeof<T>();
  store<T>(slot, load<T>(slot) + weight);
}

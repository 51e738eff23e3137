// Reductions and gathers along the middle axis of an array [outer][length][inner]. The order of additions depends on the axis alone:
// blocks of 128 elements, then the blocks in order.

// @ts-ignore: decorator
@inline
const block: u32 = 128;

export function reduce64(kind: u32, from: u32, out: u32, outer: u32, length: u32, inner: u32): void {
  reduce<f64>(kind, from, out, outer, length, inner);
}

export function reduce32(kind: u32, from: u32, out: u32, outer: u32, length: u32, inner: u32): void {
  reduce<f32>(kind, from, out, outer, length, inner);
}

export function gatherAlong64(from: u32, index: u32, out: u32, outer: u32, length: u32, inner: u32): void {
  gather<f64>(from, index, out, outer, length, inner);
}

export function gatherAlong32(from: u32, index: u32, out: u32, outer: u32, length: u32, inner: u32): void {
  gather<f32>(from, index, out, outer, length, inner);
}

/** Kinds: sum, mean, max, min, argmax, argmin. */
// @ts-ignore: decorator
@inline
function reduce<T>(kind: u32, from: u32, out: u32, outer: u32, length: u32, inner: u32): void {
  const bytes = <u32>sizeof<T>();
  const stride = inner * bytes;
  for (let o: u32 = 0; o < outer; o++) {
    for (let i: u32 = 0; i < inner; i++) {
      const first = (o * length * inner + i) * bytes;
      const result = kind < 2 ? total<T>(from + first, length, stride) : extreme<T>(from + first, length, stride, (kind & 1) == 0, kind > 3);
      const given = kind == 1 ? result / <T>length : result;
      for (let k: u32 = 0, at = out + first; k < length; k++, at += stride) store<T>(at, given);
    }
  }
}

// @ts-ignore: decorator
@inline
function total<T>(first: u32, length: u32, stride: u32): T {
  let sum: T = 0;
  for (let begin: u32 = 0; begin < length; begin += block) {
    const end = min(begin + block, length);
    let at = first + begin * stride;
    let part = load<T>(at);
    for (let k = begin + 1; k < end; k++) {
      at += stride;
      part += load<T>(at);
    }
    sum = begin == 0 ? part : sum + part;
  }
  return sum;
}

// @ts-ignore: decorator
@inline
function extreme<T>(first: u32, length: u32, stride: u32, largest: bool, place: bool): T {
  let best = load<T>(first);
  let found: u32 = 0;
  for (let k: u32 = 0, at = first; k < length; k++, at += stride) {
    const value = load<T>(at);
    if (value != value) return value;
    if (largest ? value > best : value < best) {
      best = value;
      found = k;
    }
  }
  return place ? <T>found : best;
}

// @ts-ignore: decorator
@inline
function gather<T>(from: u32, index: u32, out: u32, outer: u32, length: u32, inner: u32): void {
  const bytes = <u32>sizeof<T>();
  for (let o: u32 = 0; o < outer; o++) {
    const row = o * length * inner;
    for (let k: u32 = 0; k < length; k++) {
      for (let i: u32 = 0; i < inner; i++) {
        const at = (row + k * inner + i) * bytes;
        const wanted = load<T>(index + at);
        let value: T = NaN as T;
        if (wanted >= 0 && wanted < <T>length && floor<T>(wanted) == wanted) value = load<T>(from + (row + <u32>wanted * inner + i) * bytes);
        store<T>(out + at, value);
      }
    }
  }
}

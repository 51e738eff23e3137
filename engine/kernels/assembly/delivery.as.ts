// Delivers the spikes of one step to one block of targets, all synapses with the same delay. Knows no ring but the slot it is given.
import { countRun, weightRun } from './runs.as';

export function deliverCounts(spikes: u32, count: u32, rows: u32, targets: u32, ring: u32): u32 {
  let events: u32 = 0;
  let touched: u32 = 0;
  const last = count - 1;
  for (let i: u32 = 0; i < count; i++) {
    const row = rows + (load<u32>(spikes + (i << 2)) << 2);
    const begin = load<u32>(row);
    const end = load<u32>(row, 4);
    // The next row's first targets are on their way while this row is added up; the last row is its own next.
    const next = load<u32>(rows + (load<u32>(spikes + (min(i + 1, last) << 2)) << 2));
    touched = max(touched, load<u16>(targets + (next << 1)));
    countRun(targets, begin, end, ring);
    events += end - begin;
  }
  // Never: but the loads must have a use, or they would be left out.
  return touched == u32.MAX_VALUE ? 0 : events;
}

/**
 * The same, and notes each target when its count leaves 0. `list`: uint16 targets of the slot; `length`: address of their uint32 number,
 * or 0xffffffff once they would be more than `limit`: then they are no longer noted.
 */
export function deliverCountsListed(
  spikes: u32, count: u32, rows: u32, targets: u32, ring: u32, list: u32, length: u32, limit: u32,
): u32 {
  let noted = load<u32>(length);
  let events: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const row = rows + (load<u32>(spikes + (i << 2)) << 2);
    const begin = load<u32>(row);
    const end = load<u32>(row, 4);
    if (noted != u32.MAX_VALUE && noted + (end - begin) > limit) noted = u32.MAX_VALUE;
    if (noted == u32.MAX_VALUE) countRun(targets, begin, end, ring);
    else noted = countAndNote(targets, begin, end, ring, list, noted);
    events += end - begin;
  }
  store<u32>(length, noted);
  return events;
}

function countAndNote(targets: u32, begin: u32, end: u32, ring: u32, list: u32, noted: u32): u32 {
  for (let k = begin; k < end; k++) {
    const target = <u32>load<u16>(targets + (k << 1));
    const slot = ring + (target << 2);
    const arrived = load<i32>(slot);
    store<i32>(slot, arrived + 1);
    // Written in any case, kept only if it is the first arrival: no branch to mispredict.
    store<u16>(list + (noted << 1), <u16>target);
    noted += u32(arrived == 0);
  }
  return noted;
}

export function deliverWeights64(spikes: u32, count: u32, rows: u32, targets: u32, weights: u32, ring: u32): u32 {
  return deliverWeights<f64>(spikes, count, rows, targets, weights, ring);
}

export function deliverWeights32(spikes: u32, count: u32, rows: u32, targets: u32, weights: u32, ring: u32): u32 {
  return deliverWeights<f32>(spikes, count, rows, targets, weights, ring);
}

// @ts-ignore: decorator
@inline
function deliverWeights<T>(spikes: u32, count: u32, rows: u32, targets: u32, weights: u32, ring: u32): u32 {
  let events: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const row = rows + (load<u32>(spikes + (i << 2)) << 2);
    const begin = load<u32>(row);
    const end = load<u32>(row, 4);
    weightRun<T>(targets, weights, begin, end, ring);
    events += end - begin;
  }
  return events;
}

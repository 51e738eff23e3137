// Delivers the spikes of one step to one block of targets, all synapses with the same delay. Knows no ring but the slot it is given.
import { countRun, weightRun } from './runs.as';

export function deliverCounts(spikes: u32, count: u32, rows: u32, targets: u32, ring: u32): u32 {
  let events: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const row = rows + (load<u32>(spikes + (i << 2)) << 2);
    const begin = load<u32>(row);
    const end = load<u32>(row, 4);
    countRun(targets, begin, end, ring);
    events += end - begin;
  }
  return events;
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

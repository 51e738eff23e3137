// Delivers the spikes of one step where synapses have delays of their own: each source's synapses lie in runs of equal delay.
// A run is { delay: uint32 in steps, end: uint32 }; it begins where the run before ends, the first at the source's row start.
import { countRun, weightRun } from './runs.as';

export function deliverCountsDelayed(
  spikes: u32, count: u32, rows: u32, runRows: u32, runs: u32, targets: u32,
  ringBase: u32, slotBytes: u32, slots: u32, slotNow: u32,
): u32 {
  let events: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const source = load<u32>(spikes + (i << 2)) << 2;
    const first = load<u32>(rows + source);
    let begin = first;
    let run = runs + (load<u32>(runRows + source) << 3);
    const lastRun = runs + (load<u32>(runRows + source, 4) << 3);
    for (; run < lastRun; run += 8) {
      const end = load<u32>(run, 4);
      countRun(targets, begin, end, slotAddress(run, ringBase, slotBytes, slots, slotNow));
      begin = end;
    }
    events += begin - first;
  }
  return events;
}

export function deliverWeightsDelayed64(
  spikes: u32, count: u32, rows: u32, runRows: u32, runs: u32, targets: u32, weights: u32,
  ringBase: u32, slotBytes: u32, slots: u32, slotNow: u32,
): u32 {
  return deliverWeightsDelayed<f64>(spikes, count, rows, runRows, runs, targets, weights, ringBase, slotBytes, slots, slotNow);
}

export function deliverWeightsDelayed32(
  spikes: u32, count: u32, rows: u32, runRows: u32, runs: u32, targets: u32, weights: u32,
  ringBase: u32, slotBytes: u32, slots: u32, slotNow: u32,
): u32 {
  return deliverWeightsDelayed<f32>(spikes, count, rows, runRows, runs, targets, weights, ringBase, slotBytes, slots, slotNow);
}

// @ts-ignore: decorator
@inline
function deliverWeightsDelayed<T>(
  spikes: u32, count: u32, rows: u32, runRows: u32, runs: u32, targets: u32, weights: u32,
  ringBase: u32, slotBytes: u32, slots: u32, slotNow: u32,
): u32 {
  let events: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const source = load<u32>(spikes + (i << 2)) << 2;
    const first = load<u32>(rows + source);
    let begin = first;
    let run = runs + (load<u32>(runRows + source) << 3);
    const lastRun = runs + (load<u32>(runRows + source, 4) << 3);
    for (; run < lastRun; run += 8) {
      const end = load<u32>(run, 4);
      weightRun<T>(targets, weights, begin, end, slotAddress(run, ringBase, slotBytes, slots, slotNow));
      begin = end;
    }
    events += begin - first;
  }
  return events;
}

// @ts-ignore: decorator
@inline
export function slotAddress(run: u32, ringBase: u32, slotBytes: u32, slots: u32, slotNow: u32): u32 {
  return ringBase + ((slotNow + 1 + load<u32>(run)) % slots) * slotBytes;
}

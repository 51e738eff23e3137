// Delivers graded spikes: each weight times the amplitude of its source (`amplitudes`: by source). Else as delivery.as.ts and delayed.as.ts.
import { slotAddress } from './delayed.as';

export function deliverGraded64(
  spikes: u32, count: u32, amplitudes: u32, rows: u32, targets: u32, weights: u32, ring: u32,
): u32 {
  return deliverGraded<f64>(spikes, count, amplitudes, rows, targets, weights, ring);
}

export function deliverGraded32(
  spikes: u32, count: u32, amplitudes: u32, rows: u32, targets: u32, weights: u32, ring: u32,
): u32 {
  return deliverGraded<f32>(spikes, count, amplitudes, rows, targets, weights, ring);
}

// @ts-ignore: decorator
@inline
function deliverGraded<T>(
  spikes: u32, count: u32, amplitudes: u32, rows: u32, targets: u32, weights: u32, ring: u32,
): u32 {
  let events: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const source = load<u32>(spikes + (i << 2));
    const begin = load<u32>(rows + (source << 2));
    const end = load<u32>(rows + (source << 2), 4);
    gradedRun<T>(targets, weights, load<T>(amplitudes + source * <u32>sizeof<T>()), begin, end, ring);
    events += end - begin;
  }
  return events;
}

export function deliverGradedDelayed64(
  spikes: u32, count: u32, amplitudes: u32, rows: u32, runRows: u32, runs: u32, targets: u32, weights: u32,
  ringBase: u32, slotBytes: u32, slots: u32, slotNow: u32,
): u32 {
  return deliverGradedDelayed<f64>(
    spikes, count, amplitudes, rows, runRows, runs, targets, weights, ringBase, slotBytes, slots, slotNow,
  );
}

export function deliverGradedDelayed32(
  spikes: u32, count: u32, amplitudes: u32, rows: u32, runRows: u32, runs: u32, targets: u32, weights: u32,
  ringBase: u32, slotBytes: u32, slots: u32, slotNow: u32,
): u32 {
  return deliverGradedDelayed<f32>(
    spikes, count, amplitudes, rows, runRows, runs, targets, weights, ringBase, slotBytes, slots, slotNow,
  );
}

// @ts-ignore: decorator
@inline
function deliverGradedDelayed<T>(
  spikes: u32, count: u32, amplitudes: u32, rows: u32, runRows: u32, runs: u32, targets: u32, weights: u32,
  ringBase: u32, slotBytes: u32, slots: u32, slotNow: u32,
): u32 {
  let events: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const source = load<u32>(spikes + (i << 2));
    const amplitude = load<T>(amplitudes + source * <u32>sizeof<T>());
    const first = load<u32>(rows + (source << 2));
    let begin = first;
    let run = runs + (load<u32>(runRows + (source << 2)) << 3);
    const lastRun = runs + (load<u32>(runRows + (source << 2), 4) << 3);
    for (; run < lastRun; run += 8) {
      const end = load<u32>(run, 4);
      gradedRun<T>(targets, weights, amplitude, begin, end, slotAddress(run, ringBase, slotBytes, slots, slotNow));
      begin = end;
    }
    events += begin - first;
  }
  return events;
}

/** ring[targets[k]] += weights[k] * amplitude for k in [begin, end), ascending. */
// @ts-ignore: decorator
@inline
function gradedRun<T>(targets: u32, weights: u32, amplitude: T, begin: u32, end: u32, ring: u32): void {
  const bytes = <u32>sizeof<T>();
  for (let k = begin; k < end; k++) {
    const slot = ring + <u32>load<u16>(targets + (k << 1)) * bytes;
    store<T>(slot, load<T>(slot) + load<T>(weights + k * bytes) * amplitude);
  }
}

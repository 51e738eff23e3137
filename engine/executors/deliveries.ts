/** Per projection, a function that carries one step's spikes or values over. Addresses are worked out once, here. */

import type { SynapseBlock } from '../compile/index.ts';
import type { EventProjectionPlan, Plan, ValueProjectionPlan } from '../compile/plan.ts';
import { numberBytes } from '../compile/plan.ts';
import type { FixedKernels } from '../kernels/index.ts';

/** Enqueues `count` spikes of a lane, found in `step`; returns the number of synaptic events. */
export type Deliver = (lane: number, step: number, count: number) => number;

export function deliverEvents(projection: EventProjectionPlan, plan: Plan, kernels: FixedKernels): Deliver {
  const blocks = projection.table.blocks.map((block) => deliverBlock(projection, block, plan, kernels));
  if (blocks.length === 1) return blocks[0]!;
  return (lane, step, count) => blocks.reduce((events, deliver) => events + deliver(lane, step, count), 0);
}

function deliverBlock(projection: EventProjectionPlan, block: SynapseBlock, plan: Plan, kernels: FixedKernels): Deliver {
  const { source, target, ring, slots, slotBytes, table } = projection;
  const elementBytes = projection.sharedWeight === null ? numberBytes(plan.precision) : 4;
  const spikes = source.spikes!.address;
  const spikeLane = source.stride * 4;
  const base = ring.address + block.firstTarget * elementBytes;
  const ringLane = target.stride * elementBytes;
  const rows = block.rows.address;
  const targets = block.targets.address;
  const weights = block.weights?.address ?? null;
  const single = plan.precision === 'float32';
  if (block.runs === null || block.runRows === null) {
    const delay = table.longestDelay;
    const slotAt = (lane: number, step: number) => base + ((step + 1 + delay) % slots) * slotBytes + lane * ringLane;
    if (weights === null) {
      return (lane, step, count) => kernels.deliverCounts(spikes + lane * spikeLane, count, rows, targets, slotAt(lane, step));
    }
    const deliver = single ? kernels.deliverWeights32 : kernels.deliverWeights64;
    return (lane, step, count) => deliver(spikes + lane * spikeLane, count, rows, targets, weights, slotAt(lane, step));
  }
  const runs = block.runs.address;
  const runRows = block.runRows.address;
  if (weights === null) {
    return (lane, step, count) =>
      kernels.deliverCountsDelayed(
        spikes + lane * spikeLane,
        count,
        rows,
        runRows,
        runs,
        targets,
        base + lane * ringLane,
        slotBytes,
        slots,
        step % slots,
      );
  }
  const deliver = single ? kernels.deliverWeightsDelayed32 : kernels.deliverWeightsDelayed64;
  return (lane, step, count) =>
    deliver(
      spikes + lane * spikeLane,
      count,
      rows,
      runRows,
      runs,
      targets,
      weights,
      base + lane * ringLane,
      slotBytes,
      slots,
      step % slots,
    );
}

/** Adds a value connection's sum to its target's input, before the target is stepped. */
export function gatherValues(
  projection: ValueProjectionPlan,
  plan: Plan,
  kernels: FixedKernels,
): (lane: number, step: number) => void {
  const { source, target, delay, history } = projection;
  const bytes = numberBytes(plan.precision);
  const gather = plan.precision === 'float32' ? kernels.gatherValues32 : kernels.gatherValues64;
  const values = source.state[projection.variable]!.address;
  const sourceLane = source.stride * bytes;
  const past = plan.lanes * sourceLane;
  const [rows, sources, weights] = [projection.rows.address, projection.sources.address, projection.weights.address];
  return (lane, step) => {
    const from = (history === null ? values : history.address + (step % delay) * past) + lane * sourceLane;
    gather(rows, sources, weights, from, projection.input.address + lane * target.stride * bytes, target.size);
  };
}

/** Keeps a delayed value connection's source values of this step, in place of those that were just read. */
export function keepHistory(projection: ValueProjectionPlan, plan: Plan): ((step: number) => void) | null {
  const { source, delay, history } = projection;
  if (history === null) return null;
  const length = plan.lanes * source.stride * numberBytes(plan.precision);
  const bytes = new Uint8Array(plan.map.memory.buffer);
  const values = source.state[projection.variable]!.address;
  return (step) => {
    bytes.copyWithin(history.address + (step % delay) * length, values, values + length);
  };
}

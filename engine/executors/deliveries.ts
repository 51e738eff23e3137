/** Per projection, a function that carries one step's spikes or values over. Addresses are worked out once, here. */

import type { SynapseBlock } from '../compile/index.ts';
import type { DrivePlan, EventProjectionPlan, Plan, ValueProjectionPlan } from '../compile/plan.ts';
import { numberBytes } from '../compile/plan.ts';
import type { FixedKernels } from '../kernels/index.ts';
import { gatherPairs } from './gather-pairs.ts';
import { takesListed } from './sparse-step.ts';

/** Enqueues `count` spikes of a lane, found in `step`; returns the number of synaptic events. */
export type Deliver = (lane: number, step: number, count: number) => number;

export function deliverEvents(projection: EventProjectionPlan, plan: Plan, kernels: FixedKernels): Deliver {
  const { learning, table } = projection;
  const blocks = table.blocks.map((block, b) => {
    const sent = learning === null ? null : learning.blocks[b]!.sent;
    return deliverBlock(projection, sent === null ? block : { ...block, weights: sent }, plan, kernels);
  });
  if (blocks.length === 1) return blocks[0]!;
  return (lane, step, count) => blocks.reduce((events, deliver) => events + deliver(lane, step, count), 0);
}

function deliverBlock(projection: EventProjectionPlan, block: SynapseBlock, plan: Plan, kernels: FixedKernels): Deliver {
  if (projection.source.amplitude !== null) return deliverGraded(projection, block, plan, kernels);
  if (block.runs !== null) return deliverRuns(projection, block, plan, kernels);
  return takesListed(plan, projection.target)
    ? deliverListed(projection, block, plan, kernels)
    : deliverUniform(projection, block, plan, kernels);
}

/** Where spikes of a lane are read, and where their arrivals go. */
function addresses({ source, target, ring, sharedWeight }: EventProjectionPlan, block: SynapseBlock, plan: Plan) {
  const elementBytes = sharedWeight === null ? numberBytes(plan.precision) : 4;
  return {
    spikes: source.spikes!.address,
    spikeLane: source.stride * 4,
    ring: ring.address + block.firstTarget * elementBytes,
    ringLane: target.stride * elementBytes,
    rows: block.rows.address,
    targets: block.targets.address,
    weights: block.weights?.address ?? null,
  };
}

/** All synapses have the same delay. */
function deliverUniform(projection: EventProjectionPlan, block: SynapseBlock, plan: Plan, kernels: FixedKernels): Deliver {
  const { slots, slotBytes, table } = projection;
  const { spikes, spikeLane, ring, ringLane, rows, targets, weights } = addresses(projection, block, plan);
  const ahead = table.longestDelay + 1;
  const slotAt = (lane: number, step: number) => ring + ((step + ahead) % slots) * slotBytes + lane * ringLane;
  if (weights === null) {
    return (lane, step, count) => kernels.deliverCounts(spikes + lane * spikeLane, count, rows, targets, slotAt(lane, step));
  }
  const deliver = plan.precision === 'float32' ? kernels.deliverWeights32 : kernels.deliverWeights64;
  return (lane, step, count) => deliver(spikes + lane * spikeLane, count, rows, targets, weights, slotAt(lane, step));
}

/** The same, and notes which targets have arrivals. */
function deliverListed(projection: EventProjectionPlan, block: SynapseBlock, plan: Plan, kernels: FixedKernels): Deliver {
  const { slots, slotBytes, table, list } = projection;
  const { spikes, spikeLane, ring, ringLane, rows, targets } = addresses(projection, block, plan);
  const { cells, cellBytes, lengths, limit } = list!;
  const ahead = table.longestDelay + 1;
  return (lane, step, count) => {
    const slot = (step + ahead) % slots;
    const at = slot * plan.lanes + lane;
    const arrivals = ring + slot * slotBytes + lane * ringLane;
    const noted = cells.address + at * cellBytes;
    return kernels.deliverCountsListed(
      spikes + lane * spikeLane,
      count,
      rows,
      targets,
      arrivals,
      noted,
      lengths.address + at * 4,
      limit,
    );
  };
}

/** Synapses have delays of their own. */
function deliverRuns(projection: EventProjectionPlan, block: SynapseBlock, plan: Plan, kernels: FixedKernels): Deliver {
  const { slots, slotBytes } = projection;
  const { spikes, spikeLane, ring, ringLane, rows, targets, weights } = addresses(projection, block, plan);
  const runs = block.runs!.address;
  const runRows = block.runRows!.address;
  if (weights === null) {
    return (lane, step, count) => {
      const from = spikes + lane * spikeLane;
      const to = ring + lane * ringLane;
      return kernels.deliverCountsDelayed(from, count, rows, runRows, runs, targets, to, slotBytes, slots, step % slots);
    };
  }
  const deliver = plan.precision === 'float32' ? kernels.deliverWeightsDelayed32 : kernels.deliverWeightsDelayed64;
  return (lane, step, count) => {
    const from = spikes + lane * spikeLane;
    const to = ring + lane * ringLane;
    return deliver(from, count, rows, runRows, runs, targets, weights, to, slotBytes, slots, step % slots);
  };
}

/** Each weight, or what a learning rule transmits in its place, times the amplitude of its source's spike. */
function deliverGraded(projection: EventProjectionPlan, block: SynapseBlock, plan: Plan, kernels: FixedKernels): Deliver {
  const { source, slots, slotBytes, table } = projection;
  const { spikes, spikeLane, ring, ringLane, rows, targets, weights } = addresses(projection, block, plan);
  const amplitudes = source.amplitude!.address;
  const amplitudeLane = source.stride * numberBytes(plan.precision);
  const single = plan.precision === 'float32';
  if (block.runs === null) {
    const ahead = table.longestDelay + 1;
    const deliver = single ? kernels.deliverGraded32 : kernels.deliverGraded64;
    return (lane, step, count) => {
      const slot = ring + ((step + ahead) % slots) * slotBytes + lane * ringLane;
      return deliver(spikes + lane * spikeLane, count, amplitudes + lane * amplitudeLane, rows, targets, weights!, slot);
    };
  }
  const [runs, runRows] = [block.runs.address, block.runRows!.address];
  const deliver = single ? kernels.deliverGradedDelayed32 : kernels.deliverGradedDelayed64;
  return (lane, step, count) => {
    const from = spikes + lane * spikeLane;
    const sizes = amplitudes + lane * amplitudeLane;
    const to = ring + lane * ringLane;
    return deliver(from, count, sizes, rows, runRows, runs, targets, weights!, to, slotBytes, slots, step % slots);
  };
}

/** Adds a value connection's sum to its target's input, before the target is stepped. */
export function gatherValues(
  projection: ValueProjectionPlan,
  plan: Plan,
  kernels: FixedKernels,
): (lane: number, step: number) => void {
  const { source, target, delay, history } = projection;
  const bytes = numberBytes(plan.precision);
  if (projection.symmetric) return gatherPairs(projection, plan, kernels);
  const [single, double] = gathersOf(projection, kernels);
  const gather = plan.precision === 'float32' ? single : double;
  const rowsOf = projection.transposed ? source.size : target.size;
  const values = source.state[projection.variable]!.address;
  const sourceLane = source.stride * bytes;
  const past = plan.lanes * sourceLane;
  const [rows, sources, weights] = [projection.rows.address, projection.sources.address, projection.weights.address];
  return (lane, step) => {
    const from = (history === null ? values : history.address + (step % delay) * past) + lane * sourceLane;
    gather(rows, sources, weights, from, projection.input.address + lane * target.stride * bytes, rowsOf);
  };
}

/** In float32 and float64. */
function gathersOf({ map, transposed }: ValueProjectionPlan, kernels: FixedKernels) {
  if (transposed) return [kernels.scatterValues32, kernels.scatterValues64] as const;
  if (map === 'sum') return [kernels.gatherValues32, kernels.gatherValues64] as const;
  return [kernels.gatherDistances32, kernels.gatherDistances64] as const;
}

/** Draws the numbers of a drive's arrivals, before its target is stepped. */
export function drawArrivals(
  { table, key, counts, target }: DrivePlan,
  kernels: FixedKernels,
): (lane: number, step: number) => void {
  const [key0, key1] = key;
  const { size, stride } = target;
  const [from, to] = [table.address, counts.address];
  return (lane, step) => kernels.drawPoisson(from, key0, key1, step, lane, size, to + lane * stride * 4);
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

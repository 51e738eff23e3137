/** The complete state of a simulation: a copy of the state range, and the events that act or are still to come. */
import type { EventProjectionPlan, Plan } from '../compile/plan.ts';
import { numberBytes } from '../compile/plan.ts';
import { NeurariumError } from '../errors.ts';
import { Fnv1a64 } from '../hash.ts';
import type { SimulationEvent } from './events.ts';

export interface Checkpoint {
  /** The step that comes next. */
  readonly step: number;
  readonly state: Uint8Array;
  /** Stimuli that began before `step` and still act, in that order; then what was queued, ascending by step. */
  readonly events: readonly SimulationEvent[];
  readonly synapticEvents: number;
}

export function saveState(plan: Plan): Uint8Array {
  const [begin, end] = plan.map.whole;
  return new Uint8Array(plan.map.memory.buffer, begin, end - begin).slice();
}

/** @throws NeurariumError 'usage' for the state of another plan, as far as its length shows it */
export function loadState(plan: Plan, state: Uint8Array): void {
  const [begin, end] = plan.map.whole;
  if (state.length !== end - begin) {
    throw new NeurariumError({
      code: 'usage',
      message: `a checkpoint of ${state.length} bytes, expected ${end - begin}`,
      hint: 'A checkpoint fits the plan that it was taken from alone: same network, dt and precision.',
    });
  }
  new Uint8Array(plan.map.memory.buffer, begin, state.length).set(state);
}

/** What `reset` restores (state variables, refractoriness, arrivals in flight), without parameters and the spike hash. */
export function saveDynamics({ map }: Plan): Uint8Array {
  const [begin, end] = map.ranges.state;
  return new Uint8Array(map.memory.buffer, begin, end - begin).slice();
}

export function loadDynamics({ map }: Plan, dynamics: Uint8Array): void {
  new Uint8Array(map.memory.buffer, map.ranges.state[0], dynamics.length).set(dynamics);
}

/** 16 hex digits over all spikes so far: (step, lane, population, cell) as little-endian uint32, FNV-1a 64. */
export function spikeHash(plan: Plan): string {
  const [low, high] = new Uint32Array(plan.map.memory.buffer, plan.spikeHash.address, 2);
  return new Fnv1a64(low, high).hex();
}

/**
 * 16 hex digits over all states, plastic weights and arrivals in flight in declared order, arrivals by due step, then what is trained:
 * independent of padding and blocks. `step`: the step that comes next.
 */
export function stateHash(plan: Plan, step: number): string {
  const hash = new Fnv1a64();
  const bytes = numberBytes(plan.precision);
  const feed = (address: number, elements: number, elementBytes: number) =>
    hash.update(new Uint8Array(plan.map.memory.buffer, address, elements * elementBytes));
  const feedLanes = (address: number, { size, stride }: { size: number; stride: number }, elementBytes: number) => {
    for (let lane = 0; lane < plan.lanes; lane++) feed(address + lane * stride * elementBytes, size, elementBytes);
  };
  for (const population of plan.populations) {
    for (const { address } of Object.values(population.state)) feedLanes(address, population, bytes);
    if (population.refractoryUntil !== null) feedLanes(population.refractoryUntil.address, population, 4);
    if (population.turns !== null) feed(population.turns.since.address, plan.lanes, 4);
  }
  for (const projection of plan.projections) {
    if (projection.kind === 'event') {
      feedLearning(projection, feed, bytes);
      const elementBytes = projection.sharedWeight === null ? bytes : 4;
      for (let ahead = 0; ahead < projection.slots; ahead++) {
        const slot = (step + ahead) % projection.slots;
        feedLanes(projection.ring.address + slot * projection.slotBytes, projection.target, elementBytes);
      }
    } else if (projection.field) {
      feedLanes(projection.input.address, projection.target, bytes);
    } else if (projection.sums !== null) {
      feedLanes(projection.sums.field.address, projection.source, bytes);
    }
    if (projection.kind === 'value' && !projection.field && projection.history !== null) {
      const slotBytes = plan.lanes * projection.source.stride * bytes;
      for (let ahead = 0; ahead < projection.delay; ahead++) {
        feedLanes(projection.history.address + ((step + ahead) % projection.delay) * slotBytes, projection.source, bytes);
      }
    }
  }
  for (const { values, count } of plan.trained) feed(values.address, count, bytes);
  return hash.hex();
}

/** Weights that a rule changes, its synapses' state, the traces of its cells. */
function feedLearning(
  { learning, table, source, target }: EventProjectionPlan,
  feed: (address: number, elements: number, elementBytes: number) => void,
  bytes: number,
): void {
  if (learning === null) return;
  table.blocks.forEach(({ weights, synapses }, b) => {
    feed(weights!.address, synapses, bytes);
    for (const { address } of Object.values(learning.blocks[b]!.state)) feed(address, synapses, bytes);
  });
  for (const { address } of Object.values(learning.pre)) feed(address, source.size, bytes);
  for (const { address } of Object.values(learning.post)) feed(address, target.size, bytes);
}

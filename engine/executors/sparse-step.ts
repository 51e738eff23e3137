/**
 * A population's step that looks only at cells with arrivals, as long as they are few: a spike then costs what its synapses cost,
 * and a step without arrivals reads no ring. With stimuli, or where a list overflowed, all cells take their arrivals as usual.
 */
import { type EventProjectionPlan, type Plan, type PopulationPlan, unlisted } from '../compile/plan.ts';
import type { PopulationKernel, SplitKernel } from '../kernels/index.ts';

interface List {
  readonly slots: number;
  /** Addresses by slot and lane: `cells + (slot * lanes + lane) * cellBytes`. */
  readonly cells: number;
  readonly cellBytes: number;
  readonly lengths: Uint32Array;
}

/** `dense`: the step for any case. `rings`: the projections onto the population, all of them listed. */
export function sparseStep(
  plan: Plan,
  rings: readonly EventProjectionPlan[],
  dense: PopulationKernel,
  split: SplitKernel,
): PopulationKernel {
  const { lanes, map } = plan;
  const lists = rings.map(({ slots, list }): List => {
    const { cells, cellBytes, lengths } = list!;
    return {
      slots,
      cells: cells.address,
      cellBytes,
      lengths: new Uint32Array(map.memory.buffer, lengths.address, slots * lanes),
    };
  });
  return (lane, step, stimulated) => {
    let few = !stimulated;
    for (const { slots, lengths } of lists) if (lengths[(step % slots) * lanes + lane] === unlisted) few = false;
    for (const { slots, cells, cellBytes, lengths } of lists) {
      const at = (step % slots) * lanes + lane;
      const length = lengths[at]!;
      lengths[at] = 0;
      if (few && length > 0) split.arrive(lane, step, cells + at * cellBytes, length);
    }
    return few ? split.quiet(lane, step) : dense(lane, step, stimulated);
  };
}

/** Whether all arrivals of a population are listed and go to event ports. */
export function takesListed(plan: Plan, population: PopulationPlan): boolean {
  const incoming = plan.projections.filter((p): p is EventProjectionPlan => p.kind === 'event' && p.target === population);
  return (
    incoming.length > 0 && incoming.every(({ list, port }) => list !== null && population.model.ports[port]!.on !== undefined)
  );
}

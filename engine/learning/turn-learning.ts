/**
 * A population of a batch network whose cells move in turn, in all lanes, at any time of the window. Fields are summed anew in each step, since
 * weights may change between. Nothing goes back through turns.
 */
import type { Layout, Region } from '../compile/index.ts';
import { numbersAt, type ValueProjectionPlan } from '../compile/plan.ts';
import { CellsInTurn } from '../executors/index.ts';
import { arrivedName } from '../kernels/index.ts';
import { type LearningArrays, spikesAt, stateAt } from './arrays.ts';
import type { PlannedCellLearning } from './cell-learning.ts';

/** Cells move in one place, whatever the time: what they were and what arrived is copied there, and what they became back. */
export function planTurnLearning(
  arrays: LearningArrays,
  fields: readonly ValueProjectionPlan[],
  layout: Layout,
): PlannedCellLearning {
  const { population, lanes, size, stride, precision, slotBytes, notFinite, ports } = arrays;
  const place = (name: string) => [name, layout.request('scratch', slotBytes)] as const;
  const state = Object.keys(arrays.state).map(place);
  const arrived = Object.keys(ports).map((port) => ({ from: ports[port]!, place: place(arrivedName(port)) }));
  const named = new Set(arrived.map(({ place: [name] }) => name));
  const own = Object.keys(population.turns!.scratch).filter((name) => !named.has(name));
  const scratch = [...[...own, ...fields.map(({ name }) => name)].map(place), ...arrived.map((one) => one.place)];
  return {
    arrays,
    make: ({ memory, kernels, backend, examples }, binding) => {
      const bytes = new Uint8Array(memory.buffer);
      const copy = (from: number, to: number) => bytes.copyWithin(to, from, from + slotBytes);
      const places = { state: addressesOf(state), scratch: addressesOf(scratch) };
      const moving = { ...binding, ...places, stride, notFinite: notFinite.address };
      const cells = new CellsInTurn({ population, binding: moving, lanes, fields, kernels, backend, memory });
      const note = (lane: number, time: number) => {
        const spikes = numbersAt(memory.buffer, spikesAt(arrays, time + 1), lanes * stride, precision);
        for (let cell = 0; cell < size; cell++) spikes[lane * stride + cell] = Number(cells.hasSpiked(cell));
      };
      return {
        arrays,
        forward: (step, offset) => {
          const time = offset / slotBytes;
          for (const [name, { address }] of state) copy(stateAt(arrays, name, time), address);
          for (const { from, place } of arrived) copy(from.address + offset, place[1].address);
          for (let lane = 0; lane < examples(); lane++) {
            cells.fields.sum(lane);
            cells.move(lane, step);
            if (arrays.spikes !== null) note(lane, time);
          }
          for (const [name, { address }] of state) copy(address, stateAt(arrays, name, time + 1));
        },
        backward: null,
      };
    },
  };
}

function addressesOf(regions: readonly (readonly [string, Region])[]): Record<string, number> {
  return Object.fromEntries(regions.map(([name, { address }]) => [name, address]));
}

/** A population of a batch network whose cells move in turn, in all lanes. Fields are summed anew in each step, since weights may change between. */
import type { Layout } from '../compile/index.ts';
import { numbersAt, type ValueProjectionPlan } from '../compile/plan.ts';
import { CellsInTurn } from '../executors/index.ts';
import { arrivedName } from '../kernels/index.ts';
import { type LearningArrays, spikesAt, stateAt } from './arrays.ts';
import type { PlannedCellLearning } from './cell-learning.ts';

/** Windows of one step: nothing goes back through turns. */
export function planTurnLearning(
  arrays: LearningArrays,
  fields: readonly ValueProjectionPlan[],
  layout: Layout,
): PlannedCellLearning {
  const { population, lanes, size, stride, precision, slotBytes, notFinite, ports, spikes } = arrays;
  const arrived = Object.keys(ports).map(arrivedName);
  const own = Object.keys(population.turns!.scratch).filter((name) => !arrived.includes(name));
  const scratch = [...own, ...fields.map(({ name }) => name)].map(
    (name) => [name, layout.request('scratch', slotBytes)] as const,
  );
  const names = Object.keys(arrays.state);
  return {
    arrays,
    make: ({ memory, kernels, backend, examples }, binding) => {
      const bytes = new Uint8Array(memory.buffer);
      const places = [...scratch, ...Object.entries(ports).map(([port, region]) => [arrivedName(port), region] as const)];
      const cells = new CellsInTurn({
        population,
        binding: {
          ...binding,
          stride,
          state: Object.fromEntries(names.map((name) => [name, stateAt(arrays, name, 1)])),
          scratch: Object.fromEntries(places.map(([name, { address }]) => [name, address])),
          notFinite: notFinite.address,
        },
        lanes,
        fields,
        kernels,
        backend,
        memory,
      });
      const fired = spikes === null ? null : numbersAt(memory.buffer, spikesAt(arrays, 1), lanes * stride, precision);
      return {
        arrays,
        forward: (step) => {
          for (const name of names) {
            const before = stateAt(arrays, name, 0);
            bytes.copyWithin(stateAt(arrays, name, 1), before, before + slotBytes);
          }
          for (let lane = 0; lane < examples(); lane++) {
            cells.fields.sum(lane);
            cells.move(lane, step);
            if (fired !== null)
              for (let cell = 0; cell < size; cell++) fired[lane * stride + cell] = Number(cells.hasSpiked(cell));
          }
        },
        backward: null,
      };
    },
  };
}

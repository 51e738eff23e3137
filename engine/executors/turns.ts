/** Steps a population whose cells move in turn. Its fields are kept from step to step, as a part of the state. */
import { isFieldOf, type Plan, type PopulationPlan, type TurnPlan } from '../compile/plan.ts';
import {
  arrivalsProgram,
  compiledKernel,
  type FixedKernels,
  interpretedKernel,
  type PopulationKernel,
} from '../kernels/index.ts';
import type { Binding } from '../kernels/wasm/index.ts';
import type { BatchedBackend } from './backend.ts';
import { CellsInTurn } from './cells-in-turn.ts';

/** After so many steps fields are summed anew, so that roundings of changes do not pile up. */
const stepsBetweenSums = 1024;

export function turnKernel(
  plan: Plan,
  population: PopulationPlan,
  slots: readonly number[],
  kernels: FixedKernels,
  backend: BatchedBackend,
): PopulationKernel {
  const { memory } = plan.map;
  const turns = population.turns!;
  const fields = plan.projections.filter(isFieldOf(population));
  const binding: Binding = {
    ...plan.bindings[population.index]!,
    scratch: { ...addressesOf(turns), ...Object.fromEntries(fields.map((p) => [p.name, p.input.address])) },
  };
  const takeArrivals = (backend === 'wasm' ? compiledKernel : interpretedKernel)(
    arrivalsProgram(Object.keys(population.model.ports)),
    binding,
    slots,
    memory,
  );
  const cells = new CellsInTurn({ population, binding, lanes: plan.lanes, fields, kernels, backend, memory });
  const since = new Int32Array(memory.buffer, turns.since.address, plan.lanes);
  return (lane, step, stimulated) => {
    takeArrivals(lane, step, stimulated);
    if (since[lane] === 0) cells.fields.sum(lane);
    since[lane] = (since[lane]! + 1) % stepsBetweenSums;
    cells.move(lane, step);
    return collectSpikes(population, cells, lane, memory);
  };
}

function addressesOf({ scratch }: TurnPlan): Record<string, number> {
  return Object.fromEntries(Object.entries(scratch).map(([name, { address }]) => [name, address]));
}

/** Ascending; returns their number. */
function collectSpikes(
  { spikes, size, stride }: PopulationPlan,
  cells: CellsInTurn,
  lane: number,
  memory: WebAssembly.Memory,
): number {
  if (spikes === null) return 0;
  const found = new Uint32Array(memory.buffer, spikes.address + lane * stride * 4, size);
  let count = 0;
  for (let cell = 0; cell < size; cell++) if (cells.hasSpiked(cell)) found[count++] = cell;
  return count;
}

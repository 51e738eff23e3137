/**
 * Steps a population whose cells move in turn. What its connections to itself sum to for each cell, its field, is kept in the state and
 * changed by column when a cell changes: a sweep of N cells costs N turns and one column for each change, not N sums.
 */
import type { Plan, PopulationPlan, TurnPlan, ValueProjectionPlan } from '../compile/plan.ts';
import { numbersAt } from '../compile/plan.ts';
import {
  arrivalsProgram,
  type CellKernel,
  compiledCellKernel,
  compiledKernel,
  type FixedKernels,
  interpretedCellKernel,
  interpretedKernel,
  nextName,
  type PopulationKernel,
  spikesName,
  turnProgram,
} from '../kernels/index.ts';
import type { Binding } from '../kernels/wasm/index.ts';
import { cellsOfBlocks } from '../population-schedule.ts';
import { Philox } from '../random.ts';
import type { BatchedBackend } from './backend.ts';

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
  const own = plan.bindings[population.index]!;
  const fields = plan.projections.filter(
    (p): p is ValueProjectionPlan => p.kind === 'value' && p.target === population && p.columns !== null,
  );
  const binding: Binding = {
    ...own,
    scratch: { ...addressesOf(turns), ...Object.fromEntries(fields.map((p) => [p.name, p.input.address])) },
  };
  const byPort = new Map(
    Object.keys(population.model.ports).map((port) => [port, fields.filter((p) => p.port === port).map((p) => p.name)]),
  );
  const takeArrivals = (backend === 'wasm' ? compiledKernel : interpretedKernel)(
    arrivalsProgram(Object.keys(population.model.ports)),
    binding,
    slots,
    memory,
  );
  const program = turnProgram(population.lowered.step, byPort);
  const turn = (backend === 'wasm' ? compiledCellKernel : interpretedCellKernel)(program, { ...binding, ports: {} }, memory);
  const sums = new Fields(plan, population, fields, kernels);
  const cells = new Cells(plan, population, turn, sums);
  const groups = groupsOf(turns, population, own.key);
  return (lane, step, stimulated) => {
    takeArrivals(lane, step, stimulated);
    sums.sumIfDue(lane);
    for (const group of groups(lane, step)) cells.move(lane, step, group);
    return cells.collectSpikes(lane);
  };
}

function addressesOf({ scratch }: TurnPlan): Record<string, number> {
  return Object.fromEntries(Object.entries(scratch).map(([name, { address }]) => [name, address]));
}

/** The cells that move at once, in the order of their turns. */
function groupsOf(
  { schedule, axes }: TurnPlan,
  { size }: PopulationPlan,
  key: readonly [number, number],
): (lane: number, step: number) => readonly Uint32Array[] {
  const single = Array.from({ length: size }, (_, cell) => Uint32Array.of(cell));
  switch (schedule.kind) {
    case 'block': {
      const blocks = cellsOfBlocks(schedule.blocks, size, axes);
      return () => blocks;
    }
    case 'async-cyclic': {
      const { order } = schedule;
      if (order === null) return () => single;
      const sweeps = Array.from({ length: order.length / size }, (_, sweep) =>
        Array.from(order.subarray(sweep * size, (sweep + 1) * size), (cell) => single[cell]!),
      );
      return (_, step) => sweeps[step % sweeps.length]!;
    }
    case 'async-random': {
      const philox = new Philox(key);
      return (lane, step) => shuffled(single, philox, step, lane);
    }
    default:
      return schedule satisfies never;
  }
}

/** Draws of the equations have small numbers at the same key; those of the order lie far from them. */
const orderDraws = 0x80000000;

/** Fisher and Yates, from the end; place i draws at counter (step, i, lane, orderDraws + try), passing over what would favour some. */
function shuffled(cells: readonly Uint32Array[], philox: Philox, step: number, lane: number): Uint32Array[] {
  const order = cells.slice();
  for (let i = order.length - 1; i > 0; i--) {
    const limit = 4294967296 - (4294967296 % (i + 1));
    let word = philox.words(step, i, lane, orderDraws)[0]!;
    for (let again = 1; word >= limit; again++) word = philox.words(step, i, lane, orderDraws + again)[0]!;
    const j = word % (i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** The sums over the population's connections to itself. */
class Fields {
  readonly #since: Int32Array;
  readonly #sum: (lane: number) => void;
  readonly #changed = new Map<string, ((lane: number, cell: number, change: number) => void)[]>();

  constructor(
    plan: Plan,
    { turns, stride, size, state }: PopulationPlan,
    fields: readonly ValueProjectionPlan[],
    kernels: FixedKernels,
  ) {
    const { buffer } = plan.map.memory;
    const wide = plan.precision === 'float64';
    const laneBytes = stride * (wide ? 8 : 4);
    const gather = wide ? kernels.gatherValues64 : kernels.gatherValues32;
    const addColumn = wide ? kernels.addColumn64 : kernels.addColumn32;
    this.#since = new Int32Array(buffer, turns!.since.address, plan.lanes);
    this.#sum = (lane) => {
      for (const { input, rows, sources, weights, variable } of fields) {
        const field = input.address + lane * laneBytes;
        numbersAt(buffer, field, stride, plan.precision).fill(0);
        gather(rows.address, sources.address, weights.address, state[variable]!.address + lane * laneBytes, field, size);
      }
    };
    for (const { variable, columns, input } of fields) {
      const { rows, targets, weights } = columns!;
      const add = (lane: number, cell: number, change: number) =>
        addColumn(rows.address, targets.address, weights.address, input.address + lane * laneBytes, cell, change);
      this.#changed.set(variable, [...(this.#changed.get(variable) ?? []), add]);
    }
  }

  sumIfDue(lane: number): void {
    if (this.#since[lane] === 0) this.#sum(lane);
    this.#since[lane] = (this.#since[lane]! + 1) % stepsBetweenSums;
  }

  changesOf(variable: string): readonly ((lane: number, cell: number, change: number) => void)[] {
    return this.#changed.get(variable) ?? [];
  }
}

interface Variable {
  readonly values: Float64Array | Float32Array;
  readonly next: Float64Array | Float32Array;
  readonly changes: readonly ((lane: number, cell: number, change: number) => void)[];
}

class Cells {
  readonly #turn: CellKernel;
  readonly #variables: readonly Variable[];
  readonly #notFinite: Int32Array;
  readonly #flags: Float64Array | Float32Array | null;
  /** 1 for each cell that spiked in its turn: its flag does not outlive the turns of its neighbours in a vector. */
  readonly #fired: Uint8Array;
  readonly #spikes: Uint32Array;
  readonly #size: number;
  readonly #stride: number;

  constructor(plan: Plan, population: PopulationPlan, turn: CellKernel, fields: Fields) {
    const { state, spikes, notFinite, size, stride, turns } = population;
    const { buffer } = plan.map.memory;
    const scratch = turns!.scratch;
    const array = (address: number) => numbersAt(buffer, address, plan.lanes * stride, plan.precision);
    this.#turn = turn;
    this.#variables = Object.entries(state).flatMap(([name, { address }]) => {
      const next = scratch[nextName(name)];
      return next === undefined ? [] : { values: array(address), next: array(next.address), changes: fields.changesOf(name) };
    });
    this.#notFinite = new Int32Array(buffer, notFinite.address, 1);
    this.#flags = spikes === null ? null : array(scratch[spikesName]!.address);
    this.#spikes = spikes === null ? new Uint32Array(0) : new Uint32Array(buffer, spikes.address, plan.lanes * stride);
    this.#fired = new Uint8Array(size);
    this.#size = size;
    this.#stride = stride;
  }

  /** All cells of the group see the same; then all take their new values. */
  move(lane: number, step: number, group: Uint32Array): void {
    for (let k = 0; k < group.length; k++) this.#turn(lane, step, group[k]!);
    for (let k = 0; k < group.length; k++) this.#take(lane, group[k]!);
  }

  #take(lane: number, cell: number): void {
    const at = lane * this.#stride + cell;
    if (this.#flags !== null) this.#fired[cell] = this.#flags[at]!;
    for (const { values, next, changes } of this.#variables) {
      const old = values[at]!;
      const value = next[at]!;
      if (!Number.isFinite(value)) this.#notFinite[0] = 1;
      values[at] = value;
      if (value !== old) for (const change of changes) change(lane, cell, value - old);
    }
  }

  /** Ascending; returns their number. */
  collectSpikes(lane: number): number {
    if (this.#flags === null) return 0;
    const begin = lane * this.#stride;
    let count = 0;
    for (let cell = 0; cell < this.#size; cell++) {
      if (this.#fired[cell] === 1) this.#spikes[begin + count++] = cell;
    }
    return count;
  }
}

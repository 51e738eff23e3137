/** The cells of a population that move in turn, wherever their arrays lie: one lane of a simulation, or the lanes of a batch. */
import { numbersAt, type PopulationPlan, type ValueProjectionPlan } from '../compile/plan.ts';
import {
  type CellKernel,
  compiledCellKernel,
  compiledSweepKernel,
  type FixedKernels,
  interpretedCellKernel,
  nextName,
  type SweepKernel,
  spikesName,
  turnProgram,
} from '../kernels/index.ts';
import type { Binding } from '../kernels/wasm/index.ts';
import type { BatchedBackend } from './backend.ts';
import { type FieldChange, Fields } from './fields.ts';
import { type TurnOrder, turnOrder } from './turn-order.ts';

export interface TurnRequest {
  readonly population: PopulationPlan;
  /** Of the arrays: state, and in `scratch` what arrived at each port, new values, and each of `fields` by its projection's name. */
  readonly binding: Binding;
  readonly lanes: number;
  readonly fields: readonly ValueProjectionPlan[];
  readonly kernels: FixedKernels;
  readonly backend: BatchedBackend;
  readonly memory: WebAssembly.Memory;
}

interface Variable {
  readonly values: Float64Array | Float32Array;
  readonly next: Float64Array | Float32Array;
  readonly changes: readonly FieldChange[];
}

export class CellsInTurn {
  readonly fields: Fields;
  readonly #order: TurnOrder;
  readonly #turn: CellKernel;
  /** Null where spikes are noted cell by cell, and where all is interpreted. */
  readonly #sweep: SweepKernel | null;
  readonly #cells: Uint32Array;
  readonly #variables: readonly Variable[];
  readonly #notFinite: Int32Array;
  readonly #flags: Float64Array | Float32Array | null;
  /** 1 for each cell that spiked in its turn: its flag does not outlive the turns of its neighbours in a vector. */
  readonly #fired: Uint8Array;
  readonly #stride: number;

  constructor({ population, binding, lanes, fields, kernels, backend, memory }: TurnRequest) {
    const { precision, stride, size, key } = binding;
    const scratch = binding.scratch!;
    const byPort = new Map(
      Object.keys(population.model.ports).map((port) => [port, fields.filter((p) => p.port === port).map((p) => p.name)]),
    );
    const program = turnProgram(population.lowered.step, byPort);
    this.#turn = (backend === 'wasm' ? compiledCellKernel : interpretedCellKernel)(program, { ...binding, ports: {} }, memory);
    this.fields = new Fields(
      fields.map((projection) => {
        return { projection, field: scratch[projection.name]!, values: binding.state[projection.variable]! };
      }),
      { buffer: memory.buffer, precision, stride, size },
      kernels,
    );
    const { schedule, axes, order: region } = population.turns!;
    this.#order = turnOrder(schedule, { size, axes, key, region, kernels, memory });
    this.#cells = new Uint32Array(memory.buffer, 0, Math.floor(memory.buffer.byteLength / 4));
    const array = (address: number) => numbersAt(memory.buffer, address, lanes * stride, precision);
    const moved = Object.entries(binding.state).flatMap(([name, state]) => {
      const next = scratch[nextName(name)];
      return next === undefined ? [] : { state, next, changes: this.fields.changesOf(name) };
    });
    this.#variables = moved.map(({ state, next, changes }) => ({ values: array(state), next: array(next), changes }));
    const read = moved.map((one) => ({ ...one, read: one.changes.length > 0 }));
    this.#sweep =
      backend === 'wasm' && population.spikes === null
        ? compiledSweepKernel(program, { ...binding, ports: {} }, read, memory)
        : null;
    this.#notFinite = new Int32Array(memory.buffer, binding.notFinite, 1);
    this.#flags = population.spikes === null ? null : array(scratch[spikesName]!);
    this.#fired = new Uint8Array(size);
    this.#stride = stride;
  }

  /** The cells of the lane that move in this step, each once. */
  move(lane: number, step: number): void {
    const order = this.#order;
    this.#fired.fill(0);
    if (order.kind === 'blocks') {
      for (const block of order.blocks) this.#moveBlock(lane, step, block);
      return;
    }
    const end = order.address + 4 * order.write(lane, step);
    for (let at = order.address; at < end; at += 4) {
      if (this.#sweep === null) this.#turn(lane, step, this.#cells[at / 4]!);
      else at = this.#sweep(lane, step, at, end);
      if (at < end) this.#take(lane, this.#cells[at / 4]!);
    }
  }

  /** Whether the cell spiked in its last turn. */
  hasSpiked(cell: number): boolean {
    return this.#fired[cell] === 1;
  }

  /** All cells of the block see the same; then all take their new values. */
  #moveBlock(lane: number, step: number, block: Uint32Array): void {
    for (let k = 0; k < block.length; k++) this.#turn(lane, step, block[k]!);
    for (let k = 0; k < block.length; k++) this.#take(lane, block[k]!);
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
}

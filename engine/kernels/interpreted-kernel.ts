/** A population's step, interpreted cell by cell over the same memory: the reference of the emitted kernels. */
import { Philox } from '../random.ts';
import { normalQuantile } from './evaluate-function.ts';
import { type CellEnvironment, compileProgram } from './interpreter.ts';
import type { LoadFrom, Program, SplitStep, StoreTo } from './ir.ts';
import { poissonOf } from './poisson-table.ts';
import type { CellKernel, PopulationKernel, SplitKernel } from './population-kernel.ts';
import { type Binding, type BoundNumber, cellsOf, type PortInput } from './wasm/index.ts';

export function interpretedKernel(
  program: Program,
  binding: Binding,
  slots: readonly number[],
  memory: WebAssembly.Memory,
): PopulationKernel {
  const cell = new BoundCell(binding, slots, memory.buffer);
  const run = compileProgram(program, binding.precision);
  return (lane, step, stimulated) => {
    cell.begin(lane, step, ({ kind }) => stimulated || kind !== 'stimulus');
    runAll(cell, run, binding.size);
    return cell.spikes;
  };
}

/** The reference of `compiledCellKernel`. */
export function interpretedCellKernel(program: Program, binding: Binding, memory: WebAssembly.Memory): CellKernel {
  const cell = new BoundCell(binding, [], memory.buffer);
  const run = compileProgram(program, binding.precision);
  return (lane, step, index) => {
    cell.begin(lane, step, () => true);
    cell.enter(index);
    run(cell);
  };
}

/** The reference of `compiledSplitKernel`. */
export function interpretedSplitKernel(
  { arrivals, quiet }: SplitStep,
  binding: Binding,
  slots: readonly number[],
  memory: WebAssembly.Memory,
): SplitKernel {
  const cell = new BoundCell(binding, slots, memory.buffer);
  const arrive = compileProgram(arrivals, binding.precision);
  const rest = compileProgram(quiet, binding.precision);
  const cells = new Uint16Array(memory.buffer);
  const vector = cellsOf[binding.precision];
  return {
    arrive: (lane, step, list, length) => {
      cell.begin(lane, step, (input) => 'ring' in input);
      for (const listed of cells.subarray(list / 2, list / 2 + length)) {
        // The neighbours in the listed cell's vector are treated as it is: adding nothing turns a -0 into 0, in both back ends.
        const first = listed - (listed % vector);
        for (let index = first; index < Math.min(first + vector, binding.size); index++) {
          cell.enter(index);
          arrive(cell);
        }
      }
    },
    quiet: (lane, step) => {
      cell.begin(lane, step, ({ kind }) => kind === 'values');
      runAll(cell, rest, binding.size);
      return cell.spikes;
    },
  };
}

function runAll(cell: BoundCell, run: (cell: BoundCell) => void, size: number): void {
  for (let index = 0; index < size; index++) {
    cell.enter(index);
    run(cell);
    cell.leave();
  }
}

/** One cell's view of the memory; moves over the population. */
class BoundCell implements CellEnvironment {
  readonly dt: number;
  step = 0;
  /** Spikes so far in this step. */
  spikes = 0;
  readonly #binding: Binding;
  readonly #slots: readonly number[];
  readonly #numbers: Float64Array | Float32Array;
  readonly #integers: Int32Array;
  readonly #bytes: number;
  readonly #philox: Philox;
  readonly #arrivals = new Map<string, number>();
  #lane = 0;
  #index = 0;
  #present: (input: PortInput) => boolean = () => true;

  constructor(binding: Binding, slots: readonly number[], buffer: ArrayBuffer) {
    this.dt = binding.dt;
    this.#binding = binding;
    this.#slots = slots;
    this.#numbers = binding.precision === 'float64' ? new Float64Array(buffer) : new Float32Array(buffer);
    this.#integers = new Int32Array(buffer);
    this.#bytes = binding.precision === 'float64' ? 8 : 4;
    this.#philox = new Philox(binding.key);
  }

  /** `present`: which inputs are read and cleared. */
  begin(lane: number, step: number, present: (input: PortInput) => boolean): void {
    this.#lane = lane;
    this.step = step;
    this.spikes = 0;
    this.#present = present;
  }

  /** Takes the arrivals of all ports, in the order of their inputs. */
  enter(index: number): void {
    this.#index = index;
    for (const [port, inputs] of Object.entries(this.#binding.ports)) {
      let sum: number | null = null;
      for (const input of inputs) {
        if (!this.#present(input)) continue;
        const taken = this.#take(input);
        sum = sum === null ? taken : this.#round(sum + taken);
      }
      this.#arrivals.set(port, sum ?? 0);
    }
  }

  /** All new state must be finite. */
  leave(): void {
    for (const address of Object.values(this.#binding.state)) {
      if (!Number.isFinite(this.#numbers[this.#element(address)]!)) this.#integers[this.#binding.notFinite / 4] = 1;
    }
  }

  load(from: LoadFrom, name: string): number {
    switch (from) {
      case 'parameter':
        return this.#bound(this.#binding.parameters[name]!);
      case 'coefficient':
        return this.#bound(this.#binding.coefficients[name]!);
      case 'state':
        return this.#numbers[this.#element(this.#binding.state[name]!)]!;
      case 'port':
        return this.#arrivals.get(name)!;
      case 'index':
        return this.#bound(this.#binding.indices![name]!);
      case 'scratch':
        return this.#numbers[this.#element(this.#binding.scratch![name]!)]!;
      default:
        return from satisfies never;
    }
  }

  store(to: StoreTo, name: string, value: number): void {
    const arrays = to === 'scratch' ? this.#binding.scratch! : this.#binding.state;
    this.#numbers[this.#element(arrays[name]!)] = value;
  }

  uniform(draw: number): number {
    const words = this.#philox.words(this.step, this.#index, this.#lane, draw);
    if (this.#binding.precision === 'float32') return (words[0]! >>> 8) * 2 ** -24;
    return ((words[0]! >>> 5) * 67108864 + (words[1]! >>> 6)) * 2 ** -53;
  }

  normal(draw: number): number {
    const words = this.#philox.words(this.step, this.#index, this.#lane, draw);
    return normalQuantile(((words[0]! >>> 6) * 67108864 + (words[1]! >>> 6) + 0.5) * 2 ** -52);
  }

  poisson(draw: number, mean: string): number {
    const words = this.#philox.words(this.step, this.#index, this.#lane, draw);
    return poissonOf(words[0]!, this.#integers, this.#binding.tables[mean]! / 4);
  }

  refractory(): boolean {
    return this.step <= this.#integers[this.#refractoryElement()]!;
  }

  spike(refractorySteps: number, amplitude: number | null): void {
    const { spikes, stride, refractoryUntil, amplitude: amplitudes } = this.#binding;
    this.#integers[spikes! / 4 + this.#lane * stride + this.spikes++] = this.#index;
    if (refractoryUntil !== null) this.#integers[this.#refractoryElement()] = this.step + refractorySteps;
    if (amplitude !== null) this.#numbers[this.#element(amplitudes!)] = amplitude;
  }

  #refractoryElement(): number {
    return this.#binding.refractoryUntil! / 4 + this.#lane * this.#binding.stride + this.#index;
  }

  #element(address: number): number {
    return address / this.#bytes + this.#lane * this.#binding.stride + this.#index;
  }

  #bound({ address, perCell }: BoundNumber): number {
    return this.#numbers[address / this.#bytes + (perCell ? this.#index : 0)]!;
  }

  #take(input: PortInput): number {
    if (input.kind === 'counts') {
      const element =
        (input.address + (this.step % this.#slots[input.ring]!) * input.slotBytes) / 4 +
        this.#lane * this.#binding.stride +
        this.#index;
      const count = this.#integers[element]!;
      this.#integers[element] = 0;
      return this.#round(count * this.#numbers[input.weightAddress / this.#bytes]!);
    }
    if (input.kind === 'drawn') {
      const count = this.#integers[input.address / 4 + this.#lane * this.#binding.stride + this.#index]!;
      return this.#round(count * this.#bound({ address: input.weightAddress, perCell: input.perCell }));
    }
    const slot = input.kind === 'sums' ? (this.step % this.#slots[input.ring]!) * input.slotBytes : 0;
    const element = this.#element(input.address + slot);
    const sum = this.#numbers[element]!;
    this.#numbers[element] = 0;
    return sum;
  }

  #round(value: number): number {
    return this.#binding.precision === 'float64' ? value : Math.fround(value);
  }
}

/** Two copies of a small population, one stepped by emitted WebAssembly and one by the interpreter, and what differs between them. */
import { interpretedKernel } from '../../../../engine/kernels/interpreted-kernel.ts';
import type { Program } from '../../../../engine/kernels/ir.ts';
import { compiledKernel } from '../../../../engine/kernels/population-kernel.ts';
import type { Binding, BoundNumber, PortInput, Precision } from '../../../../engine/kernels/wasm/index.ts';

export interface PopulationOptions {
  readonly precision: Precision;
  readonly size: number;
  readonly lanes?: number;
  readonly parameters?: Readonly<Record<string, number | readonly number[]>>;
  readonly coefficients?: Readonly<Record<string, number | readonly number[]>>;
  /** Initial values, repeated over lanes and cells. */
  readonly state: Readonly<Record<string, readonly number[]>>;
  readonly ports?: Readonly<Record<string, readonly InputOptions[]>>;
  /** Slots of each ring. */
  readonly slots?: readonly number[];
  /** Initial values of `refractoryUntil`, repeated; none: the binding has null. */
  readonly refractoryUntil?: readonly number[];
  readonly key?: readonly [number, number];
}

/** `values`: what arrives, repeated over all slots, lanes and cells. */
export type InputOptions =
  | { readonly kind: 'counts'; readonly ring: number; readonly weight: number; readonly values: readonly number[] }
  | { readonly kind: 'sums'; readonly ring: number; readonly values: readonly number[] }
  | { readonly kind: 'stimulus'; readonly values: readonly number[] };

export class Population {
  readonly binding: Binding;
  readonly memory: WebAssembly.Memory;
  readonly lanes: number;
  readonly slots: readonly number[];
  /** The first address that nothing uses, and the arrays that were laid out. */
  #top = 64;
  readonly #arrays: { name: string; address: number; integers: boolean; parts: number }[] = [];

  constructor(options: PopulationOptions) {
    this.lanes = options.lanes ?? 1;
    this.slots = options.slots ?? [];
    this.memory = new WebAssembly.Memory({ initial: 8 });
    const stride = Math.ceil(Math.max(1, options.size) / 128) * 128;
    const shape = { precision: options.precision, size: options.size, stride };
    const scalar = (value: number) => this.#lay(shape, '', [value], 1, false);
    const bind = (value: number | readonly number[]): BoundNumber =>
      typeof value === 'number'
        ? { address: scalar(value), perCell: false }
        : { address: this.#lay(shape, '', value, stride, false), perCell: true };
    const all = this.lanes * stride;
    const input =
      (port: string) =>
      (each: InputOptions, index: number): PortInput => {
        const name = `input ${port} ${index}`;
        if (each.kind === 'stimulus') return { kind: 'stimulus', address: this.#lay(shape, name, each.values, all, false, 1) };
        const integers = each.kind === 'counts';
        const count = this.slots[each.ring]!;
        const address = this.#lay(shape, name, each.values, all * count, integers, count);
        const slotBytes = all * (integers ? 4 : bytes(options.precision));
        if (each.kind === 'sums') return { kind: 'sums', ring: each.ring, address, slotBytes };
        return { kind: 'counts', ring: each.ring, address, slotBytes, weightAddress: scalar(each.weight) };
      };
    this.binding = {
      ...shape,
      dt: 0.1,
      parameters: mapRecord(options.parameters ?? {}, bind),
      coefficients: mapRecord(options.coefficients ?? {}, bind),
      tables: {},
      state: mapRecord(options.state, (values, name) => this.#lay(shape, `state ${name}`, values, all, false, 1)),
      ports: mapRecord(options.ports ?? {}, (inputs, name) => inputs.map(input(name))),
      refractoryUntil:
        options.refractoryUntil === undefined ? null : this.#lay(shape, 'refractoryUntil', options.refractoryUntil, all, true, 1),
      spikes: this.#lay(shape, '', [0xdead], all, true),
      amplitude: this.#lay(shape, '', [0], all, false),
      notFinite: this.#lay(shape, '', [0], 1, true),
      key: options.key ?? [0x12345678, 0x9abcdef0],
    };
  }

  /** `parts` > 0: named, and compared by `snapshot`, as so many consecutive arrays over lanes and cells. */
  #lay(
    { precision }: { precision: Precision },
    name: string,
    values: readonly number[],
    length: number,
    integers: boolean,
    parts = 0,
  ): number {
    const address = this.#top;
    const array = integers
      ? new Int32Array(this.memory.buffer, address, length)
      : numbersOf(precision, this.memory.buffer, address, length);
    for (let i = 0; i < length; i++) array[i] = values[i % values.length]!;
    this.#top = Math.ceil((address + array.byteLength) / 16) * 16 + 16;
    if (parts > 0) this.#arrays.push({ name, address, integers, parts });
    return address;
  }

  /** Values of the cells that exist, by array; padding is left out. */
  snapshot(): Record<string, number[]> {
    const { precision, size, stride } = this.binding;
    const length = this.lanes * stride;
    return Object.fromEntries(
      this.#arrays.map(({ name, address, integers, parts }) => {
        const array = integers
          ? new Int32Array(this.memory.buffer, address, length * parts)
          : numbersOf(precision, this.memory.buffer, address, length * parts);
        return [name, Array.from<number>(array).filter((_, i) => i % stride < size)];
      }),
    );
  }

  spikes(lane: number, count: number): number[] {
    return [...new Uint32Array(this.memory.buffer, this.binding.spikes! + lane * this.binding.stride * 4, count)];
  }

  amplitudes(lane: number, cells: readonly number[]): number[] {
    const { precision, amplitude, stride } = this.binding;
    const all = numbersOf(precision, this.memory.buffer, amplitude!, this.lanes * stride);
    return cells.map((cell) => all[lane * stride + cell]!);
  }

  get notFinite(): number {
    return new Int32Array(this.memory.buffer, this.binding.notFinite, 1)[0]!;
  }

  compile(program: Program): (lane: number, step: number, stimulated: boolean) => number {
    return compiledKernel(program, this.binding, this.slots, this.memory);
  }

  interpret(program: Program): (lane: number, step: number, stimulated: boolean) => number {
    return interpretedKernel(program, this.binding, this.slots, this.memory);
  }
}

export interface StepResult {
  readonly spikes: readonly (readonly number[])[];
  /** Of the cells that spiked. */
  readonly amplitudes: readonly (readonly number[])[];
  readonly memory: Readonly<Record<string, readonly number[]>>;
  readonly notFinite: number;
}

/** All lanes, the steps from `first` on; every second step stimulated. One result per step. */
export function run(
  kind: 'compile' | 'interpret',
  options: PopulationOptions,
  program: Program,
  steps = 1,
  first = 0,
): StepResult[] {
  const population = new Population(options);
  const kernel = population[kind](program);
  return Array.from({ length: steps }, (_, index) => {
    const spikes = Array.from({ length: population.lanes }, (__, lane) =>
      population.spikes(lane, kernel(lane, first + index, index % 2 === 0)),
    );
    const amplitudes = spikes.map((cells, lane) => population.amplitudes(lane, cells));
    return { spikes, amplitudes, memory: population.snapshot(), notFinite: population.notFinite };
  });
}

function bytes(precision: Precision): number {
  return precision === 'float64' ? 8 : 4;
}

function numbersOf(precision: Precision, buffer: ArrayBuffer, address: number, length: number): Float64Array | Float32Array {
  return precision === 'float64' ? new Float64Array(buffer, address, length) : new Float32Array(buffer, address, length);
}

function mapRecord<A, B>(record: Readonly<Record<string, A>>, map: (value: A, name: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}

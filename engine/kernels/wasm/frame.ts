/** The locals of a step function that say where the current vector lies in memory. Knows no equation. */
import { type Binding, bytesOf, cellsOf, type PortInput } from './binding.ts';
import { FunctionBody } from './function-body.ts';
import { scalar } from './opcodes.ts';

const lane = 0;
const step = 1;
const firstSlot = 2;

/**
 * Over which cells a function goes: all of a lane; those of a list (uint16), whose address and length are its last arguments; the
 * vector of one cell, which is its last argument; those of an order (uint32), whose address and end are its last arguments.
 */
export type Walk = 'all' | 'list' | 'cell' | 'order';
const argumentsOf: Readonly<Record<Walk, number>> = { all: 0, list: 2, cell: 1, order: 2 };

/** Inputs that lie in a ring. */
export type RingInput = Extract<PortInput, { ring: number }>;

export class Frame {
  readonly body: FunctionBody;
  readonly lane = lane;
  readonly step = step;
  readonly binding: Binding;
  /** Byte offset of the current vector in arrays of numbers over lanes and cells, and in int32 arrays. */
  readonly numbers: number;
  readonly integers: number;
  /** The number offset at which the lane begins. */
  readonly #begin: number;
  readonly #end: number;
  /** Number offset of the current vector in arrays that all lanes share; only kept up if something asked for it. */
  #shared: number | null = null;
  readonly #slots = new Map<RingInput, number>();
  readonly #walk: Walk;
  /** Arguments of a walk over a list: the address of its next cell, and their number. Of a walk to a cell the first is the cell. */
  readonly #list: number;
  readonly #count: number;
  #integersBegin = 0;
  #orderedCell: number | null = null;
  /** Whether each vector needs the offset in int32 arrays; else only the branch does, which works it out. */
  keepsIntegers = true;

  constructor(binding: Binding, walk: Walk) {
    this.binding = binding;
    this.#walk = walk;
    const rings = countRings(binding);
    const slots = Array.from({ length: rings + argumentsOf[walk] }, () => 'i32' as const);
    this.#list = firstSlot + rings;
    this.#count = this.#list + 1;
    this.body = new FunctionBody(['i32', 'i32', ...slots], ['i32']);
    this.#begin = this.body.local('i32');
    this.#end = this.body.local('i32');
    this.numbers = this.body.local('i32');
    this.integers = this.sameWidth ? this.numbers : this.body.local('i32');
  }

  /** Cells in a vector. */
  get cells(): number {
    return cellsOf[this.binding.precision];
  }

  get bytes(): number {
    return bytesOf[this.binding.precision];
  }

  get sameWidth(): boolean {
    return this.bytes === 4;
  }

  /** First cell of the last vector. */
  get #lastCell(): number {
    return Math.floor((this.binding.size - 1) / this.cells) * this.cells;
  }

  /** Sets the locals to the first vector. */
  enter(): void {
    if (this.#walk === 'all') this.#enterAll();
    else this.#enterList();
  }

  /** Where the lane begins, and, in bytes of list, where the walk ends. */
  #enterList(): void {
    const { body } = this;
    body.get(this.lane);
    body.i32(this.binding.stride * this.bytes);
    body.op(scalar.i32Mul);
    body.set(this.#begin);
    if (!this.sameWidth) {
      this.#integersBegin = body.local('i32');
      this.pushLaneOfIntegers();
      body.set(this.#integersBegin);
    }
    if (this.#walk === 'cell') return;
    if (this.#walk === 'order') {
      body.get(this.#count);
      body.set(this.#end);
      return;
    }
    body.get(this.#list);
    body.get(this.#count);
    body.i32(1);
    body.op(scalar.i32Shl, scalar.i32Add);
    body.set(this.#end);
  }

  /** At the top of the loop: a walk over a list goes to the vector of its next cell. */
  goToCell(): void {
    if (this.#walk === 'all') return;
    const { body } = this;
    const cell = body.local('i32');
    body.get(this.#list);
    if (this.#walk === 'list') body.load16Unsigned();
    if (this.#walk === 'order') {
      body.i32Load(0);
      body.tee(this.#ordered());
    }
    body.i32(-this.cells);
    body.op(scalar.i32And);
    body.set(cell);
    const place = (local: number, begin: number, bytes: number) => {
      body.get(cell);
      body.i32(bytes);
      body.op(scalar.i32Mul);
      body.get(begin);
      body.op(scalar.i32Add);
      body.set(local);
    };
    place(this.numbers, this.#begin, this.bytes);
    if (!this.sameWidth) place(this.integers, this.#integersBegin, 4);
  }

  #enterAll(): void {
    const { body } = this;
    body.get(this.lane);
    body.i32(this.binding.stride * this.bytes);
    body.op(scalar.i32Mul);
    body.tee(this.#begin);
    body.tee(this.numbers);
    body.i32((this.#lastCell + this.cells) * this.bytes);
    body.op(scalar.i32Add);
    body.set(this.#end);
    if (this.sameWidth) return;
    this.pushLaneOfIntegers();
    body.set(this.integers);
  }

  /** Puts lane * stride * 4 on the stack. */
  pushLaneOfIntegers(): void {
    this.body.get(this.lane);
    this.body.i32(this.binding.stride * 4);
    this.body.op(scalar.i32Mul);
  }

  /** Computes where this step's slot of the input begins, once, before the loop. */
  enterRing(input: RingInput): void {
    const local = this.body.local('i32');
    this.body.get(firstSlot + input.ring);
    this.body.i32(input.slotBytes);
    this.body.op(scalar.i32Mul);
    this.body.set(local);
    this.#slots.set(input, local);
  }

  /** Puts the vector's offset in the input's array on the stack. */
  pushInput(input: PortInput): void {
    const { body } = this;
    body.get(isCounted(input) ? this.integers : this.numbers);
    if (!('ring' in input)) return;
    body.get(this.#slots.get(input)!);
    body.op(scalar.i32Add);
  }

  /** Puts the vector's offset in an array that all lanes share on the stack. */
  pushShared(): void {
    if (this.#walk !== 'all') {
      this.body.get(this.numbers);
      this.body.get(this.#begin);
      return this.body.op(scalar.i32Sub);
    }
    this.#shared ??= this.body.local('i32');
    this.body.get(this.#shared);
  }

  /** Puts the index of the vector's first cell on the stack. */
  pushCell(): void {
    const { body } = this;
    body.get(this.numbers);
    body.get(this.#begin);
    body.op(scalar.i32Sub);
    body.i32(this.sameWidth ? 2 : 3);
    body.op(scalar.i32ShrU);
  }

  /** The cell that a walk over an order has come to. */
  #ordered(): number {
    this.#orderedCell ??= this.body.local('i32');
    return this.#orderedCell;
  }

  /** Puts that cell's offset in arrays of numbers on the stack. */
  pushOrdered(): void {
    const { body } = this;
    body.get(this.#ordered());
    body.i32(this.bytes);
    body.op(scalar.i32Mul);
    body.get(this.#begin);
    body.op(scalar.i32Add);
  }

  /** Puts the address of that cell in the order on the stack. */
  pushPlaceInOrder(): void {
    this.body.get(this.#list);
  }

  /** In the branch: int32 are half as wide as float64, and lanes are as many cells apart. */
  enterBranch(): void {
    if (this.keepsIntegers || this.sameWidth || this.#walk !== 'all') return;
    this.body.get(this.numbers);
    this.body.i32(1);
    this.body.op(scalar.i32ShrU);
    this.body.set(this.integers);
  }

  /** Whether the last vector has cells that do not exist. */
  get isPadded(): boolean {
    return this.binding.size % this.cells !== 0;
  }

  /** Clears the bits of cells that do not exist in the mask of bits on the stack, one per cell of the vector. */
  dropPadding(): void {
    const { body } = this;
    const count = this.binding.size - this.#lastCell;
    if (count === this.cells) return;
    body.i32((1 << count) - 1);
    body.i32((1 << this.cells) - 1);
    this.pushCell();
    body.i32(this.#lastCell);
    body.op(scalar.i32Eq, scalar.select, scalar.i32And);
  }

  /** Moves on to the next vector, and leaves on the stack whether there is one. */
  advance(): void {
    if (this.#walk === 'all') this.#advanceAll();
    else if (this.#walk === 'list' || this.#walk === 'order') this.#advanceList();
    else this.body.i32(0);
  }

  #advanceList(): void {
    const { body } = this;
    body.get(this.#list);
    body.i32(this.#walk === 'list' ? 2 : 4);
    body.op(scalar.i32Add);
    body.tee(this.#list);
    body.get(this.#end);
    body.op(scalar.i32LtU);
  }

  #advanceAll(): void {
    const { body } = this;
    const add = (local: number, bytes: number) => {
      body.get(local);
      body.i32(bytes);
      body.op(scalar.i32Add);
      body.set(local);
    };
    if (this.#shared !== null) add(this.#shared, 16);
    if (!this.sameWidth && this.keepsIntegers) add(this.integers, 4 * this.cells);
    add(this.numbers, 16);
    body.get(this.numbers);
    body.get(this.#end);
    body.op(scalar.i32LtU);
  }
}

/** Whether the input is int32 counts that have a weight. */
export function isCounted(input: PortInput): input is Extract<PortInput, { weightAddress: number }> {
  return input.kind === 'counts' || input.kind === 'drawn';
}

/** How many slot arguments the step takes: one more than the largest ring index of the population's inputs. */
function countRings(binding: Binding): number {
  const rings = Object.values(binding.ports)
    .flat()
    .map((input) => ('ring' in input ? input.ring : -1));
  return rings.reduce((most, ring) => Math.max(most, ring + 1), 0);
}

/** Collects one function's instructions and locals. Knows the instruction encoding, no kernel. */
import { type FunctionSource, signed, unsigned, type ValueType } from './encoder.ts';
import { simd } from './opcodes.ts';

const alignment: Readonly<Record<number, number>> = { 4: 2, 8: 3, 16: 4 };

export class FunctionBody {
  readonly #parameters: readonly ValueType[];
  readonly #results: readonly ValueType[];
  readonly #locals: ValueType[] = [];
  readonly #code: number[] = [];
  /** Copies of globals in locals, made once when the function is entered. */
  readonly #preamble: number[] = [];
  readonly #hoisted = new Map<number, number>();

  constructor(parameters: readonly ValueType[], results: readonly ValueType[]) {
    this.#parameters = parameters;
    this.#results = results;
  }

  /** Index of a new local, initially zero. */
  local(type: ValueType): number {
    return this.#parameters.length + this.#locals.push(type) - 1;
  }

  op(...opcodes: readonly number[]): void {
    this.#code.push(...opcodes);
  }

  /** An instruction with the SIMD prefix. */
  simd(opcode: number, ...immediates: readonly number[]): void {
    this.#code.push(0xfd, ...unsigned(opcode), ...immediates);
  }

  get(local: number): void {
    this.#code.push(0x20, ...unsigned(local));
  }

  set(local: number): void {
    this.#code.push(0x21, ...unsigned(local));
  }

  tee(local: number): void {
    this.#code.push(0x22, ...unsigned(local));
  }

  globalGet(index: number): void {
    this.#code.push(0x23, ...unsigned(index));
  }

  /** Puts a global on the stack that nothing writes: from a local, which V8 keeps in a register or at hand on the stack. */
  hoistedGlobal(index: number): void {
    let local = this.#hoisted.get(index);
    if (local === undefined) {
      local = this.local('v128');
      this.#hoisted.set(index, local);
      this.#preamble.push(0x23, ...unsigned(index), 0x21, ...unsigned(local));
    }
    this.get(local);
  }

  globalSet(index: number): void {
    this.#code.push(0x24, ...unsigned(index));
  }

  i32(value: number): void {
    this.#code.push(0x41, ...signed(value));
  }

  v128(bytes: readonly number[]): void {
    this.simd(simd.constant, ...bytes);
  }

  /** Lanes of 32 bits taken from the two operands: 0 to 3 of the first, 4 to 7 of the second. */
  shuffle(a: number, b: number, c: number, d: number): void {
    this.simd(simd.shuffle, ...[a, b, c, d].flatMap((word) => [4 * word, 4 * word + 1, 4 * word + 2, 4 * word + 3]));
  }

  /** A SIMD load or store of `bytes` bytes at `offset` beyond the address on the stack. */
  memory(opcode: number, bytes: number, offset: number): void {
    this.simd(opcode, alignment[bytes]!, ...unsigned(offset));
  }

  /** Stores the lower 8 bytes of the vector on the stack. */
  store64Lane(offset: number): void {
    this.storeLane(8, offset, 0);
  }

  /** Replaces one lane of the vector on the stack by the number of `bytes` bytes at the address below it. */
  loadLane(bytes: number, offset: number, lane: number): void {
    this.simd(bytes === 8 ? simd.load64Lane : simd.load32Lane, alignment[bytes]!, ...unsigned(offset), lane);
  }

  /** Stores one lane, of `bytes` bytes, of the vector on the stack. */
  storeLane(bytes: number, offset: number, lane: number): void {
    this.simd(bytes === 8 ? simd.store64Lane : simd.store32Lane, alignment[bytes]!, ...unsigned(offset), lane);
  }

  /** The uint16 at `offset` beyond the address on the stack. */
  load16Unsigned(offset = 0): void {
    this.op(0x2f, 1, ...unsigned(offset));
  }

  /** The i32 at `offset` beyond the address on the stack. */
  i32Load(offset: number): void {
    this.op(0x28, 2, ...unsigned(offset));
  }

  i32Store(offset: number): void {
    this.op(0x36, 2, ...unsigned(offset));
  }

  /** A load or store of one number at `offset` beyond the address on the stack. */
  numberAt(opcode: number, align: number, offset: number): void {
    this.op(opcode, align, ...unsigned(offset));
  }

  /** Leaves the function with what is on the stack. */
  leave(): void {
    this.op(0x0f);
  }

  /** Sets the 8 bytes at `offset` beyond the address on the stack to 0. */
  clear64(offset: number): void {
    this.op(0x42, 0, 0x37, 3, ...unsigned(offset));
  }

  /** Repeats `body` while the i32 that it leaves on the stack is not 0. */
  loop(body: () => void): void {
    this.op(0x03, 0x40);
    body();
    this.op(0x0d, 0x00, 0x0b);
  }

  /** Runs `body` if the i32 on the stack is not 0. */
  when(body: () => void): void {
    this.op(0x04, 0x40);
    body();
    this.op(0x0b);
  }

  finish(exportedAs: string | null): FunctionSource {
    const code = this.#preamble.concat(this.#code);
    return { parameters: this.#parameters, results: this.#results, locals: this.#locals, code, exportedAs };
  }
}

/** Emits a program's values for one vector of cells: arithmetic, masks, choices and calls. What a load means, its user says. */
import { NeurariumError } from '../../errors.ts';
import { centralHalfWidth, centralQuantileProgram, functionPrograms, normalQuantileProgram } from '../functions/index.ts';
import type { FunctionName, Id, Instruction, Program } from '../ir.ts';
import type { Precision } from './binding.ts';
import type { FunctionBody } from './function-body.ts';
import { planFunction } from './function-plan.ts';
import { float, simd } from './opcodes.ts';
import { repeatBytes } from './vector-bytes.ts';
import type { VectorInstruction, VectorProgram } from './vector-program.ts';

/** Instructions whose meaning depends on where the program runs. */
export type Leaf = Instruction & { op: 'load' | 'step' | 'dt' | 'argument' | 'uniform' | 'poisson' | 'refractory' };

export interface ValueContext {
  readonly body: FunctionBody;
  readonly program: VectorProgram;
  readonly precision: Precision;
  /** How many times each instruction is used; what is used more than once is kept in a local. */
  readonly uses: Int32Array;
  /** Locals with values that were computed before. */
  readonly known: ReadonlyMap<Id, number>;
  /** Puts the 16 bytes on the stack. */
  constant(bytes: readonly number[]): void;
  /** Puts what draw number `draw` has for the cells `first` and `first + 1` on the stack: float64, strictly between 0 and 1. */
  open(draw: number, first: 0 | 2): void;
  /** Puts the vector on the stack. */
  leaf(instruction: Leaf): void;
}

export class ValueEmitter {
  readonly #context: ValueContext;
  readonly #locals: Map<Id, number>;

  constructor(context: ValueContext) {
    this.#context = context;
    this.#locals = new Map(context.known);
  }

  /** Puts the instruction's value on the stack. */
  push(id: Id): void {
    const { body, program, uses } = this.#context;
    const local = this.#locals.get(id);
    if (local !== undefined) return body.get(local);
    const instruction = program[id]!;
    this.#emit(instruction);
    if (uses[id]! < 2 || instruction.op === 'const') return;
    body.tee(this.#keep(id));
  }

  /** Local that holds the instruction's value, computed now if it was not yet. */
  localOf(id: Id): number {
    const known = this.#locals.get(id);
    if (known !== undefined) return known;
    this.#emit(this.#context.program[id]!);
    const local = this.#keep(id);
    this.#context.body.set(local);
    return local;
  }

  /** What has been kept in locals so far. */
  get locals(): ReadonlyMap<Id, number> {
    return this.#locals;
  }

  #keep(id: Id): number {
    const local = this.#context.body.local('v128');
    this.#locals.set(id, local);
    return local;
  }

  #emit(instruction: VectorInstruction): void {
    const { precision } = this.#context;
    const opcodes = float[precision];
    switch (instruction.op) {
      case 'const':
        return this.#context.constant(repeatBytes(instruction.value, precision));
      case 'load':
      case 'step':
      case 'dt':
      case 'argument':
      case 'uniform':
      case 'poisson':
      case 'refractory':
        return this.#context.leaf(instruction);
      case 'normal':
        return this.#normal(instruction.draw);
      case 'neg':
      case 'abs':
      case 'sqrt':
      case 'floor':
      case 'nearest':
        return this.#operate(opcodes[instruction.op], instruction.a);
      case 'add':
      case 'sub':
      case 'mul':
      case 'div':
      case 'lt':
      case 'le':
      case 'eq':
        return this.#operate(opcodes[instruction.op], instruction.a, instruction.b);
      // pmin(x, y) = y < x ? y : x and pmax(x, y) = x < y ? y : x: ours with the operands exchanged.
      case 'min':
        return this.#operate(opcodes.pmin, instruction.b, instruction.a);
      case 'max':
        return this.#operate(opcodes.pmax, instruction.b, instruction.a);
      case 'and':
      case 'or':
        return this.#operate(simd[instruction.op], instruction.a, instruction.b);
      case 'andNot':
        return this.#operate(simd.andNot, instruction.a, instruction.b);
      case 'not':
        return this.#operate(simd.not, instruction.a);
      case 'keep':
        return this.#operate(simd.and, instruction.a, instruction.mask);
      case 'drop':
        return this.#operate(simd.andNot, instruction.a, instruction.mask);
      case 'select':
        return this.#operate(simd.bitSelect, instruction.a, instruction.b, instruction.mask);
      case 'call':
        return this.#call(instruction.function, instruction.args);
      case 'pow2':
      case 'exponent':
      case 'mantissa':
        return this.#bits(instruction.op, instruction.a);
      case 'reduce':
      case 'at':
      case 'expm':
      case 'heaviside':
      case 'store':
      case 'spike':
        throw unsupported(instruction.op);
      default:
        instruction satisfies never;
    }
  }

  #operate(opcode: number, ...operands: readonly Id[]): void {
    for (const operand of operands) this.push(operand);
    this.#context.body.simd(opcode);
  }

  /** A call, in float64 for each half of the vector. In float64 runs the program has none left: see `flatten`. */
  #call(name: FunctionName, args: readonly Id[]): void {
    const { body } = this.#context;
    const locals = args.map((arg) => this.localOf(arg));
    this.#callHalf(
      name,
      locals.map((local) => this.#promoted(local, 0)),
    );
    this.#callHalf(
      name,
      locals.map((local) => this.#promoted(local, 1)),
    );
    body.shuffle(0, 1, 4, 5);
  }

  /** Local with the lower or upper two of four float32 as float64. */
  #promoted(local: number, half: 0 | 1): number {
    const { body } = this.#context;
    const promoted = body.local('v128');
    body.get(local);
    if (half === 1) {
      body.get(local);
      body.shuffle(2, 3, 2, 3);
    }
    body.simd(simd.promoteLowF32x4);
    body.set(promoted);
    return promoted;
  }

  /** A standard normal number per cell, in float64 whatever the precision, and then rounded. */
  #normal(draw: number): void {
    const { body, precision, open } = this.#context;
    const quantile = (first: 0 | 2) => {
      const argument = body.local('v128');
      open(draw, first);
      body.set(argument);
      this.#quantile(argument);
    };
    if (precision === 'float64') return quantile(0);
    for (const first of [0, 2] as const) {
      quantile(first);
      body.simd(simd.demoteF64x2Zero);
    }
    body.shuffle(0, 1, 4, 5);
  }

  /** The tails cost three times the centre, and in 72 % of all vectors no cell is there. */
  #quantile(argument: number): void {
    const { body, constant } = this.#context;
    const { abs, bitmask, lt, sub } = float.float64;
    const result = body.local('v128');
    this.#evaluate(centralQuantileProgram, [argument]);
    body.set(result);
    constant(repeatBytes(centralHalfWidth, 'float64'));
    body.get(argument);
    constant(repeatBytes(0.5, 'float64'));
    body.simd(sub);
    body.simd(abs);
    body.simd(lt);
    body.simd(bitmask);
    body.when(() => {
      this.#evaluate(normalQuantileProgram, [argument]);
      body.set(result);
    });
    body.get(result);
  }

  #callHalf(name: FunctionName, args: readonly number[]): void {
    this.#evaluate(functionPrograms[name], args);
    this.#context.body.simd(simd.demoteF64x2Zero);
  }

  /** Puts the function's value on the stack, in float64; the arguments are locals. */
  #evaluate(source: Program, args: readonly number[]): void {
    const { body } = this.#context;
    const { program, uses, result } = planFunction(source);
    const leaf = (instruction: Leaf) => {
      if (instruction.op !== 'argument') throw unsupported(instruction.op);
      body.get(args[instruction.index]!);
    };
    const constant = (bytes: readonly number[]) => this.#context.constant(bytes);
    new ValueEmitter({ body, program, precision: 'float64', uses, known: new Map(), constant, open: noDraw, leaf }).push(result);
  }

  #bits(op: 'pow2' | 'exponent' | 'mantissa', a: Id): void {
    const { body } = this.#context;
    const float64 = float.float64;
    if (this.#context.precision !== 'float64') throw unsupported(op);
    const number = (value: number) => this.#context.constant(repeatBytes(value, 'float64'));
    this.push(a);
    if (op === 'pow2') {
      // In 2^52 + 1023 + a the biased exponent stands in the lowest bits.
      number(2 ** 52 + 1023);
      body.simd(float64.add);
      body.i32(52);
      body.simd(simd.i64x2Shl);
    } else if (op === 'exponent') {
      body.i32(52);
      body.simd(simd.i64x2ShrU);
      number(2 ** 52);
      body.simd(simd.or);
      number(2 ** 52 + 1023);
      body.simd(float64.sub);
    } else {
      this.#context.constant([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x00]);
      body.simd(simd.and);
      number(1);
      body.simd(simd.or);
    }
  }
}

function noDraw(): never {
  throw unsupported('normal');
}

/** The error for an instruction that has no place in the program being emitted. */
export function unsupported(op: string): NeurariumError {
  return new NeurariumError({
    code: 'equation',
    message: `the operation '${op}' is not available in a WebAssembly kernel of this kind`,
    hint: 'reductions over an axis and matrix exponentials belong to the programs that the interpreter runs',
  });
}

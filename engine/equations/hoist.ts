/**
 * Builds two programs at once: what depends only on parameters, dt and constants goes into the coefficient program (run once,
 * float64), the rest into the step program, which loads the results by name. It knows no syntax and no model.
 */
import { ProgramBuilder } from '../kernels/builder.ts';
import type {
  BinaryOp,
  CompareOp,
  FunctionName,
  Id,
  Instruction,
  Program,
  ReduceKind,
  SplitStep,
  UnaryOp,
} from '../kernels/ir.ts';
import { prune } from './prune.ts';
import { splitStep } from './split-step.ts';

/** A value and the program that it is computed in. */
export interface Value {
  readonly stage: 'coefficient' | 'step';
  readonly id: Id;
}

interface StagedPrograms {
  readonly coefficients: Program;
  readonly coefficientNames: readonly string[];
  readonly poissonMeans: readonly string[];
  readonly step: Program;
  readonly split: SplitStep | null;
}

export class StagedBuilder {
  readonly #coefficients = new ProgramBuilder();
  readonly #step = new ProgramBuilder();
  /** Coefficient by the instruction that computes it. */
  readonly #names = new Map<Id, string>();

  constant(value: number): Value {
    return { stage: 'coefficient', id: this.#coefficients.constant(value) };
  }

  parameter(name: string): Value {
    return { stage: 'coefficient', id: this.#coefficients.load('parameter', name) };
  }

  dt(): Value {
    return { stage: 'coefficient', id: this.#coefficients.push({ op: 'dt' }) };
  }

  load(from: 'state' | 'port' | 'index', name: string): Value {
    return this.#inStep(this.#step.load(from, name));
  }

  /** Of each cell and step: its number, whether it is refractory, a draw. */
  perStep(instruction: Extract<Instruction, { op: 'step' | 'refractory' | 'uniform' | 'normal' }>): Value {
    return this.#inStep(this.#step.push(instruction));
  }

  /** `mean`: a coefficient. */
  poisson(draw: number, mean: Value): Value {
    return this.#inStep(this.#step.push({ op: 'poisson', draw, mean: this.#nameOf(mean.id) }));
  }

  /** The number, if the value is a constant. */
  constantOf(value: Value): number | null {
    const instruction = this.#at(value);
    return instruction.op === 'const' ? instruction.value : null;
  }

  unary(op: UnaryOp, a: Value): Value {
    const instruction = this.#at(a);
    if (op === 'neg' && instruction.op === 'const') return this.constant(-instruction.value);
    if (op === 'neg' && instruction.op === 'neg') return { stage: a.stage, id: instruction.a };
    return this.#lift([a], (builder, [x]) => builder.unary(op, x!));
  }

  /** Rewrites only what is the same in every bit: a + -b is a - b; factors and divisors of 1 and -1. */
  binary(op: BinaryOp, a: Value, b: Value): Value {
    if (op === 'mul') {
      if (this.constantOf(a) === 1) return b;
      if (this.constantOf(a) === -1) return this.unary('neg', b);
    }
    if (op === 'mul' || op === 'div') {
      if (this.constantOf(b) === 1) return a;
      if (this.constantOf(b) === -1) return this.unary('neg', a);
    }
    if (op === 'add') {
      if (this.#isNegated(b)) return this.binary('sub', a, this.unary('neg', b));
      if (this.#isNegated(a)) return this.binary('sub', b, this.unary('neg', a));
    }
    if (op === 'sub' && this.#isNegated(b)) return this.binary('add', a, this.unary('neg', b));
    return this.#lift([a, b], (builder, [x, y]) => builder.binary(op, x!, y!));
  }

  add(a: Value, b: Value): Value {
    return this.binary('add', a, b);
  }

  mul(a: Value, b: Value): Value {
    return this.binary('mul', a, b);
  }

  div(a: Value, b: Value): Value {
    return this.binary('div', a, b);
  }

  compare(op: CompareOp, a: Value, b: Value): Value {
    return this.#lift([a, b], (builder, [x, y]) => builder.compare(op, x!, y!));
  }

  logic(op: 'and' | 'or', a: Value, b: Value): Value {
    return this.#lift([a, b], (builder, [x, y]) => builder.logic(op, x!, y!));
  }

  not(a: Value): Value {
    return this.#lift([a], (builder, [x]) => builder.not(x!));
  }

  select(mask: Value, a: Value, b: Value): Value {
    if (a.stage === b.stage && a.id === b.id) return a;
    return this.#lift([mask, a, b], (builder, [m, x, y]) => builder.select(m!, x!, y!));
  }

  call(name: FunctionName, ...args: Value[]): Value {
    return this.#lift(args, (builder, ids) => builder.call(name, ...ids));
  }

  /** Of all cells along an axis, so in the step even where it is made of parameters alone. */
  reduce(kind: ReduceKind, axis: string, a: Value): Value {
    return this.#inStep(this.#step.push({ op: 'reduce', kind, axis, a: this.#materialise(a) }));
  }

  gather(axis: string, a: Value, index: Value): Value {
    return this.#inStep(this.#step.push({ op: 'at', axis, a: this.#materialise(a), b: this.#materialise(index) }));
  }

  /** All entries of exp(matrix), row-major; the matrix's entries are coefficients. */
  exponential(matrix: readonly Value[], size: number): (row: number, column: number) => Value {
    const ids = matrix.map(({ id }) => id);
    return (row, column) => ({
      stage: 'coefficient',
      id: this.#coefficients.push({ op: 'expm', matrix: ids, size, row, column }),
    });
  }

  store(name: string, value: Value): void {
    this.#step.push({ op: 'store', to: 'state', name, a: this.#materialise(value) });
  }

  spike(mask: Value, refractory: Value | null, amplitude: Value | null): void {
    this.#step.push({
      op: 'spike',
      mask: this.#materialise(mask),
      refractory: refractory === null ? null : this.#materialise(refractory),
      ...(amplitude === null ? {} : { amplitude: this.#materialise(amplitude) }),
    });
  }

  /** A program of its own that stores one coefficient by this name. To be asked for before `finish`. */
  alone(name: string, { id }: Value): Program {
    const store = { op: 'store', to: 'coefficient', name, a: id } as const;
    return prune({ instructions: [...this.#coefficients.program().instructions, store] });
  }

  /**
   * The programs without what nobody uses; coefficients are called k0, k1, ... in the order of their creation.
   * `arrived`: the state variables that arrivals change, and their values after that.
   */
  finish(arrived: ReadonlyMap<string, Value>): StagedPrograms {
    const whole = this.#step.program();
    const step = prune(whole);
    const used = new Set(step.instructions.flatMap((one) => coefficientOf(one) ?? []));
    const final = new Map<string, string>();
    for (const name of this.#names.values()) if (used.has(name)) final.set(name, `k${final.size}`);
    for (const [id, name] of this.#names) {
      if (used.has(name)) this.#coefficients.push({ op: 'store', to: 'coefficient', name: final.get(name)!, a: id });
    }
    const renamed = ({ instructions }: Program): Program => ({
      instructions: instructions.map((one): Instruction => {
        if (one.op === 'poisson') return { ...one, mean: final.get(one.mean)! };
        return one.op === 'load' && one.from === 'coefficient' ? { ...one, name: final.get(one.name)! } : one;
      }),
    });
    const split = splitStep(whole, new Map([...arrived].map(([name, { id }]) => [name, id])));
    return {
      coefficients: prune(this.#coefficients.program()),
      coefficientNames: [...final.values()],
      poissonMeans: [...new Set(step.instructions.flatMap((one) => (one.op === 'poisson' ? [final.get(one.mean)!] : [])))],
      step: renamed(step),
      split: split === null ? null : { arrivals: renamed(split.arrivals), quiet: renamed(split.quiet) },
    };
  }

  #inStep(id: Id): Value {
    return { stage: 'step', id };
  }

  #at({ stage, id }: Value): Instruction {
    return (stage === 'coefficient' ? this.#coefficients : this.#step).at(id);
  }

  #isNegated(value: Value): boolean {
    return this.#at(value).op === 'neg';
  }

  #lift(operands: readonly Value[], build: (builder: ProgramBuilder, ids: Id[]) => Id): Value {
    if (operands.every(({ stage }) => stage === 'coefficient')) {
      return {
        stage: 'coefficient',
        id: build(
          this.#coefficients,
          operands.map(({ id }) => id),
        ),
      };
    }
    return this.#inStep(
      build(
        this.#step,
        operands.map((operand) => this.#materialise(operand)),
      ),
    );
  }

  /** The value in the step program. Constants, bare parameters and dt are loaded as they are; a condition is tested again there. */
  #materialise({ stage, id }: Value): Id {
    if (stage === 'step') return id;
    const instruction = this.#coefficients.at(id);
    const again = (operand: Id): Id => this.#materialise({ stage: 'coefficient', id: operand });
    switch (instruction.op) {
      case 'const':
        return this.#step.constant(instruction.value);
      case 'load':
      case 'dt':
        return this.#step.push(instruction);
      case 'lt':
      case 'le':
      case 'eq':
        return this.#step.compare(instruction.op, again(instruction.a), again(instruction.b));
      case 'and':
      case 'or':
        return this.#step.logic(instruction.op, again(instruction.a), again(instruction.b));
      case 'not':
        return this.#step.not(again(instruction.a));
      default:
        return this.#step.load('coefficient', this.#nameOf(id));
    }
  }

  #nameOf(id: Id): string {
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    const name = `k${this.#names.size}`;
    this.#names.set(id, name);
    return name;
  }
}

/** The coefficient that an instruction of the step reads. */
function coefficientOf(instruction: Instruction): string | null {
  if (instruction.op === 'poisson') return instruction.mean;
  return instruction.op === 'load' && instruction.from === 'coefficient' ? instruction.name : null;
}

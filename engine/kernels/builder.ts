/** Builds kernel programs: equal instructions are shared, and arithmetic on constants is done at once, with the run's own arithmetic. */
import type { BinaryOp, CompareOp, FunctionName, Id, Instruction, LoadFrom, Program, UnaryOp } from './ir.ts';

const fold: Record<'add' | 'sub' | 'mul' | 'div', (a: number, b: number) => number> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
};

export class ProgramBuilder {
  readonly #instructions: Instruction[] = [];
  readonly #known = new Map<string, Id>();

  /** Appends an instruction, or finds an equal pure one. */
  push(instruction: Instruction): Id {
    const effect = instruction.op === 'store' || instruction.op === 'spike';
    // JSON has no -0: a separate key keeps it apart from 0.
    const key = instruction.op === 'const' && Object.is(instruction.value, -0) ? '-0' : JSON.stringify(instruction);
    const known = this.#known.get(key);
    if (known !== undefined && !effect) return known;
    const id = this.#instructions.push(instruction) - 1;
    this.#known.set(key, id);
    return id;
  }

  at(id: Id): Instruction {
    return this.#instructions[id]!;
  }

  constant(value: number): Id {
    if (!Number.isFinite(value)) return this.#nonFinite(value);
    return this.push({ op: 'const', value });
  }

  /** JSON cannot tell NaN and infinities apart, so they get keys of their own. */
  #nonFinite(value: number): Id {
    const key = `const ${value}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const id = this.#instructions.push({ op: 'const', value }) - 1;
    this.#known.set(key, id);
    return id;
  }

  load(from: LoadFrom, name: string): Id {
    return this.push({ op: 'load', from, name });
  }

  unary(op: UnaryOp | 'pow2' | 'exponent' | 'mantissa', a: Id): Id {
    return this.push({ op, a });
  }

  binary(op: BinaryOp, a: Id, b: Id): Id {
    const left = this.at(a);
    const right = this.at(b);
    if (op !== 'min' && op !== 'max' && left.op === 'const' && right.op === 'const') {
      return this.constant(fold[op](left.value, right.value));
    }
    return this.push({ op, a, b });
  }

  add(a: Id, b: Id): Id {
    return this.binary('add', a, b);
  }

  sub(a: Id, b: Id): Id {
    return this.binary('sub', a, b);
  }

  mul(a: Id, b: Id): Id {
    return this.binary('mul', a, b);
  }

  div(a: Id, b: Id): Id {
    return this.binary('div', a, b);
  }

  compare(op: CompareOp, a: Id, b: Id): Id {
    return this.push({ op, a, b });
  }

  logic(op: 'and' | 'or', a: Id, b: Id): Id {
    return this.push({ op, a, b });
  }

  not(a: Id): Id {
    return this.push({ op: 'not', a });
  }

  select(mask: Id, a: Id, b: Id): Id {
    return a === b ? a : this.push({ op: 'select', mask, a, b });
  }

  call(name: FunctionName, ...args: Id[]): Id {
    return this.push({ op: 'call', function: name, args });
  }

  program(): Program {
    return { instructions: this.#instructions.slice() };
  }
}

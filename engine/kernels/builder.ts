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
    const key = keyOf(instruction);
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
    return this.push({ op: 'const', value });
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

/** JSON knows neither -0 nor NaN nor infinities. */
function keyOf(instruction: Instruction): string {
  if (instruction.op !== 'const') return JSON.stringify(instruction);
  return `const ${Object.is(instruction.value, -0) ? '-0' : instruction.value}`;
}

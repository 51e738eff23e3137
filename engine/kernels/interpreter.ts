/**
 * The interpreter: a program as closures, run once per cell. It is the reference that the emitted kernels must equal bit for bit.
 * It knows neither memory nor network: an environment answers for the cell.
 */
import { NeurariumError } from '../errors.ts';
import { compiledFunction, evaluateFunction } from './evaluate-function.ts';
import { type Id, type Instruction, type LoadFrom, type Program, type StoreTo, valueKind } from './ir.ts';
import { matrixExponential } from './matrix-exponential.ts';
import { newValues, pureOperation, type Values } from './pure-operations.ts';

export { evaluateFunction };

/** What a program sees of its cell. In float32 the interpreter rounds what comes in. */
export interface CellEnvironment {
  readonly step: number;
  /** In ms. */
  readonly dt: number;
  load(from: LoadFrom, name: string): number;
  store(to: StoreTo, name: string, value: number): void;
  /** In [0, 1). */
  uniform(draw: number): number;
  /** Standard normal, in float64. */
  normal(draw: number): number;
  /** By the table of the coefficient `mean`. */
  poisson(draw: number, mean: string): number;
  refractory(): boolean;
  /** The cell fires, and is refractory for so many steps, counted from the next (0: for none). `amplitude`: of a graded spike. */
  spike(refractorySteps: number, amplitude: number | null): void;
}

type Action = (environment: CellEnvironment) => void;
type Of<Op extends Instruction['op']> = Extract<Instruction, { op: Op }>;

interface Context {
  readonly values: Values;
  readonly precision: 'float64' | 'float32';
  /** Exponentials by the instructions of their matrix: the entries of one are computed together. */
  readonly exponentials: Map<string, Float64Array>;
}

/**
 * Compiles once; the result can run for any number of cells. All stores and spikes come after all values, so that a load
 * never sees what the same run stores.
 */
export function compileProgram(program: Program, precision: 'float64' | 'float32'): (environment: CellEnvironment) => void {
  const { instructions } = program;
  const context: Context = { values: newValues(instructions.length), precision, exponentials: new Map() };
  const actions: Action[] = [];
  const effects: Action[] = [];
  instructions.forEach((instruction, id) => {
    if (instruction.op === 'const')
      context.values.numbers[id] = precision === 'float32' ? Math.fround(instruction.value) : instruction.value;
    else if (instruction.op === 'store' || instruction.op === 'spike') effects.push(effect(instruction, context.values));
    else actions.push(rounded(value(instruction, id, context), instruction, id, context));
  });
  const all = [...actions, ...effects];
  return (environment) => {
    for (let i = 0; i < all.length; i++) all[i]!(environment);
  };
}

/** In float32 every number is rounded as soon as it is computed. */
function rounded(action: Action, instruction: Instruction, id: Id, { values: { numbers }, precision }: Context): Action {
  if (precision === 'float64' || valueKind(instruction) !== 'number') return action;
  return (environment) => {
    action(environment);
    numbers[id] = Math.fround(numbers[id]!);
  };
}

function value(instruction: Exclude<Instruction, Of<'const' | 'store' | 'spike'>>, id: Id, context: Context): Action {
  const { numbers, masks } = context.values;
  switch (instruction.op) {
    case 'load': {
      const { from, name } = instruction;
      return (cell) => {
        numbers[id] = cell.load(from, name);
      };
    }
    case 'step':
      return (cell) => {
        numbers[id] = cell.step;
      };
    case 'dt':
      return (cell) => {
        numbers[id] = cell.dt;
      };
    case 'uniform': {
      const { draw } = instruction;
      return (cell) => {
        numbers[id] = cell.uniform(draw);
      };
    }
    case 'normal': {
      const { draw } = instruction;
      return (cell) => {
        numbers[id] = cell.normal(draw);
      };
    }
    case 'poisson': {
      const { draw, mean } = instruction;
      return (cell) => {
        numbers[id] = cell.poisson(draw, mean);
      };
    }
    case 'refractory':
      return (cell) => {
        masks[id] = cell.refractory();
      };
    case 'call':
      return call(instruction, id, numbers);
    case 'expm':
      return exponential(instruction, id, context);
    case 'pow2':
    case 'exponent':
    case 'mantissa':
      if (context.precision === 'float32') throw misplaced(instruction.op, 'only functions have it, and those run in float64');
      return pureOperation(instruction, id, context.values);
    case 'argument':
      throw misplaced(instruction.op, 'only functions have arguments');
    case 'reduce':
    case 'at':
      throw misplaced(instruction.op, 'a program is cut at what other cells must be known for');
    default:
      return pureOperation(instruction, id, context.values);
  }
}

/** In float64 whatever the precision: the result is rounded once. */
function call({ function: name, args }: Of<'call'>, id: Id, numbers: Float64Array): Action {
  const evaluate = compiledFunction(name);
  const [a, b] = args;
  if (b === undefined)
    return () => {
      numbers[id] = evaluate(numbers[a!]!);
    };
  return () => {
    numbers[id] = evaluate(numbers[a!]!, numbers[b]!);
  };
}

/** The first entry that is asked for computes the whole matrix, and it runs before the others. */
function exponential(
  { matrix, size, row, column }: Of<'expm'>,
  id: Id,
  { values: { numbers }, precision, exponentials }: Context,
): Action {
  if (precision === 'float32') throw misplaced('expm', 'only coefficient programs have it, and those run in float64');
  const key = `${size}: ${matrix.join()}`;
  const entry = row * size + column;
  const known = exponentials.get(key);
  if (known !== undefined)
    return () => {
      numbers[id] = known[entry]!;
    };
  const result = new Float64Array(size * size);
  exponentials.set(key, result);
  return () => {
    result.set(
      matrixExponential(
        matrix.map((from) => numbers[from]!),
        size,
      ),
    );
    numbers[id] = result[entry]!;
  };
}

function effect(instruction: Of<'store' | 'spike'>, { numbers, masks }: Values): Action {
  if (instruction.op === 'store') {
    const { to, name, a } = instruction;
    return (cell) => cell.store(to, name, numbers[a]!);
  }
  const { mask, refractory, amplitude } = instruction;
  return (cell) => {
    if (masks[mask]!)
      cell.spike(refractory === null ? 0 : numbers[refractory]!, amplitude === undefined ? null : numbers[amplitude]!);
  };
}

function misplaced(op: string, reason: string): NeurariumError {
  return new NeurariumError({ code: 'equation', message: `the interpreter cannot run the instruction '${op}' here: ${reason}` });
}

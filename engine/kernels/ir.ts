/**
 * The kernel language: what one cell does in one step, as a flat list of pure operations and a few stores.
 * Interpreter and WebAssembly emitter execute exactly this list, so that their results agree bit for bit.
 * It knows no model, no unit and no memory address: names are bound to memory when a population is compiled.
 *
 * An instruction is referred to by its index in the list and uses only earlier ones.
 * Values are `number` (a float of the run's precision) or `mask` (true or false per cell).
 */

/** Index of an instruction in its program. */
export type Id = number;

/** `heaviside`: 1 where a > 0, else 0. */
export type UnaryOp = 'neg' | 'abs' | 'sqrt' | 'floor' | 'nearest' | 'heaviside';
/** `min` and `max` are by comparison: min(a, b) = a < b ? a : b; max(a, b) = a > b ? a : b. So a NaN in either gives b. */
export type BinaryOp = 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max';
export type CompareOp = 'lt' | 'le' | 'eq';

/** Functions of the engine's own: each is a program of the operations below, evaluated in float64 whatever the run's precision. */
export type FunctionName = 'exp' | 'log' | 'expm1' | 'log1p' | 'sin' | 'cos' | 'tanh' | 'atan' | 'erf' | 'pow';

/**
 * Where a named number lies. `parameter` and `coefficient` are shared or per cell, as the population binds them; both are constant over a step.
 * `index`: the cell's place along the axis of that name, from 0. `scratch`: what an earlier stage of the same step stored.
 */
export type LoadFrom = 'parameter' | 'coefficient' | 'state' | 'port' | 'index' | 'scratch';

/** `scratch`: for a later stage of the same step. */
export type StoreTo = 'state' | 'coefficient' | 'scratch';

/** The axis that runs over the lanes of a batch: sums and means alone. No population names an axis so. */
export const lanesAxis = '#lanes';

export type ReduceKind = 'sum' | 'mean' | 'max' | 'min' | 'argmax' | 'argmin';

export type Instruction =
  | { readonly op: 'const'; readonly value: number }
  /** `port`: a value port's input, or the sum of an event port's arrivals of this step (already reduced to one number). */
  | { readonly op: 'load'; readonly from: LoadFrom; readonly name: string }
  /** The step's number, as a float. */
  | { readonly op: 'step' }
  /** The step's length in ms. */
  | { readonly op: 'dt' }
  /** Only in a function's program: its argument. */
  | { readonly op: 'argument'; readonly index: number }
  | { readonly op: UnaryOp; readonly a: Id }
  | { readonly op: BinaryOp; readonly a: Id; readonly b: Id }
  | { readonly op: CompareOp; readonly a: Id; readonly b: Id }
  | { readonly op: 'and' | 'or'; readonly a: Id; readonly b: Id }
  | { readonly op: 'not'; readonly a: Id }
  /** mask ? a : b, bit for bit (no arithmetic on the value not chosen). */
  | { readonly op: 'select'; readonly mask: Id; readonly a: Id; readonly b: Id }
  | { readonly op: 'call'; readonly function: FunctionName; readonly args: readonly Id[] }
  /** Only in functions (float64). 2^a for an integer-valued a in [-1022, 1023]. */
  | { readonly op: 'pow2'; readonly a: Id }
  /** Only in functions (float64), a normal and positive: its unbiased exponent as a float; and a scaled into [1, 2). */
  | { readonly op: 'exponent' | 'mantissa'; readonly a: Id }
  /** Uniform in [0, 1), from Philox at counter (step, cell, lane, draw). */
  | { readonly op: 'uniform'; readonly draw: number }
  /** Standard normal: the quantile of (k + 1/2) 2^-52, k of 52 bits, from the same counter; float32 rounds the float64 number. */
  | { readonly op: 'normal'; readonly draw: number }
  /** A Poisson number, from word 0 of Philox at the same counter, by the table of the shared coefficient `mean` (see poisson-table.ts). */
  | { readonly op: 'poisson'; readonly draw: number; readonly mean: string }
  /** True while the cell is refractory. */
  | { readonly op: 'refractory' }
  /** Over a named axis of the population ('' for its only one): all cells along it get the result. Only between stages, see stages.ts. */
  | { readonly op: 'reduce'; readonly kind: ReduceKind; readonly axis: string; readonly a: Id }
  /** `a` of the cell that lies at index `b` along the axis, else as this one; NaN where `b` is no index. Only between stages. */
  | { readonly op: 'at'; readonly axis: string; readonly a: Id; readonly b: Id }
  /** Only in coefficient programs: entry (row, column) of the exponential of a size x size matrix, entries row-major. */
  | { readonly op: 'expm'; readonly matrix: readonly Id[]; readonly size: number; readonly row: number; readonly column: number }
  /** The state variable's value after the step (or, in a coefficient program, the coefficient's value). One store per name. */
  | { readonly op: 'store'; readonly to: StoreTo; readonly name: string; readonly a: Id }
  /**
   * Records a spike of each cell in the mask, and makes it refractory for `refractory` steps (integer-valued), counted from the next.
   * `amplitude`: of a graded spike, by which its deliveries are multiplied.
   */
  | { readonly op: 'spike'; readonly mask: Id; readonly refractory: Id | null; readonly amplitude?: Id };

export interface Program {
  readonly instructions: readonly Instruction[];
}

/**
 * A model's equations, ready to be bound to a population.
 * `coefficients` reads parameters and dt alone and stores what depends on nothing else: run once per change of a parameter, in float64.
 * `step` is what each cell does in a step: read arrivals, integrate, test the threshold, reset.
 */
export interface LoweredModel {
  readonly integrator: Integrator;
  readonly coefficients: Program;
  /** Names that `coefficients` stores, in order. */
  readonly coefficientNames: readonly string[];
  readonly step: Program;
  /** `step` in two, where arrivals can be taken cell by cell; null for a model without event ports, or with reductions. */
  readonly split: SplitStep | null;
  /** Coefficients that are means of Poisson draws: each needs a table, and must be the same for all cells. */
  readonly poissonMeans: readonly string[];
  /** Random draws per cell and step. */
  readonly draws: number;
  /** Whether `step` has a `spike`, and whether that makes refractory. */
  readonly spikes: boolean;
  readonly refractory: boolean;
  /** Whether that spike has an amplitude. */
  readonly graded: boolean;
  /** A coefficient program of its own that stores the refractory time in ms as `refractory`; null without one. */
  readonly refractoryTime: Program | null;
}

/**
 * The same step in two programs: what arrivals do to a cell, and the rest. `arrivals` for the cells that have any and then `quiet` for
 * all cells is `step`, but for the sign of a zero: where nothing arrives, `step` adds 0.
 */
export interface SplitStep {
  readonly arrivals: Program;
  readonly quiet: Program;
}

/** `discrete`: updates `x' = ...` only. `none`: a cell without equations of its own. */
export type Integrator = 'exact' | 'exponential-euler' | 'euler' | 'rk2' | 'rk4' | 'heun' | 'milstein' | 'discrete' | 'none';

/** The kind of value that an instruction yields; `none` for stores. */
export function valueKind(instruction: Instruction): 'number' | 'mask' | 'none' {
  switch (instruction.op) {
    case 'lt':
    case 'le':
    case 'eq':
    case 'and':
    case 'or':
    case 'not':
    case 'refractory':
      return 'mask';
    case 'store':
    case 'spike':
      return 'none';
    default:
      return 'number';
  }
}

/** The instructions that an instruction uses. */
export function operandsOf(instruction: Instruction): readonly Id[] {
  switch (instruction.op) {
    case 'const':
    case 'load':
    case 'step':
    case 'dt':
    case 'argument':
    case 'uniform':
    case 'normal':
    case 'poisson':
    case 'refractory':
      return [];
    case 'select':
      return [instruction.mask, instruction.a, instruction.b];
    case 'call':
      return instruction.args;
    case 'expm':
      return instruction.matrix;
    case 'spike': {
      const { mask, refractory, amplitude } = instruction;
      return [mask, ...(refractory === null ? [] : [refractory]), ...(amplitude === undefined ? [] : [amplitude])];
    }
    default:
      return 'b' in instruction ? [instruction.a, instruction.b] : [instruction.a];
  }
}

/** Names of the axes that a program works along, in the order of appearance, `lanesAxis` too. */
export function axesOf({ instructions }: Program): string[] {
  const names = instructions.flatMap((one) => {
    if (one.op === 'reduce' || one.op === 'at') return one.axis;
    return one.op === 'load' && one.from === 'index' ? one.name : [];
  });
  return [...new Set(names)];
}

/** The same instruction with every operand renamed. */
export function renameOperands(instruction: Instruction, name: (id: Id) => Id): Instruction {
  switch (instruction.op) {
    case 'select':
      return { ...instruction, mask: name(instruction.mask), a: name(instruction.a), b: name(instruction.b) };
    case 'call':
      return { ...instruction, args: instruction.args.map(name) };
    case 'expm':
      return { ...instruction, matrix: instruction.matrix.map(name) };
    case 'spike': {
      const { mask, refractory, amplitude } = instruction;
      return {
        ...instruction,
        mask: name(mask),
        refractory: refractory === null ? null : name(refractory),
        ...(amplitude === undefined ? {} : { amplitude: name(amplitude) }),
      };
    }
    default:
      if ('b' in instruction) return { ...instruction, a: name(instruction.a), b: name(instruction.b) };
      return 'a' in instruction ? { ...instruction, a: name(instruction.a) } : instruction;
  }
}

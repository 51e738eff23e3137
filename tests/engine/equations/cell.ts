/** One cell of a lowered model, evaluated in plain doubles with an exponential of its own: independent of the engine's kernels. */
import { lowerModel } from '../../../engine/equations/index.ts';
import type { FunctionName, Id, Instruction, Program } from '../../../engine/kernels/ir.ts';
import type { Model } from '../../../engine/model.ts';

const FUNCTIONS: Record<FunctionName, (a: number, b: number) => number> = {
  exp: Math.exp,
  log: Math.log,
  expm1: Math.expm1,
  log1p: Math.log1p,
  sin: Math.sin,
  cos: Math.cos,
  tanh: Math.tanh,
  atan: Math.atan,
  pow: Math.pow,
  erf: () => Number.NaN,
};

/** Series with scaling and squaring. */
export function matrixExponential(matrix: readonly number[], size: number): number[] {
  const product = (a: readonly number[], b: readonly number[]): number[] =>
    a.map((_, at) => {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += a[Math.floor(at / size) * size + k]! * b[k * size + (at % size)]!;
      return sum;
    });
  const halvings = Math.max(0, Math.ceil(Math.log2(Math.max(...matrix.map(Math.abs), 1e-300) * size)) + 2);
  const small = matrix.map((entry) => entry / 2 ** halvings);
  let term: number[] = matrix.map((_, at) => (Math.floor(at / size) === at % size ? 1 : 0));
  let sum = term;
  for (let k = 1; k < 25; k++) {
    term = product(term, small).map((entry) => entry / k);
    sum = sum.map((entry, at) => entry + term[at]!);
  }
  for (let i = 0; i < halvings; i++) sum = product(sum, sum);
  return sum;
}

interface Surroundings {
  readonly load: (from: string, name: string) => number;
  readonly step: number;
  readonly dt: number;
  readonly refractory: boolean;
  readonly uniform: (draw: number) => number;
  readonly normal: (draw: number) => number;
  readonly store: (name: string, value: number) => void;
  readonly spike: (refractory: number | null) => void;
}

function evaluate({ instructions }: Program, around: Surroundings): void {
  const values: (number | boolean)[] = [];
  const number = (id: Id): number => values[id] as number;
  const operate = (i: Instruction): number | boolean => {
    switch (i.op) {
      case 'const':
        return i.value;
      case 'load':
        return around.load(i.from, i.name);
      case 'step':
        return around.step;
      case 'dt':
        return around.dt;
      case 'neg':
        return -number(i.a);
      case 'abs':
        return Math.abs(number(i.a));
      case 'sqrt':
        return Math.sqrt(number(i.a));
      case 'floor':
        return Math.floor(number(i.a));
      case 'add':
        return number(i.a) + number(i.b);
      case 'sub':
        return number(i.a) - number(i.b);
      case 'mul':
        return number(i.a) * number(i.b);
      case 'div':
        return number(i.a) / number(i.b);
      case 'min':
        return number(number(i.a) < number(i.b) ? i.a : i.b);
      case 'max':
        return number(number(i.a) > number(i.b) ? i.a : i.b);
      case 'lt':
        return number(i.a) < number(i.b);
      case 'le':
        return number(i.a) <= number(i.b);
      case 'eq':
        return number(i.a) === number(i.b);
      case 'and':
        return values[i.a] === true && values[i.b] === true;
      case 'or':
        return values[i.a] === true || values[i.b] === true;
      case 'not':
        return values[i.a] !== true;
      case 'select':
        return values[i.mask] === true ? number(i.a) : number(i.b);
      case 'call':
        return FUNCTIONS[i.function](number(i.args[0]!), number(i.args[1] ?? i.args[0]!));
      case 'uniform':
        return around.uniform(i.draw);
      case 'normal':
        return around.normal(i.draw);
      case 'refractory':
        return around.refractory;
      case 'expm':
        return matrixExponential(i.matrix.map(number), i.size)[i.row * i.size + i.column]!;
      case 'store':
        around.store(i.name, number(i.a));
        return 0;
      case 'spike':
        if (values[i.mask] === true) around.spike(i.refractory === null ? null : number(i.refractory));
        return 0;
      default:
        throw new Error(`not in a model's program: ${i.op}`);
    }
  };
  for (const instruction of instructions) values.push(operate(instruction));
}

export interface Cell {
  readonly state: Record<string, number>;
  /** Spikes so far, by step. */
  readonly spikes: number[];
  readonly coefficients: Readonly<Record<string, number>>;
  step(ports?: Readonly<Record<string, number>>, uniform?: (draw: number) => number, normal?: (draw: number) => number): void;
}

export function cellOf(model: Model, dt: number, given: Readonly<Record<string, number>> = {}): Cell {
  const lowered = lowerModel(model);
  const parameters: Record<string, number> = {};
  for (const [name, { value }] of Object.entries(model.parameters)) parameters[name] = given[name] ?? value;
  const state: Record<string, number> = {};
  for (const [name, { initial }] of Object.entries(model.state)) {
    if (typeof initial === 'object') throw new Error(`the initial ${name} is an expression, which needs a population`);
    state[name] = given[name] ?? (typeof initial === 'string' ? parameters[initial]! : initial);
  }
  const coefficients: Record<string, number> = {};
  const fixed = (from: string, name: string): number => {
    const value = (from === 'parameter' ? parameters : coefficients)[name];
    if (value === undefined) throw new Error(`${from} ${name} is not there`);
    return value;
  };
  const nothing = (): never => {
    throw new Error('not in a coefficient program');
  };
  const store = (name: string, value: number): void => void (coefficients[name] = value);
  evaluate(lowered.coefficients, {
    load: fixed,
    step: 0,
    dt,
    refractory: false,
    uniform: nothing,
    normal: nothing,
    store,
    spike: nothing,
  });
  let step = 0;
  let until = -1;
  const spikes: number[] = [];
  return {
    state,
    spikes,
    coefficients,
    step(ports = {}, uniform = () => 0.5, normal = () => 0) {
      evaluate(lowered.step, {
        load: (from, name) => (from === 'state' ? state[name]! : from === 'port' ? (ports[name] ?? 0) : fixed(from, name)),
        step,
        dt,
        refractory: step <= until,
        uniform,
        normal,
        store: (name, value) => void (state[name] = value),
        spike: (refractory) => {
          spikes.push(step);
          if (refractory !== null) until = step + refractory;
        },
      });
      step++;
    },
  };
}

/** Derivatives of steps against central finite differences, in float64, over several cells at once. */
import { describe, expect, it } from 'vitest';
import {
  adjointAfter,
  adjointBefore,
  adjointOf,
  adjointOfParameter,
  adjointOfPort,
  afterStep,
  lowerModel,
} from '../../../engine/equations/index.ts';
import { defineCell, surrogate } from '../../../engine/index.ts';
import { type Instruction, type LoweredModel, operandsOf, type Program } from '../../../engine/kernels/ir.ts';
import type { Model } from '../../../engine/model.ts';
import { RandomStream } from '../../../engine/random.ts';
import * as models from '../../../models/index.ts';

const cells = 5;
/** What others that read the same state have added before. */
const others = [0.5, -1, 0, 2, 0.25];
/** Central differences lose about (step)^2 of a smooth function, and 1e-16 / step to rounding. */
const [step, tolerance] = [1e-5, 1e-7];

type Arrays = Map<string, number[]>;
type Cell = { readonly model: Model };

/** Plain evaluation of a program over all cells; reads and writes arrays named '<from> <name>'. Written for this test alone. */
function evaluate({ instructions }: Program, arrays: Arrays): void {
  const values: number[][] = [];
  const stores: [string, number[]][] = [];
  const over = (f: (cell: number) => number) => Array.from({ length: cells }, (_, cell) => f(cell));
  const two = (one: { readonly a: number; readonly b: number }, f: (a: number, b: number) => number) =>
    over((cell) => f(values[one.a]![cell]!, values[one.b]![cell]!));
  const evaluated = (one: Instruction): number[] => {
    switch (one.op) {
      case 'const':
        return over(() => one.value);
      case 'load':
        return one.from === 'index' ? over((cell) => cell) : arrays.get(`${one.from} ${one.name}`)!;
      case 'dt':
        return over(() => 1);
      case 'step':
        return over(() => 7);
      case 'neg':
        return values[one.a]!.map((x) => -x);
      case 'abs':
        return values[one.a]!.map(Math.abs);
      case 'sqrt':
        return values[one.a]!.map(Math.sqrt);
      case 'add':
        return two(one, (a, b) => a + b);
      case 'sub':
        return two(one, (a, b) => a - b);
      case 'mul':
        return two(one, (a, b) => a * b);
      case 'div':
        return two(one, (a, b) => a / b);
      case 'min':
        return two(one, Math.min);
      case 'max':
        return two(one, Math.max);
      case 'lt':
        return two(one, (a, b) => Number(a < b));
      case 'le':
        return two(one, (a, b) => Number(a <= b));
      case 'eq':
        return two(one, (a, b) => Number(a === b));
      case 'and':
        return two(one, (a, b) => a * b);
      case 'or':
        return two(one, (a, b) => Math.max(a, b));
      case 'not':
        return values[one.a]!.map((x) => 1 - x);
      case 'select':
        return over((cell) => (values[one.mask]![cell] === 1 ? values[one.a]![cell]! : values[one.b]![cell]!));
      case 'call': {
        const [a, b] = one.args;
        if (one.function === 'pow') return over((cell) => values[a!]![cell]! ** values[b!]![cell]!);
        const f = one.function === 'erf' ? erf : Math[one.function];
        return values[a!]!.map((x) => f(x));
      }
      case 'reduce': {
        const all = values[one.a]!;
        const sum = all.reduce((a, b) => a + b);
        const [most, least] = [Math.max(...all), Math.min(...all)];
        const results = { sum, mean: sum / cells, max: most, min: least, argmax: all.indexOf(most), argmin: all.indexOf(least) };
        return over(() => results[one.kind]);
      }
      case 'store':
        stores.push([`${one.to} ${one.name}`, values[one.a]!]);
        return [];
      default:
        throw new Error(`no ${one.op} here`);
    }
  };
  for (const one of instructions) values.push(evaluated(one));
  for (const [name, stored] of stores) arrays.set(name, stored);
}

/** Maclaurin series, exact to rounding for |x| < 3. */
function erf(x: number): number {
  let [term, sum] = [x, x];
  for (let n = 1; n < 80; n++) {
    term *= -(x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

function inputsOf({ model }: Cell, random: RandomStream): Arrays {
  const arrays: Arrays = new Map();
  let row = 0;
  const draw = (name: string, centre: number, width: number) => {
    row++;
    arrays.set(
      name,
      Array.from({ length: cells }, (_, cell) => centre + width * (random.words(cell, row, 0, 0)[0]! / 2 ** 32 - 0.5)),
    );
  };
  for (const [name, { value }] of Object.entries(model.parameters)) draw(`parameter ${name}`, value === 0 ? 0.3 : value, 0.2);
  // A gain is divided by: near 0 its differences are those of a pole.
  for (const name of Object.keys(model.state)) draw(`state ${name}`, name === 'gain' ? 1 : 0.2, 1);
  for (const name of Object.keys(model.ports)) draw(`port ${name}`, 0.3, 2);
  return arrays;
}

/** The new state, as a function of what the arrays hold. */
function after(lowered: LoweredModel, names: readonly string[], given: Arrays): number[][] {
  const arrays = new Map(given);
  evaluate(lowered.coefficients, arrays);
  evaluate(lowered.step, arrays);
  return names.map((name) => arrays.get(`state ${name}`)!);
}

function check(cell: Cell): void {
  const { model } = cell;
  const lowered = lowerModel(model);
  const names = Object.keys(model.state);
  const random = new RandomStream(1, `adjoint/${model.name}`);
  const given = inputsOf(cell, random);
  const seeds = names.map((_, k) => Array.from({ length: cells }, (_, i) => random.words(i, 1000 + k, 0, 0)[0]! / 2 ** 31 - 1));
  const loss = (arrays: Arrays) =>
    after(lowered, names, arrays).reduce((sum, y, k) => sum + y.reduce((s, v, i) => s + v * seeds[k]![i]!, 0), 0);

  const program = adjointOf({
    surrogate: surrogate('fast-sigmoid'),
    step: lowered.step,
    coefficients: lowered.coefficients,
    trained: new Set(Object.keys(model.parameters)),
  });
  const arrays = new Map(given);
  evaluate(lowered.coefficients, arrays);
  const news = after(lowered, names, given);
  names.forEach((name, k) => {
    arrays.set(`scratch ${afterStep(name)}`, news[k]!);
    arrays.set(`scratch ${adjointAfter(name)}`, seeds[k]!);
    arrays.set(`scratch ${adjointBefore(name)}`, others);
  });
  evaluate(program, arrays);
  for (const name of names) {
    const key = `scratch ${adjointBefore(name)}`;
    arrays.set(
      key,
      arrays.get(key)!.map((value, i) => value - others[i]!),
    );
  }
  const nameOf = { state: adjointBefore, port: adjointOfPort, parameter: adjointOfParameter };
  for (const [key, values] of given) {
    const [from, name] = key.split(' ') as [keyof typeof nameOf, string];
    const found = arrays.get(`scratch ${nameOf[from](name)}`) ?? values.map(() => 0);
    values.forEach((value, i) => {
      const moved = (by: number) => loss(new Map(given).set(key, values.with(i, value + by)));
      const difference = (moved(step) - moved(-step)) / (2 * step);
      const scale = Math.max(1, Math.abs(difference));
      expect(Math.abs(found[i]! - difference) / scale, `${model.name}: ${key} of cell ${i}`).toBeLessThan(tolerance);
    });
  }
}

const without = new Set(['uniform', 'normal', 'poisson', 'expm', 'at', 'floor', 'nearest', 'heaviside', 'spike', 'refractory']);

/** Whether the step is made of operations that the plain evaluation above knows. */
function isSmooth({ model }: Cell): boolean {
  const { step, coefficients } = lowerModel(model);
  return ![...step.instructions, ...coefficients.instructions].some(({ op }) => without.has(op));
}

const known = Object.values(models).flatMap((one): Cell[] => ('model' in one && isSmooth(one) ? [one] : []));

describe('adjointOf', () => {
  it.each(known.map((cell) => [cell.model.name, cell] as const))('%s', (_, cell) => check(cell));

  it.each([
    'exp(z)',
    'log(z * z + 1)',
    'expm1(z)',
    'log1p(z * z)',
    'sqrt(z * z + 0.5)',
    'sin(z)',
    'cos(z)',
    'tanh(z)',
    'atan(z)',
    'erf(0.5 * z)',
    'abs(z)',
    'min(z, gain)',
    'max(z, gain)',
    '(z * z + 1) ^ gain',
    'where(z < 0, 0.1 * z, z)',
    '1 / (1 + exp(-z))',
    '-z / (gain + 2)',
    'sum(z * z)',
    'z - mean(z)',
    'max(z)  * z',
    'exp(z - max(z)) / sum(exp(z - max(z)))',
    'y * z + gain',
  ])('y = %s', (right) => {
    const cell = defineCell({
      name: 'probe',
      source: 'this test',
      parameters: { gain: { default: 1.5, doc: 'some number' } },
      state: { y: { unit: '1', initial: 0, doc: 'result' } },
      ports: { input: { unit: '1' } },
      equations: `z = gain * input\ny' = ${right}`,
    });
    check(cell);
  });

  it('refuses what has no derivative, and allows it where nothing trained goes through it', () => {
    const made = (right: string) =>
      lowerModel(
        defineCell({
          name: 'stairs',
          source: 'this test',
          parameters: { gain: { default: 1.5, doc: 'some number' } },
          state: { y: { unit: '1', initial: 0, doc: 'result' } },
          ports: { input: { unit: '1' } },
          equations: `y' = ${right}`,
        }).model,
      );
    const floors = made('floor(input)');
    expect(() => adjointOf({ ...floors, trained: new Set(), surrogate: surrogate('fast-sigmoid') })).toThrow(/'floor' has none/);
    const harmless = made('input * floor(gain)');
    expect(
      adjointOf({ ...harmless, trained: new Set(), surrogate: surrogate('fast-sigmoid') }).instructions.some(
        (one) => operandsOf(one).length > 0,
      ),
    ).toBe(true);
  });
});

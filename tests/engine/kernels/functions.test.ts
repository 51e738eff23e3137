import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compiledFunction, evaluateFunction } from '../../../engine/kernels/evaluate-function.ts';
import { functionArity, functionPrograms } from '../../../engine/kernels/functions/index.ts';
import type { FunctionName, Id, Instruction } from '../../../engine/kernels/ir.ts';
import { valueKind } from '../../../engine/kernels/ir.ts';
import { atan, cos, erf, exp, expm1, log, log1p, pow, sin, tanh } from '../../../engine/kernels/own-math.ts';

/** Arguments, the value rounded to float64, and what the rounding left, in units of the value's last place. */
type Row = readonly (number | string)[];

const fixture = new URL('../../reference/functions/functions.json', import.meta.url);
const reference = JSON.parse(readFileSync(fixture, 'utf8')) as Record<FunctionName, readonly Row[]>;
const ownMath = { atan, cos, erf, exp, expm1, log, log1p, pow, sin, tanh };
const names = Object.keys(functionPrograms) as FunctionName[];
const allowed = (name: FunctionName) => (name === 'pow' ? 4 : 2);

/** Distance of neighbouring float64 numbers at `value`. */
function lastPlace(value: number): number {
  let place = 2 ** -1074;
  const size = Math.abs(value);
  // Doubling is exact, so the first power of two that `size` does not reach is found exactly.
  for (let power = 2 ** -1022; power <= size / 2; power *= 2) place *= 2;
  return place;
}

/** In units of the last place; infinite where a special value, or the sign of a zero, is not the expected one. */
function errorOf(name: FunctionName, row: Row): number {
  const [rest, expected, ...args] = row.map(Number).reverse() as [number, number, ...number[]];
  const given = evaluateFunction(name, ...args.reverse());
  if (Object.is(given, expected)) return Math.abs(rest);
  if (!Number.isFinite(expected) || !Number.isFinite(given) || (given === 0 && expected === 0)) return Infinity;
  return Math.abs((given - expected) / lastPlace(expected) - rest);
}

function worst(name: FunctionName): { error: number; at: Row } {
  let result: { error: number; at: Row } = { error: -1, at: [] };
  for (const at of reference[name]) {
    const error = errorOf(name, at);
    if (error > result.error) result = { error, at };
  }
  return result;
}

/** Instructions that this one reads. */
function operands(instruction: Instruction): Id[] {
  return (['a', 'b', 'mask'] as const)
    .map((key) => (instruction as unknown as Record<string, Id>)[key])
    .filter((id) => id !== undefined);
}

describe.each(names)('%s', (name) => {
  const { error, at } = worst(name);
  const { instructions } = functionPrograms[name];

  it(`is within ${allowed(name)} units of the last place of the true value (${error.toFixed(2)} at most)`, () => {
    expect(reference[name].length).toBeGreaterThan(250);
    expect(error, `at ${at.join(', ')}`).toBeLessThanOrEqual(allowed(name));
  });

  it('is a program of float64 arithmetic alone, whose last instruction is the result', () => {
    const arithmetic = new Set([
      'argument',
      'const',
      'add',
      'sub',
      'mul',
      'div',
      'sqrt',
      'floor',
      'nearest',
      'abs',
      'neg',
      'min',
      'max',
      'lt',
      'le',
      'eq',
      'and',
      'or',
      'not',
      'select',
      'pow2',
      'exponent',
      'mantissa',
    ]);
    expect(instructions.map(({ op }) => op).filter((op) => !arithmetic.has(op))).toEqual([]);
    expect(instructions.filter(({ op }) => op === 'argument')).toHaveLength(functionArity[name]);
    expect(valueKind(instructions.at(-1)!)).toBe('number');
  });

  it('computes nothing that it does not use', () => {
    const used = new Set(instructions.flatMap(operands));
    // A constant may be left over where arithmetic on it was done while building.
    const unused = instructions.map((_, id) => id).filter((id) => !used.has(id) && instructions[id]!.op !== 'const');
    expect(unused).toEqual([instructions.length - 1]);
  });
});

describe('identities that users rely on', () => {
  it('cos 0 and exp 0 are exactly 1', () => {
    expect([cos(0), exp(0), exp(-0), pow(0, 0)]).toEqual([1, 1, 1, 1]);
  });

  it('sine and cosine never exceed 1', () => {
    for (let k = -2000; k <= 2000; k++) {
      const x = (k * Math.PI) / 2;
      expect(Math.abs(sin(x))).toBeLessThanOrEqual(1);
      expect(Math.abs(cos(x))).toBeLessThanOrEqual(1);
    }
  });

  it('odd functions are odd bit for bit, also at zero', () => {
    for (const name of ['sin', 'tanh', 'atan', 'erf'] as const) {
      const f = compiledFunction(name);
      for (const x of [0, 5e-324, 1e-300, 1e-9, 0.1, 0.5, 1, 3, 30]) expect(f(-x), `${name}(-${x})`).toBe(-f(x));
    }
  });

  it('tanh and erf stay within -1 and 1 and do not fall', () => {
    for (const name of ['tanh', 'erf'] as const) {
      const values = Array.from({ length: 4001 }, (_, i) => evaluateFunction(name, -25 + i / 80));
      expect(Math.min(...values)).toBe(-1);
      expect(Math.max(...values)).toBe(1);
      values.slice(1).forEach((value, i) => expect(value).toBeGreaterThanOrEqual(values[i]!));
    }
  });

  it('powers of small integers that a float64 holds are exact', () => {
    for (let base = -30; base <= 30; base++) {
      let exact = 1;
      for (let n = 0; Math.abs(exact) < 2 ** 53 && n < 40; n++, exact *= base) expect(pow(base, n), `${base}^${n}`).toBe(exact);
    }
  });

  it('own-math gives the same as evaluateFunction', () => {
    for (const name of names) {
      const args = functionArity[name] === 1 ? [0.37] : [0.37, 1.9];
      const wrapper = ownMath[name] as (...numbers: readonly number[]) => number;
      expect(wrapper(...args), name).toBe(evaluateFunction(name, ...args));
    }
  });
});

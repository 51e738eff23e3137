import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProgramBuilder } from '../../../../engine/kernels/builder.ts';
import type { FunctionName, Id } from '../../../../engine/kernels/ir.ts';
import type { Precision } from '../../../../engine/kernels/wasm/index.ts';
import { type PopulationOptions, run, type StepResult } from './population.ts';
import { population, program } from './random-programs.ts';

const precisions: readonly Precision[] = ['float64', 'float32'];
const hard = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  1.5,
  2.5,
  -2.5,
  1e-320,
  -5e-324,
  2 ** -1022,
  1.17549435e-38,
  1e-45,
  1e38,
  -3.4e38,
  1e308,
  -1.7e308,
  Infinity,
  -Infinity,
  Number.NaN,
  4503599627370497.5,
  8388609,
  0.1,
  -49,
  709.9,
  -745.2,
  88.8,
  1e5,
  3,
];
/** Every pair of them is met: 30 and 31 values have no common period. */
const state = { x: hard, y: [...hard, 7] };
const all = { size: hard.length * (hard.length + 1), state };

function expectEqual(options: PopulationOptions, build: (b: ProgramBuilder, x: Id, y: Id) => Id): void {
  const b = new ProgramBuilder();
  const result = build(b, b.load('state', 'x'), b.load('state', 'y'));
  b.push({ op: 'store', to: 'state', name: 'x', a: result });
  const [emitted, interpreted] = (['compile', 'interpret'] as const).map((kind) => run(kind, options, b.program()));
  expect(emitted![0]!.memory).toEqual(interpreted![0]!.memory);
}

/**
 * From a finite state on, what is not finite is noticed in its step, or, where a product alone overflowed, in the next; and never
 * without cause. (What comes after that no run sees: it has stopped.)
 */
function expectNoticed(
  { precision, state }: PopulationOptions,
  emitted: readonly StepResult[],
  interpreted: readonly StepResult[],
): void {
  const first = interpreted.findIndex(({ notFinite }) => notFinite === 1);
  const before = first < 0 ? emitted : emitted.slice(0, first);
  expect(before.every(({ notFinite }) => notFinite === 0)).toBe(true);
  const round = precision === 'float32' ? Math.fround : (value: number) => value;
  const begun = Object.values(state).every((values) => values.every((value) => Number.isFinite(round(value))));
  if (begun && first >= 0 && first + 1 < emitted.length) expect(emitted[first + 1]!.notFinite).toBe(1);
}

describe.each(precisions)('an emitted kernel in %s', (precision) => {
  it.each(['neg', 'abs', 'sqrt', 'floor', 'nearest'] as const)('does %s as the interpreter does', (op) => {
    expectEqual({ ...all, precision }, (b, x) => b.unary(op, x));
  });

  it.each(['add', 'sub', 'mul', 'div', 'min', 'max'] as const)('does %s as the interpreter does', (op) => {
    expectEqual({ ...all, precision }, (b, x, y) => b.push({ op, a: x, b: y }));
  });

  it.each(['lt', 'le', 'eq'] as const)('compares by %s, and combines what it compared', (op) => {
    expectEqual({ ...all, precision }, (b, x, y) => {
      const one = b.constant(1);
      const [m, n] = [b.compare(op, x, y), b.compare(op, y, one)];
      const masks = [
        m,
        b.not(m),
        b.logic('and', m, n),
        b.logic('and', b.not(m), n),
        b.logic('and', m, b.not(n)),
        b.logic('or', m, b.not(n)),
      ];
      return masks.reduce((sum, mask, i) => b.add(sum, b.select(mask, b.constant(2 ** i), b.constant(-0))), b.constant(0));
    });
  });

  it('chooses bit for bit, also against zero', () => {
    expectEqual({ ...all, precision }, (b, x, y) => b.select(b.compare('lt', x, y), x, y));
    expectEqual({ ...all, precision }, (b, x, y) => b.select(b.compare('lt', x, y), b.constant(0), x));
    expectEqual({ ...all, precision }, (b, x, y) => b.select(b.not(b.compare('lt', x, y)), b.constant(0), x));
    expectEqual({ ...all, precision }, (b, x, y) => b.select(b.compare('lt', x, y), b.constant(-0), b.constant(0)));
  });

  it.each(['exp', 'log', 'expm1', 'log1p', 'sin', 'cos', 'tanh', 'atan', 'erf'] as const)('evaluates %s in float64', (name) => {
    expectEqual({ ...all, precision }, (b, x) => b.call(name satisfies FunctionName, x));
    expectEqual({ ...all, precision, state: { x: Array.from({ length: 930 }, (_, i) => (i - 465) / 37), y: [0] } }, (b, x) =>
      b.call(name, x),
    );
  });

  it('evaluates pow in float64', () => {
    expectEqual({ ...all, precision }, (b, x, y) => b.call('pow', x, y));
  });

  it('rounds constants, and takes the step and dt as numbers', () => {
    expectEqual({ ...all, precision }, (b, x) =>
      b.add(b.mul(x, b.constant(1 / 3)), b.div(b.push({ op: 'dt' }), b.add(b.push({ op: 'step' }), b.constant(3)))),
    );
  });

  it('agrees on random programs and populations, step after step', () => {
    fc.assert(
      fc.property(program, population(precision), fc.nat(2 ** 31 - 10), (source, options, first) => {
        const emitted = run('compile', options, source, 4, first);
        const interpreted = run('interpret', options, source, 4, first);
        emitted.forEach((result, step) => {
          expect(result.memory).toEqual(interpreted[step]!.memory);
          expect(result.spikes).toEqual(interpreted[step]!.spikes);
          expect(result.amplitudes).toEqual(interpreted[step]!.amplitudes);
        });
        expectNoticed(options, emitted, interpreted);
      }),
      { numRuns: 250 },
    );
  });
});

/** Arbitrary kernel programs and populations for them. */
import fc from 'fast-check';
import { ProgramBuilder } from '../../../../engine/kernels/builder.ts';
import type { FunctionName, Id, Program } from '../../../../engine/kernels/ir.ts';
import type { Precision } from '../../../../engine/kernels/wasm/index.ts';
import type { InputOptions, PopulationOptions } from './population.ts';

const functions: readonly FunctionName[] = ['exp', 'log', 'expm1', 'log1p', 'sin', 'cos', 'tanh', 'atan', 'erf', 'pow'];

/** What every such program may read. */
const names = {
  parameter: ['shared', 'perCell'],
  coefficient: ['c', 'd'],
  state: ['x', 'y', 'z'],
  port: ['in', 'mixed', 'none'],
} as const;

const special = [
  0,
  -0,
  1,
  -1,
  Number.NaN,
  Infinity,
  -Infinity,
  5e-324,
  -2.2250738585072014e-308,
  1.5,
  -2.5,
  1e308,
  1e-45,
  3e38,
  0.1,
];

export const number = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...special) },
  { weight: 5, arbitrary: fc.double({ min: -100, max: 100, noNaN: true }) },
  { weight: 2, arbitrary: fc.double() },
);

interface Recipe {
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

const recipe = fc.record({ kind: fc.nat(26), a: fc.nat(1000), b: fc.nat(1000), c: fc.nat(1000) });

/** Appends one operation; operands are picked among what there is. */
function append(b: ProgramBuilder, numbers: Id[], masks: Id[], { kind, a, b: second, c }: Recipe): void {
  // Later values are likelier, so that programs grow deep.
  const pick = (pool: readonly Id[], seed: number) => pool[Math.max(0, pool.length - 1 - (seed % Math.min(pool.length, 12)))]!;
  const [x, y, m, n] = [pick(numbers, a), pick(numbers, second), pick(masks, c), pick(masks, a)];
  const unary = ['neg', 'abs', 'sqrt', 'floor', 'nearest'] as const;
  const binary = ['add', 'sub', 'mul', 'div', 'min', 'max'] as const;
  if (kind < 5) numbers.push(b.push({ op: unary[kind]!, a: x }));
  else if (kind < 11) numbers.push(b.push({ op: binary[kind - 5]!, a: x, b: y }));
  else if (kind < 14) masks.push(b.compare((['lt', 'le', 'eq'] as const)[kind - 11]!, x, y));
  else if (kind < 16) masks.push(b.logic(kind === 14 ? 'and' : 'or', m, n));
  else if (kind === 16) masks.push(b.not(m));
  else if (kind < 20) numbers.push(b.push({ op: 'select', mask: m, a: x, b: y }));
  else if (kind === 20)
    numbers.push(b.push({ op: 'select', mask: m, a: c % 2 === 0 ? b.constant(0) : x, b: c % 2 === 0 ? y : b.constant(0) }));
  else if (kind === 21) numbers.push(b.push({ op: c % 2 === 0 ? 'uniform' : 'normal', draw: c % 3 }));
  else if (kind < 25) numbers.push(b.add(x, b.mul(y, b.constant(special[c % special.length]!))));
  else {
    const name = functions[c % functions.length]!;
    numbers.push(name === 'pow' ? b.call(name, x, y) : b.call(name, x));
  }
}

function buildProgram(
  recipes: readonly Recipe[],
  constants: readonly number[],
  spike: { mask: number; refractory: number | null; amplitude: number | null } | null,
): Program {
  const b = new ProgramBuilder();
  const numbers: Id[] = [b.push({ op: 'step' }), b.push({ op: 'dt' }), ...constants.map((value) => b.constant(value))];
  for (const from of ['parameter', 'coefficient', 'state', 'port'] as const) {
    for (const name of names[from]) numbers.push(b.load(from, name));
  }
  const masks: Id[] = [b.push({ op: 'refractory' }), b.compare('lt', numbers.at(-1)!, numbers.at(-4)!)];
  for (const each of recipes) append(b, numbers, masks, each);
  const mask = spike === null ? null : masks[spike.mask % masks.length]!;
  // A reset, so that something hangs on the spike's mask, and something on that.
  const reset = mask === null ? numbers.at(-1)! : b.select(mask, numbers.at(-2)!, numbers.at(-1)!);
  b.push({ op: 'store', to: 'state', name: 'x', a: reset });
  b.push({ op: 'store', to: 'state', name: 'y', a: b.push({ op: 'add', a: reset, b: numbers.at(-3)! }) });
  b.push({ op: 'store', to: 'state', name: 'z', a: numbers.at(-2)! });
  if (mask !== null) {
    const refractory = spike?.refractory ?? null;
    const amplitude = spike?.amplitude ?? null;
    b.push({
      op: 'spike',
      mask,
      refractory: refractory === null ? null : b.constant(refractory),
      ...(amplitude === null ? {} : { amplitude: numbers[amplitude % numbers.length]! }),
    });
  }
  return b.program();
}

export const program = fc
  .tuple(
    fc.array(recipe, { maxLength: 60 }),
    fc.array(number, { maxLength: 3 }),
    fc.option(fc.record({ mask: fc.nat(), refractory: fc.constantFrom(0, 1, 3), amplitude: fc.option(fc.nat()) })),
  )
  .map(([recipes, constants, spike]) => buildProgram(recipes, constants, spike));

const values = fc.array(number, { minLength: 1, maxLength: 11 });
const counts = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 7 });

const ports: fc.Arbitrary<Record<string, InputOptions[]>> = fc
  .record({ counts, more: counts, sums: values, stimuli: values, weight: number })
  .map(({ counts: first, more, sums, stimuli, weight }) => ({
    in: [{ kind: 'counts', ring: 0, weight, values: first }],
    mixed: [
      { kind: 'counts', ring: 1, weight: -9, values: more },
      { kind: 'sums', ring: 0, values: sums },
      { kind: 'stimulus', values: stimuli },
    ],
    none: [],
    unused: [{ kind: 'counts', ring: 0, weight: 1, values: first }],
  }));

export function population(precision: Precision): fc.Arbitrary<PopulationOptions> {
  return fc
    .record({
      size: fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 8, 9, 127, 128, 129, 130),
      lanes: fc.constantFrom(1, 2),
      shared: number,
      perCell: values,
      x: values,
      y: values,
      z: values,
      ports,
      until: fc.array(fc.integer({ min: -1, max: 4 }), { minLength: 1, maxLength: 5 }),
    })
    .map(({ shared, perCell, x, y, z, until, ...rest }) => ({
      ...rest,
      precision,
      parameters: { shared, perCell },
      coefficients: { c: perCell[0]!, d: z },
      state: { x, y, z },
      slots: [3, 1],
      refractoryUntil: until,
    }));
}
